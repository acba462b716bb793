"""What does Slack send? Signed deliveries of `/blocked <sentence>`, no two of them alike."""

import hashlib
import hmac
import itertools
import random
import time
from collections.abc import Iterator
from urllib.parse import urlencode

from tests.town import TEAM

SECRET = "playground-signing-secret"
SYLLABLES = ("ka", "lo", "mi", "ren", "sta", "tu", "vex", "dor", "pal", "ne", "gri", "bo", "shu", "fen", "ja", "qui")


def words(number: int) -> str:
    """A sentence with a title that looks like no other one, a project, a day since when and one until when."""
    chance = random.Random(number)
    things = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(3)]
    return f"waiting on {' '.join(things)} for APOLLO since Monday, need it by Friday"


def form(number: int, who: str = "U00000") -> bytes:
    """The body of `/blocked <sentence>`; each number is another delivery."""
    fields = {
        "token": "unused",
        "team_id": TEAM,
        "team_domain": "fernwood",
        "channel_id": "C0GENERAL",
        "channel_name": "general",
        "user_id": who,
        "user_name": "person",
        "command": "/blocked",
        "text": words(number),
        "api_app_id": "A0APP",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.example/commands/1",
        "trigger_id": f"{1_000_000 + number}.1.{'b' * 32}",
    }
    return urlencode(fields).encode()


def signed(body: bytes) -> dict[str, str]:
    """The headers that Slack sends with a body."""
    stamp = str(int(time.time()))
    seal = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={seal}",
    }


def deliveries() -> Iterator[bytes]:
    """Deliveries without end, no two of them the same."""
    return (form(number) for number in itertools.count())
