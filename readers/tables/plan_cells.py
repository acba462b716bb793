"""What do the cells mean that only sheets about goals, bookings, requests and blockers have?"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from typing import TypeVar

from readers.tables import cells
from readers.tables.cells import WrongCell
from readers.tables.values import PersonRef

Word = TypeVar("Word", bound=str)
ID_LONGEST = 330  # characters: project/address/start/number, where a file gave no id
HOURS_OF_A_WEEK = 168
_BETWEEN = re.compile(r"[\s,;]+")
_WHOLE = re.compile(r"[+\-]?[0-9]{1,9}(?:\.0{1,9})?")
_NOON = time(12)  # of a day without a time: noon in Greenwich is the same day nearly everywhere


def choice(what: str, words: Sequence[Word]) -> Callable[[str], Word]:
    """A reader of one of a few words, in any case; spaces may stand for the line between two."""

    def read(cell: str) -> Word:
        plain = cell.lower().replace(" ", "_").replace("-", "_")
        found = next((word for word in words if word == plain), None)
        if found is None:
            raise WrongCell(f"“{cell[:60]}” is not {what}", f"write one of: {' '.join(words)}")
        return found

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers between least and most (inclusive)."""

    def read(cell: str) -> int:
        right = f"write a whole number from {least} to {most}"
        if not _WHOLE.fullmatch(cell):
            raise WrongCell(f"“{cell[:60]}” is not a whole number", right)
        if not least <= int(cell.partition(".")[0]) <= most:
            raise WrongCell(f"“{cell[:60]}” is out of range", right)
        return int(cell.partition(".")[0])

    return read


def identifier(cell: str) -> str:
    """What names a booking: any text on one line, because it may hold a code, an address and a date."""
    found = cells.line(cell)
    if len(found) > ID_LONGEST:
        raise WrongCell(f"the text has {len(found)} characters", f"write at most {ID_LONGEST}")
    return found


def people(cell: str) -> tuple[PersonRef, ...]:
    """People by e-mail or Slack user id, with spaces, commas or semicolons between them; each once."""
    return tuple(dict.fromkeys(cells.person(part) for part in _parts(cell)))


def codes(cell: str) -> tuple[str, ...]:
    """Ids of blockers, with spaces, commas or semicolons between them; each once."""
    return tuple({part.casefold(): cells.code(part) for part in _parts(cell)}.values())


def instant(cell: str) -> datetime:
    """A day, which is taken as noon in UTC, or a day and a time; one without an offset is meant in UTC."""
    if len(cell) <= len("2026-12-24"):
        return datetime.combine(cells.plan_day(cell), _NOON, UTC)
    cells.plan_day(cell[:10])
    try:
        found = datetime.fromisoformat(cell)
        return found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        wrong = f"“{cell[:60]}” is neither a date nor a date with a time"
        raise WrongCell(wrong, "write 2026-12-24 or 2026-12-24T15:00:00+00:00") from None


def _parts(cell: str) -> list[str]:
    return [part for part in _BETWEEN.split(cells.unguard(cell)) if part]
