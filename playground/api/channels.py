"""Which channels are there, and who is in them? conversations.open, list, info, members, join."""

from __future__ import annotations

from collections.abc import Callable

from playground.api.call import READ_SCOPE, Call
from playground.api.registry import Method, Table
from playground.errors import SlackError
from playground.shapes import channel_json
from playground.world import JSON, Change, Channel, Message

TYPES = {"public_channel": "public", "private_channel": "private", "im": "im", "mpim": ""}


def conversations_open(call: Call) -> JSON:
    """conversations.open: the direct channel with one person."""
    if call.text("channel"):
        return _opened(call, call.seen_channel(), was_there=True)
    names = [name for name in call.text("users").split(",") if name]
    if not names:
        raise SlackError("users_list_not_supplied")
    if len(names) > 8:
        raise SlackError("too_many_users")
    for name in names:
        _reachable(call, name)
    if len(names) > 1:
        call.scoped("mpim:write")
        raise SlackError("method_not_supported_for_channel_type")
    call.scoped("im:write")
    was_there = f"D{names[0][1:]}" in call.world.channels
    channel = call.town.direct(names[0])
    call.wrote = {"channel": channel.id, "user": names[0]}
    return _opened(call, channel, was_there=was_there)


def _reachable(call: Call, name: str) -> None:
    user = call.world.users.get(name)
    if user is None:
        raise SlackError("user_not_found")
    if user.deleted:
        raise SlackError("user_disabled")
    if user.is_stranger:
        raise SlackError("user_not_visible")
    if user.is_bot:
        raise SlackError("invalid_user_combination")


def _opened(call: Call, channel: Channel, *, was_there: bool) -> JSON:
    shape = channel_json(call.world, channel) if call.flag("return_im") else {"id": channel.id}
    shape.pop("is_user_deleted", None)  # Slack says so in lists only
    return {**({"no_op": True, "already_open": True} if was_there else {}), "channel": shape}


def listed(call: Call, wanted: Callable[[Channel], bool], shape: Callable[[Call, Channel], JSON]) -> JSON:
    """A page of the channels that are wanted, of the asked types and visible to the app."""
    names = [name.strip() for name in (call.text("types") or "public_channel").split(",")]
    if any(name not in TYPES for name in names):
        raise SlackError("invalid_types")
    kinds = {TYPES[name] for name in names} - {""}
    for kind in sorted(kinds):
        call.scoped(READ_SCOPE[kind])
    bot, exclude = call.world.bot_user_id, call.flag("exclude_archived")
    channels = [
        channel
        for channel in call.world.channels.values()
        if channel.kind in kinds
        and wanted(channel)
        and (channel.kind == "public" or bot in channel.members)
        and not (exclude and channel.archived)
    ]
    page, more = call.page(channels)
    return {"channels": [shape(call, channel) for channel in page], **more}


def _counted(call: Call, channel: Channel) -> JSON:
    shape = channel_json(call.world, channel)
    return shape if channel.kind == "im" else {**shape, "num_members": len(channel.members)}


def conversations_list(call: Call) -> JSON:
    """conversations.list: public channels, and those others in which the app is."""
    return listed(call, lambda channel: True, _counted)


def conversations_info(call: Call) -> JSON:
    """conversations.info: one channel."""
    channel = call.seen_channel()
    call.scoped(READ_SCOPE[channel.kind])
    many = call.flag("include_num_members")
    return {"channel": _counted(call, channel) if many else channel_json(call.world, channel)}


def conversations_members(call: Call) -> JSON:
    """conversations.members: the ids of those who are in a channel."""
    channel = call.seen_channel()
    call.scoped(READ_SCOPE[channel.kind])
    page, more = call.page(channel.members)
    return {"members": page, **more}


def conversations_join(call: Call) -> JSON:
    """conversations.join: the app goes into a public channel."""
    channel = call.seen_channel()
    if channel.kind != "public":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.archived:
        raise SlackError("is_archived")
    bot = call.world.bot_user_id
    already = bot in channel.members
    if already:
        call.warnings.append("already_in_channel")
    else:
        channel.members.append(bot)
        call.town.post(Message(channel.id, "", bot, f"<@{bot}> has joined the channel", subtype="channel_join"))
        call.world.tell(Change("channel", channel.id))
        call.town.emit(
            {
                "type": "member_joined_channel",
                "user": bot,
                "channel": channel.id,
                "channel_type": "C",
                "team": call.world.team_id,
                "event_ts": call.town.next_ts(channel.id),
            }
        )
        call.wrote = {"channel": channel.id, "user": bot}
    return {"channel": channel_json(call.world, channel)}


READ = ("channels:read", "groups:read", "im:read", "mpim:read")
OPEN = ("im:write", "mpim:write", "channels:manage", "groups:write")
METHODS: Table = (
    Method("conversations.open", conversations_open, 3, OPEN, writes=True),
    Method("conversations.list", conversations_list, 2, READ, takes_json=False),
    Method("conversations.info", conversations_info, 3, READ, takes_json=False),
    Method("conversations.members", conversations_members, 4, READ, takes_json=False),
    Method("conversations.join", conversations_join, 3, ("channels:join",), writes=True),
)
