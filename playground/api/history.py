"""What was said before? conversations.history, conversations.replies."""

from __future__ import annotations

import re
from collections.abc import Callable

from playground.api.call import HISTORY_SCOPE, Call, make_cursor
from playground.api.registry import Method, Table
from playground.errors import SlackError
from playground.shapes import message_json
from playground.world import JSON, Channel, Message

_TS = re.compile(r"\d{1,12}(\.\d{1,6})?")


def conversations_history(call: Call) -> JSON:
    """conversations.history: the channel's messages, newest first, without the replies in threads."""
    channel = call.member_channel()
    call.scoped(HISTORY_SCOPE[channel.kind])
    wanted = _span(call)
    there = [
        message
        for message in reversed(_visible(call, channel))
        if (message.broadcast or message.thread_ts in (None, message.ts)) and wanted(message)
    ]
    limit, after = call.limit(), call.cursor("next_ts")
    if after:
        there = [message for message in there if message.ts <= after]
    page = there[:limit]
    more = len(there) > limit
    answer: JSON = {"messages": _shapes(call, page), "has_more": more, "pin_count": 0, "channel_actions_ts": None}
    answer["channel_actions_count"] = 0
    if more:
        answer["response_metadata"] = {"next_cursor": make_cursor("next_ts", there[limit].ts)}
    return answer


def conversations_replies(call: Call) -> JSON:
    """conversations.replies: a thread, oldest first, its first message on the first page."""
    channel = call.member_channel()
    call.scoped(HISTORY_SCOPE[channel.kind])
    ts, wanted = call.need("ts"), _span(call)
    visible = _visible(call, channel)
    thread = [message for message in visible if ts in (message.ts, message.thread_ts)]
    if not any(message.ts == ts for message in thread):
        raise SlackError("thread_not_found")
    after = call.cursor("next_ts")
    replies = [m for m in thread if m.ts != ts and wanted(m) and m.ts >= after]
    limit = call.limit()
    first = [] if after else [message for message in thread if message.ts == ts]
    page = first + replies[: limit - len(first)]
    following = replies[limit - len(first) :]
    answer: JSON = {"messages": _shapes(call, page), "has_more": bool(following)}
    if following:
        answer["response_metadata"] = {"next_cursor": make_cursor("next_ts", following[0].ts)}
    return answer


def _visible(call: Call, channel: Channel) -> list[Message]:
    """What is neither deleted nor ephemeral nor held back by a lagging history."""
    lag = call.town.history.hide_seconds
    latest = f"{call.town.clock.wall() - lag:.6f}" if lag > 0 else "9" * 12
    return [
        message
        for message in call.world.messages.get(channel.id, ())
        if not message.deleted and not message.ephemeral_for and message.ts <= latest
    ]


def _span(call: Call) -> Callable[[Message], bool]:
    """Whether a message lies between the arguments oldest and latest, the borders only with inclusive."""
    oldest, latest = _border(call, "oldest") or 0.0, _border(call, "latest") or float("inf")
    inclusive = call.flag("inclusive")

    def wanted(message: Message) -> bool:
        ts = float(message.ts)
        return inclusive if ts in (oldest, latest) else oldest < ts < latest

    return wanted


def _border(call: Call, name: str) -> float:
    given = call.text(name)
    if given and not _TS.fullmatch(given):
        raise SlackError(f"invalid_ts_{name}")
    return float(given or 0)


def _shapes(call: Call, messages: list[Message]) -> list[JSON]:
    metadata = call.flag("include_all_metadata")
    return [message_json(call.world, message, metadata=metadata) for message in messages]


SCOPES = ("channels:history", "groups:history", "im:history", "mpim:history")
METHODS: Table = (
    Method("conversations.history", conversations_history, 3, SCOPES),
    Method("conversations.replies", conversations_replies, 3, SCOPES, takes_json=False),
)
