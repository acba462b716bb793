"""Is a chain of sealed rows as it was sealed, and if not, which row is it?

A seal has two halves: the first stands for what the row says, the second for that and the whole seal of the row before.
So a row that says something else is told from one that stands where it did not stand.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any

_HALF = 32  # hexadecimal digits: 128 bits


@dataclass(frozen=True)
class Sealed:
    """A row as it is read back. `facts` are what the seal stands for."""

    place: int
    seal: str
    facts: Mapping[str, Any]

    @property
    def words(self) -> str:
        return f"row {self.place} ({self.facts['action']}, {self.facts['at']})"


@dataclass(frozen=True)
class Head:
    """How far a chain went: the place and the seal of a row, noted elsewhere."""

    place: int
    seal: str


Seals = Callable[[], Iterable[Head]]  # of all rows, in any order; asked only where something is wrong


def start(workspace: str) -> str:
    """What the first row of a workspace follows: a chain cannot be passed off as another workspace's."""
    return _digest(f"start\0{workspace}") * 2


def seal(before: str, facts: Mapping[str, Any]) -> str:
    """The seal (64 hexadecimal digits) of a row that follows the one sealed `before`."""
    said = _content(facts)
    return said + _link(before, said)


def facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says, in a form that is the same on every database. `at` is an aware instant."""
    at: datetime = row["at"]
    return {**row, "at": at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")}


def first_flaw(workspace: str, rows: Iterable[Sealed], head: Head | None, seals: Seals) -> str | None:
    """The first thing wrong with a chain, as a sentence without its full stop; None where it is whole.

    `rows` come by place. `head` says where the chain ended when it was last sealed.
    """
    before, place = start(workspace), 0
    for row, following in _pairs(rows):
        end = head.place if head else None
        flaw = _gap(row, place) or _wrong(row, before, following, end)
        if flaw is None and not _follows(row, before):
            flaw = _misplaced(row, chain([Head(0, start(workspace))], seals()))
        if flaw:
            return flaw
        before, place = row.seal, row.place
    return _ends_elsewhere(Head(place, before), head)


def _gap(row: Sealed, place: int) -> str | None:
    if row.place <= place:
        return f"a second {row.words} was inserted"
    if row.place > place + 1:
        return _missing(place + 1, row.place - 1)
    return None


def _wrong(row: Sealed, before: str, following: Sealed | None, end: int | None) -> str | None:
    """Where the row says something else than its seal: whether it was put there, or is the one that was sealed."""
    if end is not None and row.place > end:
        return f"{row.words} was inserted behind the end"
    if row.seal[:_HALF] == _content(row.facts):
        return None
    if following is not None and _follows(following, before):
        return f"{row.words} was inserted"
    return f"{row.words} was changed after it was sealed"


def _misplaced(row: Sealed, seals: Iterable[Head]) -> str:
    """The row is as it was sealed, and does not follow the one before it: which one does it follow?"""
    behind = next((one.place for one in seals if _follows(row, one.seal)), None)
    if behind is None:
        return f"the row before {row.words} was removed"
    if behind < row.place:
        return f"row {behind + 1}, before {row.words}, was inserted"
    return f"{row.words} stands in another place than where it was sealed"


def _ends_elsewhere(last: Head, head: Head | None) -> str | None:
    if head is None:
        return "where the chain ends is not noted any more" if last.place else None
    if last.place < head.place:
        return f"{_missing(last.place + 1, head.place)}, at the end"
    return None if last.seal == head.seal else f"row {last.place}, the last, is not the one with which the chain ended"


def _missing(first: int, last: int) -> str:
    return f"row {first} was removed" if first == last else f"rows {first} to {last} were removed"


def _pairs(rows: Iterable[Sealed]) -> Iterator[tuple[Sealed, Sealed | None]]:
    before: Sealed | None = None
    for row in rows:
        if before is not None:
            yield before, row
        before = row
    if before is not None:
        yield before, None


def _follows(row: Sealed, before: str) -> bool:
    return row.seal[_HALF:] == _link(before, row.seal[:_HALF])


def _content(said: Mapping[str, Any]) -> str:
    return _digest(json.dumps(said, sort_keys=True, separators=(",", ":")))


def _link(before: str, content: str) -> str:
    return _digest(f"link\0{before}\0{content}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HALF]
