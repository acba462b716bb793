"""What is the playground: one object with its world, clock, journal, faults, limits and triggers, and its verbs."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from playground.clock import Clock
from playground.faults import Faults
from playground.journal import Journal
from playground.limits import Limits
from playground.response_urls import ResponseUrls
from playground.shapes import message_json, user_json
from playground.traffic import Traffic
from playground.triggers import Triggers
from playground.world import JSON, Change, Channel, Message, World

SUBSCRIPTION = {"public": "message.channels", "private": "message.groups", "im": "message.im"}
CHANNEL_TYPE = {"public": "channel", "private": "group", "im": "im"}


class Delivers(Protocol):
    """How the playground reaches the app (playground/delivery)."""

    def deliver_event(self, event: JSON) -> None:
        """Send the inner event, wrapped and with Slack's retries; does not wait."""

    def deliver(self, kind: Any, body: JSON) -> Awaitable[Any]:
        """Send a command or an interaction once; the app's answer (playground.delivery.Ack)."""

    def redeliver(self, n: int) -> Awaitable[Any]:
        """Send the delivery with that number of the journal again. Raises ValueError when it is not kept."""

    def new_ticket(self) -> str:
        """A single-use ticket for the Socket Mode address."""


@dataclass
class History:
    hide_seconds: float = 0.0  # messages younger than this are not yet in conversations.history and .replies


@dataclass
class Playground:
    """`delivery` is set by the assembly (server.py) right after this object is made."""

    world: World
    clock: Clock = field(default_factory=Clock)
    base_url: str = "http://127.0.0.1:3999"
    bot_url: str | None = None
    history: History = field(default_factory=History)
    faults: Faults = field(default_factory=Faults)
    closing: asyncio.Event = field(default_factory=asyncio.Event)  # set when the playground stops
    uploads: dict[str, str] = field(default_factory=dict)  # ticket of an upload address -> file id
    digestion: float = 1.0  # seconds that Slack takes until an uploaded file may stand in a block
    calendars: dict[str, bytes] = field(default_factory=dict)  # put there by name, before those of the sample
    fresh: Callable[[], World] | None = None  # makes the world of the beginning again, for /control/reset
    journal: Journal = field(init=False)
    traffic: Traffic = field(init=False)
    limits: Limits = field(init=False)
    triggers: Triggers = field(init=False)
    response_urls: ResponseUrls = field(init=False)
    delivery: Delivers = field(init=False)

    def __post_init__(self) -> None:
        self.world.base_url = self.base_url
        self.journal = Journal(self.clock.wall)
        self.traffic = Traffic(self.clock.wall, lambda n: self.world.tell(Change("traffic", n=n)))
        self.limits = Limits(self.clock.wall)
        self.triggers = Triggers(self.clock.wall)
        self.response_urls = ResponseUrls(self.clock.wall)
        self.clock.moved = lambda: self.world.tell(Change("clock"))

    def close(self) -> None:
        """Let everybody go who waits for something: the playground stops."""
        self.closing.set()
        self.clock.end()

    def next_ts(self, channel: str) -> str:
        """A message id by the wall clock, later than every other of the channel."""
        micros = int(self.clock.wall() * 1_000_000)
        there = self.world.messages.get(channel)
        if there:
            seconds, fraction = there[-1].ts.split(".")
            micros = max(micros, int(seconds) * 1_000_000 + int(fraction) + 1)
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"

    def find(self, channel: str, ts: str) -> Message | None:
        """The message with that id, None when it was never there or is deleted."""
        there = self.world.messages.get(channel, [])
        place = bisect_left(there, ts, key=lambda message: message.ts)
        if place < len(there) and there[place].ts == ts and not there[place].deleted:
            return there[place]
        return None

    def post(self, message: Message) -> Message:
        """Put a message (its ts and shown_at are given here) into its channel and show it; sends no event."""
        message.ts = self.next_ts(message.channel)
        message.shown_at = self.clock.now()
        self.world.messages.setdefault(message.channel, []).append(message)
        if message.ephemeral_for:
            self.world.tell(Change("ephemeral", message.channel, message.ts, message.ephemeral_for))
        else:
            self.world.channels[message.channel].read[message.user] = message.ts
            self.world.tell(Change("message", message.channel, message.ts))
        return message

    def touch(self, message: Message) -> None:
        """Show a message again after it was edited, deleted or reacted to."""
        kind: Any = "ephemeral" if message.ephemeral_for else "message"
        self.world.tell(Change(kind, message.channel, message.ts, message.ephemeral_for))

    def direct(self, user: str) -> Channel:
        """The person's direct channel with the app, made when it is not there yet."""
        channel = self.world.channels.get(f"D{user[1:]}")
        if channel is None:
            channel = Channel(f"D{user[1:]}", user, "im", [user, self.world.bot_user_id])
            channel.created = int(self.clock.wall())
            self.world.channels[channel.id] = channel
            self.world.tell(Change("channel", channel.id, user=user))
        return channel

    def emit(self, event: JSON) -> None:
        """Send the event to the app if its manifest subscribes to it and the app may see where it happened."""
        name = event["type"]
        where = event.get("channel") or event.get("item", {}).get("channel")
        channel = self.world.channels.get(where) if isinstance(where, str) else None
        if name == "message" and channel is not None:
            name = SUBSCRIPTION[channel.kind]
        if name not in self.world.bot_events:
            return
        left = name == "member_left_channel" and event.get("user") == self.world.bot_user_id
        if channel is not None and self.world.bot_user_id not in channel.members and not left:
            return
        self.delivery.deliver_event(event)

    def emit_message(self, message: Message) -> None:
        """Tell the app of a new message (message.channels, message.groups, message.im); ephemeral ones are not told."""
        if message.ephemeral_for is None:
            event = message_json(self.world, message, reading=False)
            self.emit({**event, **self._around(message), "event_ts": message.ts})

    def emit_changed(self, message: Message, before: JSON) -> None:
        """Tell the app that a message is not what it was: message_changed, or message_deleted when it is gone."""
        ts = self.next_ts(message.channel)
        event: JSON = {"type": "message", "hidden": True, "previous_message": before, "ts": ts, "event_ts": ts}
        if message.deleted:
            event |= {"subtype": "message_deleted", "deleted_ts": message.ts}
        else:
            event |= {"subtype": "message_changed", "message": message_json(self.world, message)}
        self.emit({**event, **self._around(message)})

    def emit_user(self, user: str, kind: str = "user_change") -> None:
        """Tell the app and the pages that a person changed (user_change) or is new (team_join)."""
        now = self.clock.wall()
        person = user_json(self.world, self.world.users[user], now)
        self.world.tell(Change("user", user=user))
        self.emit({"type": kind, "user": person, "cache_ts": int(now), "event_ts": f"{now:.6f}"})

    def _around(self, message: Message) -> JSON:
        return {"channel": message.channel, "channel_type": CHANNEL_TYPE[self.world.channels[message.channel].kind]}
