"""What went to and fro between the app and the playground? The last requests, each with its answer and its time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from playground.world import JSON

KEEP = 500  # with their payloads; a long soak must not fill the memory with them

Way = Literal["to", "from"]  # the app
Kind = Literal["events_api", "slash_commands", "interactive", "web_api", "response_url", "upload", "download"]


@dataclass
class Exchange:
    """One request and its answer. `ms` is None while the answer is awaited; `trouble` is empty where all went well."""

    n: int
    at: float  # seconds since 1970 by the wall clock
    way: Way
    kind: Kind
    name: str  # of the event, command, interaction or method
    sent: Any  # the payload or the arguments
    envelope: JSON = field(default_factory=dict)  # what was around the payload: Socket Mode's fields, HTTP's headers
    user: str = ""
    channel: str = ""
    delivery: int = 0  # its number in the journal, by which it can be delivered again; 0 for what the app sent
    status: int = 0  # of HTTP; 0 where there is none
    answer: Any = None
    trouble: str = ""
    ms: float | None = None


class Traffic:
    def __init__(self, wall: Callable[[], float], heard: Callable[[int], None] | None = None) -> None:
        self._wall = wall
        self._heard = heard
        self._kept: dict[int, Exchange] = {}  # in order, oldest first
        self._last = 0

    def begin(self, way: Way, kind: Kind, name: str, sent: Any, **more: Any) -> Exchange:
        """Note a request that has just been made; `more` are further fields of the Exchange."""
        self._last += 1
        exchange = Exchange(self._last, self._wall(), way, kind, name, sent, **more)
        self._kept[exchange.n] = exchange
        if len(self._kept) > KEEP:
            del self._kept[next(iter(self._kept))]
        self._tell(exchange)
        return exchange

    def end(self, exchange: Exchange, status: int = 0, answer: Any = None, trouble: str = "") -> None:
        """Note what came of it."""
        exchange.ms = round((self._wall() - exchange.at) * 1000, 1)
        exchange.status, exchange.answer, exchange.trouble = status, answer, trouble
        self._tell(exchange)

    def newest(self, count: int = KEEP) -> list[Exchange]:
        """The last so many, newest first."""
        return list(self._kept.values())[-count:][::-1]

    def get(self, n: int) -> Exchange | None:
        """One by its number; None when it never was or is no longer kept."""
        return self._kept.get(n)

    def clear(self) -> None:
        """Forget all; the numbers go on."""
        self._kept.clear()

    def _tell(self, exchange: Exchange) -> None:
        if self._heard is not None:
            self._heard(exchange.n)
