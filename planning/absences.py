"""When is somebody away, and how much of a day is that? Nobody asks why."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from planning.minutes import HOUR, MIDNIGHT, ZERO
from planning.recurrence import Rule, beginnings
from planning.refusal import Refusal
from planning.weeks import Weeks


class DayPart(StrEnum):
    DAY = "day"
    MORNING = "am"
    AFTERNOON = "pm"


@dataclass(frozen=True, slots=True)
class Range:
    """From one time of the clock to a later one, both in minutes after midnight (0 to 1440)."""

    begin: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.begin < self.end <= MIDNIGHT:
            raise ValueError(f"from minute {self.begin} to minute {self.end} is no part of a day")

    def __str__(self) -> str:
        return "-".join(f"{minute // HOUR:02d}:{minute % HOUR:02d}" for minute in (self.begin, self.end))


@dataclass(frozen=True, slots=True)
class Hours:
    """So many hours of a day, at no particular time; more than 0, at most 24."""

    amount: Decimal

    def __post_init__(self) -> None:
        if not 0 < self.amount <= 24:
            raise ValueError(f"{self.amount} hours are no part of a day")

    def __str__(self) -> str:
        return f"{self.amount.normalize():f}"


Part = DayPart | Range | Hours


@dataclass(frozen=True, slots=True)
class Absence:
    """Away on each day from `start` to `finish`, both included, and again wherever the rule says."""

    start: date
    finish: date
    part: Part = DayPart.DAY
    rule: Rule | None = None

    def __post_init__(self) -> None:
        if self.finish < self.start:
            raise ValueError(f"{self.finish} comes before {self.start}")

    def days(self, weeks: Weeks) -> Collection[int]:
        """The days (ordinals) in these weeks on which this absence applies, each once."""
        if self.rule is None:
            return weeks.days(self.start, self.finish)
        length = (self.finish - self.start).days
        begun = beginnings(self.rule, self.start, weeks.first_day - length, weeks.last_day)
        if not length:
            return begun
        return _covered(begun, length, weeks)


def _covered(begun: tuple[int, ...], length: int, weeks: Weeks) -> list[int]:
    """Occurrences that reach into each other (a fortnight, every week) count once."""
    days: list[int] = []
    free = weeks.first_day
    for day in begun:
        days.extend(range(max(day, free), min(day + length, weeks.last_day) + 1))
        free = max(free, day + length + 1)
    return days


def absent(parts: Collection[Part], pattern: Decimal, day_start: int) -> Decimal:
    """Minutes away on one day of `pattern` minutes, worked in one block from `day_start` (minutes after midnight).

    Parts and ranges are united, of plain hours the longest counts, then the larger of the two; at most the pattern.
    """
    longest = max((part.amount * HOUR for part in parts if isinstance(part, Hours)), default=ZERO)
    return min(pattern, max(longest, _united(_pieces(parts, pattern, day_start))))


def present(parts: Collection[Part], room: Decimal, pattern: Decimal, day_start: int) -> list[tuple[Decimal, Decimal]]:
    """Which stretches of the block are worked, in minutes from its beginning; together `room` less what is absent.

    `room` is the pattern less a public holiday's part. What has no particular time, plain hours and half holidays, is
    taken from the end of the day, where most of it lies.
    """
    left = room - absent(parts, pattern, day_start)
    stretches: list[tuple[Decimal, Decimal]] = []
    reached = ZERO
    for begin, end in [*sorted(_pieces(parts, pattern, day_start)), (pattern, pattern)]:
        if begin > reached and left > 0:
            stretches.append((reached, min(begin, reached + left)))
            left -= begin - reached
        reached = max(reached, end)
    return stretches


def _pieces(parts: Collection[Part], pattern: Decimal, day_start: int) -> list[tuple[Decimal, Decimal]]:
    """Those parts that lie at some time within the block."""
    found = [_piece(part, pattern, day_start) for part in parts if not isinstance(part, Hours)]
    return [(begin, end) for begin, end in found if begin < end]


def _piece(part: DayPart | Range, pattern: Decimal, day_start: int) -> tuple[Decimal, Decimal]:
    """Where it begins and ends within the block; what lies outside ends before it begins."""
    match part:
        case DayPart.DAY:
            return ZERO, pattern
        case DayPart.MORNING:
            return ZERO, pattern / 2
        case DayPart.AFTERNOON:
            return pattern / 2, pattern
        case Range(begin, end):
            return max(ZERO, Decimal(begin - day_start)), min(pattern, Decimal(end - day_start))


def _united(pieces: list[tuple[Decimal, Decimal]]) -> Decimal:
    """How long the pieces are together, where they overlap once."""
    total = reached = ZERO
    for begin, end in sorted(pieces):
        fresh = max(begin, reached)
        if end > fresh:
            total += end - fresh
            reached = end
    return total


_CLOCK = r"(\d{1,2}):(\d\d)"
_RANGE = re.compile(rf"{_CLOCK}\s*[-–]\s*{_CLOCK}", re.ASCII)
_HOURS = re.compile(r"\d{1,2}(?:\.\d{1,6})?", re.ASCII)


@lru_cache(maxsize=4096)
def read_part(cell: str) -> Part | Refusal:
    """The part of a day as sheets write it: `day`, `am`, `pm`, `09:00-12:00`, or hours such as `4`."""
    text = cell.strip().lower()
    try:
        if text in set(DayPart):
            return DayPart(text)
        if match := _RANGE.fullmatch(text):
            hour, minute, to_hour, to_minute = (int(number) for number in match.groups())
            if minute < HOUR and to_minute < HOUR:
                return Range(hour * HOUR + minute, to_hour * HOUR + to_minute)
        elif _HOURS.fullmatch(text):
            return Hours(Decimal(text))
    except ValueError:
        return Refusal(
            "A part lies within one day: a range ends after it begins, hours are more than 0 and at most 24."
        )
    return Refusal("A part is day, am, pm, a range such as 09:00-12:00, or hours such as 4.")
