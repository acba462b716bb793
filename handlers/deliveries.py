"""By which keys is a second copy of this delivery known?"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from handlers import presses
from services.inbox import Delivery

Body = Mapping[str, Any]


def read(body: Body, *, door: str, wall: datetime) -> Delivery:
    """The delivery behind a Bolt body. Slack sends one gesture under new event ids too, so some have two keys."""
    answer_to = body.get("response_url")
    return Delivery(
        workspace=_workspace(body),
        slack_user=_user(body),
        door=door,
        keys=tuple(dict.fromkeys(_fitting(key) for key in _keys(body))),
        received_at=wall,
        response_url=answer_to if isinstance(answer_to, str) and answer_to.startswith("http") else None,
        ephemeral=bool(_of(body.get("container"), "is_ephemeral")),
    )


def door(body: Body) -> str:
    """Which route a body came for, as the audit names it: a command, an action, a form or an event."""
    named = (
        body.get("command")
        or _of(presses.first(body), "action_id")
        or _of(body.get("view"), "callback_id")
        or body.get("callback_id")
        or _of(body.get("event"), "type")
    )
    found = str(named or body.get("type") or "unknown")[:64]
    return found if found.isascii() and found.isprintable() else "unknown"


def _workspace(body: Body) -> str:
    """Whose installation it is for. In a shared channel an event's own team is that of the people it comes from."""
    installed = body.get("authorizations")
    if isinstance(installed, list) and installed and _short(_of(installed[0], "team_id")):
        return _short(_of(installed[0], "team_id"))
    return _short(body.get("team_id") or _of(body.get("team"), "id") or _of(body.get("user"), "team_id"))


def _user(body: Body) -> str | None:
    told = _of(body.get("event"), "user")
    found = body.get("user_id") or _of(body.get("user"), "id") or (told if isinstance(told, str) else _of(told, "id"))
    return _short(found) or None


def _of(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, Mapping) else None


def _keys(body: Body) -> Iterator[str]:
    view, event, action = body.get("view"), body.get("event"), presses.first(body)
    if body.get("event_id"):
        yield f"event:{body['event_id']}"
        if _of(event, "type") == "message" and _of(event, "ts"):
            yield f"message:{_of(event, 'channel')}:{_of(event, 'ts')}:{_of(event, 'subtype') or ''}"
    elif body.get("type") == "view_submission":
        yield f"view:{_of(view, 'id')}:{_of(view, 'hash')}:{_digest(_of(_of(view, 'state'), 'values'))}"
    elif body.get("trigger_id"):
        yield f"trigger:{body['trigger_id']}"
        if action:
            yield f"action:{_user(body)}:{_of(action, 'action_ts')}:{_of(action, 'action_id')}"
    else:
        yield f"body:{_digest(body)}"


def _short(value: Any) -> str:
    """An id of Slack's, or "" for what cannot be one."""
    return value if isinstance(value, str) and value.isascii() and value.isalnum() and len(value) <= 64 else ""


def _fitting(key: str) -> str:
    """The key as the store can hold it."""
    return key if len(key) <= 160 and key.isascii() and key.isprintable() else f"long:{_digest(key)}"


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:40]
