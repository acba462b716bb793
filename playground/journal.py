"""What happened, in order: accepted writes, refusals, deliveries and their answers, numbered, with the wall time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from playground.world import JSON

KEEP = 200_000  # a long soak must not eat the memory; the oldest half goes when twice as many are there


class Journal:
    def __init__(self, wall: Callable[[], float]) -> None:
        self._wall = wall
        self._entries: list[JSON] = []
        self._first = 1  # the number of the oldest entry that is kept

    @property
    def last(self) -> int:
        """The number of the newest entry, 0 when there is none yet."""
        return self._first + len(self._entries) - 1

    def add(self, kind: str, **fields: Any) -> int:
        """Write an entry {"n", "at", "kind", …fields}; returns its number."""
        entry: JSON = {"n": self.last + 1, "at": self._wall(), "kind": kind, **fields}
        self._entries.append(entry)
        if len(self._entries) > 2 * KEEP:
            self._first += KEEP
            del self._entries[:KEEP]
        return int(entry["n"])

    def since(self, n: int = 0) -> list[JSON]:
        """The entries with a number greater than n, oldest first."""
        return list(islice(self._entries, max(0, n + 1 - self._first), None))

    def entry(self, n: int) -> JSON | None:
        """One entry by its number; None when it never was or is no longer kept."""
        place = n - self._first
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def clear(self) -> None:
        """Forget every entry; the numbers go on."""
        self._first = self.last + 1
        self._entries.clear()
