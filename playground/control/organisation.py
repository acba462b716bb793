"""How do tests change the organisation: people who come, change and leave, and channels that do?"""

from __future__ import annotations

import secrets
from typing import Any, Literal, cast

from starlette.routing import BaseRoute

from playground.control.answers import BadRequestError, answering, need
from playground.payloads import member_event
from playground.town import Playground
from playground.world import JSON, Change, Channel, User

FLAGS = ("is_admin", "is_owner", "is_restricted", "is_ultra_restricted", "is_stranger", "deleted")
WORDS = ("name", "real_name", "title", "email", "tz", "color")


def routes(playground: Playground) -> list[BaseRoute]:
    return [
        answering(playground, "channel", change_channel),
        answering(playground, "user", change_user),
        answering(playground, "join", join),
        answering(playground, "dnd", quieten),
    ]


async def change_user(playground: Playground, asked: JSON) -> JSON:
    """{"id", "deleted": true, "tz": …, …}: changes a person and tells the app (user_change)."""
    user = _user(playground, need(asked, "id", str))
    for name, value in _traits(asked).items():
        setattr(user, name, value)
    user.updated = int(playground.clock.wall())
    playground.emit_user(user.id)
    return {"user": user.id}


async def quieten(playground: Playground, asked: JSON) -> JSON:
    """{"id", "minutes": 120}: not to be disturbed from now on; 0 takes it back. Or at another time, with {"from":
    "tomorrow 22:00", "until": …, "zone": …}. The app is not told: it asks (dnd.teamInfo)."""
    user, clock = _user(playground, need(asked, "id", str)), playground.clock
    if "minutes" in asked:
        user.dnd_from = int(clock.now())
        user.dnd_until = user.dnd_from + int(60 * need(asked, "minutes", float))
    else:
        zone = need(asked, "zone", str, user.tz)
        user.dnd_from, user.dnd_until = (int(clock.read(need(asked, end, str), zone)) for end in ("from", "until"))
    return {"id": user.id, "from": user.dnd_from, "until": user.dnd_until}


async def join(playground: Playground, asked: JSON) -> JSON:
    """{"name", "real_name", "tz", …}: somebody new, who is in #general at once (team_join)."""
    name = need(asked, "name", str)
    user = User(str(asked.get("id") or f"U{secrets.token_hex(5).upper()}"), name, str(asked.get("real_name") or name))
    if user.id in playground.world.users:
        raise BadRequestError(f"There is already somebody with the id “{user.id}”.")
    for trait, value in _traits(asked).items():
        setattr(user, trait, value)
    user.updated = int(playground.clock.wall())
    playground.world.users[user.id] = user
    playground.emit_user(user.id, "team_join")
    for channel in playground.world.channels.values():
        if channel.name == "general" and channel.kind == "public":
            _enter(playground, channel, user.id)
    return {"user": user.id}


async def change_channel(playground: Playground, asked: JSON) -> JSON:
    """{"id", "archived": true | "invite": user | "remove": user}, or {"name", "kind", "members"} for a new one."""
    channel = _channel(playground, asked) if "id" in asked else _new(playground, asked)
    now = f"{playground.clock.wall():.6f}"
    if "archived" in asked and need(asked, "archived", bool) != channel.archived:
        channel.archived = bool(asked["archived"])
        kind = "channel_archive" if channel.archived else "channel_unarchive"
        actor = next((user for user in channel.members if user != playground.world.bot_user_id), "")
        playground.emit({"type": kind, "channel": channel.id, "user": actor, "event_ts": now})
    if "invite" in asked:
        _enter(playground, channel, _user(playground, need(asked, "invite", str)).id)
    if "remove" in asked:
        _leave(playground, channel, _user(playground, need(asked, "remove", str)).id)
    playground.world.tell(Change("channel", channel.id))
    return {"channel": channel.id, "members": channel.members, "archived": channel.archived}


def _traits(asked: JSON) -> dict[str, Any]:
    found: dict[str, Any] = {name: need(asked, name, bool) for name in FLAGS if name in asked}
    return found | {name: need(asked, name, str) for name in WORDS if name in asked}


def _user(playground: Playground, user: str) -> User:
    if user not in playground.world.users:
        raise BadRequestError(f"There is nobody with the id “{user}”.")
    return playground.world.users[user]


def _channel(playground: Playground, asked: JSON) -> Channel:
    wanted = need(asked, "id", str)
    if wanted not in playground.world.channels:
        raise BadRequestError(f"There is no channel with the id “{wanted}”.")
    return playground.world.channels[wanted]


def _new(playground: Playground, asked: JSON) -> Channel:
    kind = need(asked, "kind", str, "public")
    if kind not in {"public", "private"}:
        raise BadRequestError("“kind” must be public or private.")
    members = [_user(playground, str(user)).id for user in need(asked, "members", list, [])]
    channel = Channel(
        f"C{secrets.token_hex(5).upper()}", need(asked, "name", str), cast(Literal["public"], kind), members
    )
    channel.created = int(playground.clock.wall())
    playground.world.channels[channel.id] = channel
    return channel


def _enter(playground: Playground, channel: Channel, user: str) -> None:
    if user not in channel.members:
        channel.members.append(user)
        playground.emit(member_event(playground.world, "joined", user, channel, playground.clock.wall()))


def _leave(playground: Playground, channel: Channel, user: str) -> None:
    if user in channel.members:
        channel.members.remove(user)
        playground.emit(member_event(playground.world, "left", user, channel, playground.clock.wall()))
