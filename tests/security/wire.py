"""How does a request reach the bot's door as Slack would send it, and as somebody else would?"""

import hashlib
import hmac
import json
import secrets
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from bot.http import SLACK_PATH
from tests.town import TEAM

SECRET = "playground-signing-secret"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
PATIENCE = 3.0  # seconds, as Slack's

Answer = tuple[int, str]


def seal(body: bytes, stamp: str, secret: str = SECRET) -> str:
    return "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()


def send(port: int, body: bytes, kind: str = JSON, **headers: str) -> Answer:
    """(status, body) of the answer within Slack's patience; signed by Slack unless `headers` say otherwise."""
    stamp = headers.pop("stamp", str(int(time.time())))
    given = {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": headers.pop("signature", seal(body, stamp)),
    }
    request = urllib.request.Request(f"http://127.0.0.1:{port}{SLACK_PATH}", body, given, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()


def command(text: str, *, who: str = "U0MIA", team: str = TEAM, name: str = "/blocked", **more: str) -> bytes:
    return urlencode(
        {
            "command": name,
            "text": text,
            "user_id": who,
            "team_id": team,
            "channel_id": "C0GENERAL",
            "trigger_id": f"{secrets.token_hex(8)}.1.a",
            "response_url": "https://hooks.slack.com/commands/T/1/CANARYADDRESS",
            **more,
        }
    ).encode()


def payload(body: Mapping[str, Any]) -> bytes:
    return urlencode({"payload": json.dumps(body)}).encode()


def event(what: Any, team: str = TEAM) -> bytes:
    told = {"type": "event_callback", "team_id": team, "event_id": f"Ev{secrets.token_hex(8)}", "event": what}
    return json.dumps(told).encode()


def press(action_id: str, value: Any, *, who: str = "U0TOMAS", team: str = TEAM) -> bytes:
    return payload(
        {
            "type": "block_actions",
            "team": {"id": team},
            "user": {"id": who, "team_id": team},
            "trigger_id": f"{secrets.token_hex(8)}.1.a",
            "actions": [{"action_id": action_id, "value": value, "action_ts": secrets.token_hex(8)}],
        }
    )
