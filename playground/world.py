"""What is there: the workspace, its people, channels, messages, views and files, in memory, and who hears of a change.

One asyncio loop owns a World, so nothing here takes a lock. Times: `ts` is Slack's message id (wall clock), `shown_at`
is the playground's own clock in seconds since 1970, which is what people on the page see.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Literal

JSON = dict[str, Any]
RECENT = 1000  # changes kept for pages whose stream broke off for a while


@dataclass
class User:
    id: str
    name: str  # the handle, such as "mia"
    real_name: str
    title: str = ""  # one line on who they are, shown when a visitor chooses whom to be
    tries: str = ""  # what a visitor may try first as this person; what to write stands between backticks
    group: str = ""  # under which heading a visitor finds them
    email: str = ""
    tz: str = "Europe/Berlin"
    color: str = "4f6d8f"  # of the drawn avatar
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False  # a guest of several channels
    is_ultra_restricted: bool = False  # a guest of one channel
    is_stranger: bool = False  # of another organisation (Slack Connect)
    is_bot: bool = False
    deleted: bool = False
    updated: int = 0
    dnd_from: int = 0  # not to be disturbed from then, by the playground's clock …
    dnd_until: int = 0  # … until then


@dataclass
class Channel:
    id: str
    name: str
    kind: Literal["public", "private", "im"]
    members: list[str] = field(default_factory=list)  # user ids, the bot's own user id among them where it was invited
    topic: str = ""
    purpose: str = ""
    archived: bool = False
    created: int = 0
    read: dict[str, str] = field(default_factory=dict)  # user id -> ts of the last message they have seen


@dataclass
class Message:
    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[JSON] = field(default_factory=list)
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    metadata: JSON | None = None
    files: list[str] = field(default_factory=list)  # file ids
    reactions: dict[str, list[str]] = field(default_factory=dict)  # emoji name -> user ids
    edited_ts: str | None = None
    ephemeral_for: str | None = None  # only this person sees it; never in history
    response_to: str | None = None  # for ephemeral answers: the slash command line they answer
    broadcast: bool = False
    shown_at: float = 0.0
    deleted: bool = False


@dataclass
class View:
    id: str
    kind: Literal["modal", "home"]
    user: str
    payload: JSON  # what the app sent: type, title, blocks, callback_id, private_metadata, …
    hash: str
    state: JSON = field(default_factory=dict)  # block_id -> action_id -> value object, as in view.state.values
    root_id: str = ""
    previous_id: str | None = None
    errors: dict[str, str] = field(default_factory=dict)  # block_id -> sentence, of the last submission
    busy: bool = False  # a submission is under way


@dataclass
class File:
    id: str
    name: str
    title: str = ""
    alt_txt: str = ""
    mimetype: str = "application/octet-stream"
    content: bytes = b""
    user: str = ""
    channels: list[str] = field(default_factory=list)
    complete: bool = False
    in_work: bool = False  # Slack looks at what was uploaded for a moment; until then it has no type and fits no block
    created: int = 0


@dataclass(frozen=True)
class Change:
    """Something that a page may have to draw again."""

    kind: Literal[
        "message", "ephemeral", "view", "home", "channel", "user", "clock", "traffic", "toast", "read", "reset"
    ]
    channel: str | None = None
    ts: str | None = None
    user: str | None = None  # whom it concerns; None = everybody who sees the channel
    text: str = ""  # of a toast: what Slack itself would show, such as a command that was not answered in time
    n: int = 0  # of traffic: the number of the exchange


@dataclass
class World:
    team_id: str
    team_name: str
    domain: str
    app_id: str
    app_name: str
    bot_user_id: str
    bot_id: str
    bot_token: str
    app_token: str
    signing_secret: str
    scopes: list[str]
    commands: list[JSON] = field(default_factory=list)  # of the app's manifest: command, description, usage_hint
    shortcuts: list[JSON] = field(default_factory=list)  # of the app's manifest: name, type, callback_id, description
    bot_events: list[str] = field(default_factory=list)
    is_read_only: bool = False  # of the app's manifest: whether people cannot write to it in their direct messages
    base_url: str = ""  # where the playground is served; addresses in answers begin with it
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, list[Message]] = field(default_factory=dict)  # channel id -> by ts, oldest first
    modals: dict[str, list[View]] = field(default_factory=dict)  # user id -> the stack, bottom first, at most three
    homes: dict[str, View] = field(default_factory=dict)  # user id -> what the app published for them
    files: dict[str, File] = field(default_factory=dict)
    chosen: dict[str, JSON] = field(default_factory=dict)  # "channel ts user" -> what they chose in a message's inputs
    _listeners: set[asyncio.Queue[Change]] = field(default_factory=set, repr=False)
    _epoch: str = field(
        default_factory=lambda: secrets.token_hex(4), repr=False, compare=False
    )  # another after every start
    _version: int = field(default=0, repr=False, compare=False)
    _recent: deque[Change] = field(default_factory=lambda: deque(maxlen=RECENT), repr=False, compare=False)

    def tell(self, change: Change) -> None:
        """Hand a change to every listener; a listener that does not keep up loses the oldest, it redraws anyway."""
        self._version += 1
        self._recent.append(change)
        for queue in self._listeners:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(change)

    @property
    def mark(self) -> str:
        """Stands for everything that was told so far; `missed` takes it back."""
        return f"{self._epoch}-{self._version}"

    def missed(self, mark: str) -> list[Change] | None:
        """What was told since the mark, oldest first; None when that is not known any more."""
        epoch, _, version = mark.partition("-")
        if epoch != self._epoch or not version.isdecimal():
            return None
        count = self._version - int(version)
        return list(self._recent)[len(self._recent) - count :] if 0 <= count <= len(self._recent) else None

    async def changes(self) -> AsyncIterator[Change]:
        """Every change from now on, until the reader goes away."""
        queue: asyncio.Queue[Change] = asyncio.Queue(maxsize=1000)
        self._listeners.add(queue)
        try:
            while True:
                yield await queue.get()
        finally:
            self._listeners.discard(queue)
