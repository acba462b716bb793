"""Which emoji does the app leave at a message? reactions.add, remove, get."""

from __future__ import annotations

import re

from playground.api.call import Call
from playground.api.registry import Method, Table
from playground.errors import SlackError
from playground.shapes import message_json
from playground.world import JSON, Message

_NAME = re.compile(r"[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?")


def reactions_add(call: Call) -> JSON:
    """reactions.add: the app reacts to a message."""
    message, name = _place(call)
    if call.world.channels[message.channel].archived:
        raise SlackError("is_archived")
    users = message.reactions.setdefault(name, [])
    if call.world.bot_user_id in users:
        raise SlackError("already_reacted")
    users.append(call.world.bot_user_id)
    return _changed(call, message, name, "reaction_added")


def reactions_remove(call: Call) -> JSON:
    """reactions.remove: the app takes its reaction back."""
    message, name = _place(call)
    users = message.reactions.get(name, [])
    if call.world.bot_user_id not in users:
        raise SlackError("no_reaction")
    users.remove(call.world.bot_user_id)
    if not users:
        del message.reactions[name]
    return _changed(call, message, name, "reaction_removed")


def reactions_get(call: Call) -> JSON:
    """reactions.get: a message with its reactions."""
    message = _message(call)
    shape = message_json(call.world, message)
    return {"type": "message", "channel": message.channel, "message": shape}


def _message(call: Call) -> Message:
    if not call.text("channel") or not call.text("timestamp"):
        raise SlackError("no_item_specified")
    return call.message(call.member_channel(), "timestamp")


def _place(call: Call) -> tuple[Message, str]:
    name = call.need("name").strip(":")
    message = _message(call)
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_name")
    return message, name


def _changed(call: Call, message: Message, name: str, kind: str) -> JSON:
    call.town.touch(message)
    call.wrote = {"channel": message.channel, "ts": message.ts, "user": call.world.bot_user_id, "name": name}
    item = {"type": "message", "channel": message.channel, "ts": message.ts}
    at = f"{call.town.clock.wall():.6f}"
    event = {"type": kind, "user": call.world.bot_user_id, "reaction": name, "item_user": message.user}
    call.town.emit({**event, "item": item, "event_ts": at})
    return {}


METHODS: Table = (
    Method("reactions.add", reactions_add, 3, ("reactions:write",), writes=True),
    Method("reactions.remove", reactions_remove, 2, ("reactions:write",), writes=True),
    Method("reactions.get", reactions_get, 3, ("reactions:read",), takes_json=False),
)
