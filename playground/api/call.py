"""What does the app ask for: one call of the Web API with its arguments read from a form, a query or JSON."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from playground.errors import SlackError
from playground.town import Playground
from playground.world import JSON, Channel, Message, World

T = TypeVar("T")
READ_SCOPE = {"public": "channels:read", "private": "groups:read", "im": "im:read"}
HISTORY_SCOPE = {"public": "channels:history", "private": "groups:history", "im": "im:history"}


class RateLimited(Exception):
    """Answered with HTTP 429 and Retry-After."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


@dataclass
class Call:
    town: Playground
    method: str
    args: Mapping[str, Any]
    tier: int
    wrote: JSON = field(default_factory=dict)  # what took effect, for the journal
    warnings: list[str] = field(default_factory=list)

    @property
    def world(self) -> World:
        return self.town.world

    def text(self, name: str) -> str:
        """The argument as a string, "" when it is absent."""
        value = self.args.get(name)
        return "" if value is None else value if isinstance(value, str) else str(value)

    def need(self, name: str) -> str:
        """The argument as a string. Raises SlackError invalid_arguments when it is absent."""
        if not (value := self.text(name)):
            raise SlackError(
                "invalid_arguments", response_metadata={"messages": [f"[ERROR] missing required field: {name}"]}
            )
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """The argument as true or false; Slack takes 1, true and t."""
        value = self.text(name).lower()
        return default if not value else value in ("1", "true", "t")

    def data(self, name: str, error: str) -> Any:
        """The argument as JSON, None when it is absent. Raises SlackError with that code when it cannot be read."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError as why:
            raise SlackError(error) from why

    def blocks(self) -> list[JSON] | None:
        """The blocks argument as a list, None when it is absent. Raises SlackError invalid_blocks_format."""
        blocks = self.data("blocks", "invalid_blocks_format")
        if blocks is not None and not isinstance(blocks, list):
            raise SlackError("invalid_blocks_format")
        return blocks

    def limit(self, default: int = 100, most: int = 999) -> int:
        """How many entries a page has. Raises SlackError invalid_limit."""
        try:
            limit = int(self.text("limit") or default)
        except ValueError as why:
            raise SlackError("invalid_limit") from why
        if not 0 <= limit <= most:
            raise SlackError("invalid_limit")
        return limit or default

    def page(self, everything: Sequence[T], default: int = 100) -> tuple[list[T], JSON]:
        """The page that cursor and limit ask for, and its response_metadata. Raises invalid_cursor, invalid_limit."""
        limit, start = self.limit(default), int(self.cursor("offset") or 0)
        following = start + limit
        cursor = make_cursor("offset", str(following)) if following < len(everything) else ""
        return list(everything[start:following]), {"response_metadata": {"next_cursor": cursor}}

    def cursor(self, kind: str) -> str:
        """What make_cursor was given, "" without a cursor. Raises SlackError invalid_cursor."""
        given = self.text("cursor")
        if not given:
            return ""
        try:
            name, _, value = base64.b64decode(given, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError) as why:
            raise SlackError("invalid_cursor") from why
        if name != kind or not value.replace(".", "").isdecimal():
            raise SlackError("invalid_cursor")
        return value

    def scoped(self, scope: str) -> None:
        """Raises SlackError missing_scope when the app was not given it."""
        if scope not in self.world.scopes:
            raise SlackError("missing_scope", needed=scope, provided=",".join(self.world.scopes))

    def post_allowed(self, channel: str) -> None:
        """Count a post to the channel. Raises RateLimited."""
        if wait := self.town.limits.take_post(channel):
            raise RateLimited(wait)

    def seen_channel(self, name: str = "channel") -> Channel:
        """The channel of the argument, when the app may know of it. Raises SlackError channel_not_found."""
        channel = self.world.channels.get(self.need(name))
        hidden = channel is not None and channel.kind != "public" and self.world.bot_user_id not in channel.members
        if channel is None or hidden:
            raise SlackError("channel_not_found")
        return channel

    def member_channel(self, name: str = "channel") -> Channel:
        """The channel of the argument, when the app is in it. Raises channel_not_found, not_in_channel."""
        channel = self.seen_channel(name)
        if self.world.bot_user_id not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def message(self, channel: Channel, name: str = "ts") -> Message:
        """The visible message of the channel with the ts of the argument. Raises SlackError message_not_found."""
        message = self.town.find(channel.id, self.need(name))
        if message is None or message.ephemeral_for:
            raise SlackError("message_not_found")
        return message


def make_cursor(kind: str, value: str) -> str:
    """An opaque cursor, in the form of Slack's."""
    return base64.b64encode(f"{kind}:{value}".encode()).decode()
