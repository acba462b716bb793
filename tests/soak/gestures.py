"""What can a person do that leaves a trace in the store, in the bodies of Slack, and how is the trace counted?"""

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from tests.town import TEAM

MANAGERS = {"APOLLO": "U0TOMAS", "ORION": "U0JUNE", "VEGA": "U0OMAR", "LYRA": "U0OMAR"}
PEOPLE = ("U0MIA", "U0ANIL", "U0LENA", "U0SAM", "U0YUKI", "U0NORA", "U0DEVIKA", "U0BEN", "U0PRIYA")
BUTTONS = {"acknowledged": "blockers.acknowledge", "started": "blockers.start", "withdrawn": "blockers.withdraw"}
Body = dict[str, Any]


@dataclass(frozen=True)
class Gesture:
    """`mark` is a word that only this gesture has; `of` that of the blocker which it changes."""

    kind: str  # slash_commands, interactive or events_api
    what: str  # the line of history that it leaves: reported, commented, acknowledged …
    mark: str
    of: str
    body: Body = field(compare=False)

    def again(self) -> "Gesture":
        """The same gesture as Slack may send it a second time: under a new event id, or with a new trigger."""
        new = json.loads(json.dumps(self.body))
        if self.kind == "events_api":
            new["event_id"] = f"Ev{secrets.token_hex(6).upper()}"
        elif self.what != "reported":  # a command's copies have one trigger: another one is another command
            new["trigger_id"] = _trigger()
        return replace(self, body=new)


def report(mark: str, project: str, who: str) -> Gesture:
    """`/blocked` with a sentence that holds the mark."""
    body = {
        "command": "/blocked",
        "text": f"no access to the {mark} cabinet for {project}",
        "user_id": who,
        "team_id": TEAM,
        "channel_id": "C0GENERAL",
        "trigger_id": _trigger(),
        "response_url": "http://127.0.0.1:9/nowhere",
    }
    return Gesture("slash_commands", "reported", mark, mark, body)


def press(what: str, of: str, blocker_id: str, who: str) -> Gesture:
    """A button under the blocker's card."""
    action = {"type": "button", "action_id": BUTTONS[what], "block_id": "b", "value": blocker_id}
    body = _interaction("block_actions", who) | {"actions": [{**action, "action_ts": f"{time.time():.6f}{_digits()}"}]}
    return Gesture("interactive", what, f"{of} {what}", of, body)


def comment(mark: str, of: str, blocker_id: str, who: str) -> Gesture:
    """The form for a comment, sent."""
    view = {
        "id": f"V{secrets.token_hex(6).upper()}",
        "hash": secrets.token_hex(8),
        "type": "modal",
        "callback_id": "blockers.comment",
        "private_metadata": blocker_id,
        "blocks": [],
        "state": {"values": {"words": {"answer": {"type": "plain_text_input", "value": mark}}}},
    }
    return Gesture("interactive", "commented", mark, of, _interaction("view_submission", who) | {"view": view})


def reply(mark: str, of: str, channel: str, thread_ts: str, who: str) -> Gesture:
    """A word in the thread of a card, as an event."""
    event = {
        "type": "message",
        "channel": channel,
        "channel_type": "channel",
        "user": who,
        "text": mark,
        "ts": _stamp(),
        "thread_ts": thread_ts,
    }
    body = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{secrets.token_hex(6).upper()}", "event": event}
    return Gesture("events_api", "commented", mark, of, body)


def is_done(gesture: Gesture, answer: Mapping[str, Any]) -> bool:
    """Whether an answer says that it was recorded. A press or an event says so by being answered at all."""
    if answer["failure"]:
        return False
    said = answer["ack"]
    if gesture.kind == "slash_commands":
        return "is filed" in json.dumps(said)
    return not (isinstance(said, dict) and said.get("response_action") in {"errors", "update"})


def _interaction(kind: str, who: str) -> Body:
    user = {"id": who, "name": who.lower(), "team_id": TEAM}
    return {"type": kind, "team": {"id": TEAM}, "user": user, "api_app_id": "A0APP", "trigger_id": _trigger()}


def _trigger() -> str:
    return f"{secrets.token_hex(8)}.1.a"


_STAMPS = count(int(time.time() * 1e6))


def _stamp() -> str:
    """When something was written, in microseconds. Slack gives no two messages of a channel the same."""
    return f"{next(_STAMPS) / 1e6:.6f}"


def _digits() -> str:
    return f"{secrets.randbelow(10**6):06}"
