"""How does Slack write down what a person did: events, commands, presses, submissions and shortcuts, field by field?"""

from __future__ import annotations

import secrets
import string
from typing import Literal

from playground.shapes import message_json, view_json
from playground.world import JSON, Channel, Message, User, View, World

VERIFICATION_TOKEN = "playground"  # noqa: S105 - Slack's deprecated token, which no app should look at
CHANNEL_NAMES = {"im": "directmessage", "private": "privategroup"}  # what commands see instead of a name


def event_callback(world: World, event: JSON, at: float) -> JSON:
    """The wrapper of an event that happened `at` (wall clock, seconds since 1970), with an event id of its own."""
    event_id = "Ev" + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(9))
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": world.team_id,
        "context_team_id": world.team_id,
        "context_enterprise_id": None,
        "api_app_id": world.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(at),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": world.team_id,
                "user_id": world.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{secrets.token_urlsafe(24)}",
    }


def slash_command(world: World, user: User, channel: Channel, *, line: tuple[str, str], reply: tuple[str, str]) -> JSON:
    """The form fields of a command, all strings. `line`: command and text; `reply`: response_url and trigger_id."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": world.team_id,
        "team_domain": world.domain,
        "channel_id": channel.id,
        "channel_name": CHANNEL_NAMES.get(channel.kind, channel.name),
        "user_id": user.id,
        "user_name": user.name,
        "command": line[0],
        "text": line[1],
        "api_app_id": world.app_id,
        "is_enterprise_install": "false",
        "response_url": reply[0],
        "trigger_id": reply[1],
    }


def in_message(world: World, channel: Channel, message: Message, state: JSON) -> JSON:
    """The part of a block_actions payload that says in which message it happened; `state` as under state.values."""
    container: JSON = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    place: JSON = {"container": container, "channel": _channel(channel), "state": {"values": state}}
    if message.ephemeral_for is None:  # Slack does not keep ephemeral messages, so it cannot send them along
        place["message"] = message_json(world, message)
    return place


def in_view(world: World, view: View, state: JSON) -> JSON:
    """The part of a block_actions payload that says in which modal or Home it happened."""
    return {"container": {"type": "view", "view_id": view.id}, "view": _view(world, view, state)}


def block_actions(world: World, user: User, place: JSON, action: JSON, trigger_id: str) -> JSON:
    """A press or choice: `place` from in_message (and response_url) or in_view, `action` the element with its value."""
    payload = _interaction(world, user, "block_actions") | {"trigger_id": trigger_id, **place, "actions": [action]}
    return _named(payload, user)


def block_suggestion(world: World, user: User, place: JSON, ask: JSON) -> JSON:
    """A request for the options of an external select; `ask` holds block_id, action_id and the typed value."""
    return _named(_interaction(world, user, "block_suggestion"), user) | ask | place


def view_submission(world: World, user: User, view: View, state: JSON, reply: tuple[str, list[JSON]]) -> JSON:
    """A submitted modal; `reply`: trigger_id and response_urls (of selects with response_url_enabled)."""
    payload = _interaction(world, user, "view_submission") | {"trigger_id": reply[0], "response_urls": reply[1]}
    return _named(payload, user) | {"view": _view(world, view, state)}


def view_closed(world: World, user: User, view: View, state: JSON, is_cleared: bool) -> JSON:
    """A modal that was closed by the person; `is_cleared`: the whole stack went."""
    payload = _named(_interaction(world, user, "view_closed"), user)
    return payload | {"view": _view(world, view, state), "is_cleared": is_cleared}


def shortcut(world: World, user: User, callback_id: str, trigger_id: str, at: float) -> JSON:
    """A global shortcut, used `at` (wall clock, seconds since 1970)."""
    payload = _interaction(world, user, "shortcut")
    del payload["api_app_id"]
    return payload | {"callback_id": callback_id, "trigger_id": trigger_id, "action_ts": f"{at:.6f}"}


def message_action(world: World, user: User, callback_id: str, *, about: tuple[Channel, Message], reply: JSON) -> JSON:
    """A shortcut used on a message; `reply` holds trigger_id, action_ts and response_url."""
    channel, message = about
    payload = _interaction(world, user, "message_action")
    del payload["api_app_id"]
    return payload | {
        "callback_id": callback_id,
        "message_ts": message.ts,
        "channel": _channel(channel),
        "message": message_json(world, message),
        **reply,
    }


def _interaction(world: World, user: User, kind: str) -> JSON:
    return {
        "type": kind,
        "user": _person(world, user),
        "api_app_id": world.app_id,
        "token": VERIFICATION_TOKEN,
        "team": {"id": world.team_id, "domain": world.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _person(world: World, user: User) -> JSON:
    return {"id": user.id, "name": user.name, "team_id": world.team_id}


def _named(payload: JSON, user: User) -> JSON:
    payload["user"] = payload["user"] | {"username": user.name}
    return payload


def _channel(channel: Channel) -> JSON:
    return {"id": channel.id, "name": CHANNEL_NAMES.get(channel.kind, channel.name)}


def _view(world: World, view: View, state: JSON) -> JSON:
    return view_json(world, view) | {"state": {"values": state}}


def member_event(world: World, kind: Literal["joined", "left"], user: str, channel: Channel, at: float) -> JSON:
    """member_joined_channel or member_left_channel."""
    return {
        "type": f"member_{kind}_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": {"public": "C", "private": "G"}.get(channel.kind, "D"),
        "team": world.team_id,
        "event_ts": f"{at:.6f}",
    }
