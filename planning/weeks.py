"""Which ISO week is it, and which days lie in it?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planning.refusal import Refusal

DAYS = 7
LABEL = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class Week:
    """An ISO week, Monday to Sunday, held as its Monday. `week + 3` is three weeks later, `week - other` how many."""

    monday: date

    def __post_init__(self) -> None:
        if self.monday.weekday() != 0:
            raise ValueError(f"{self.monday} is not a Monday")

    def __str__(self) -> str:
        """`2026-W49`. The year is the ISO year: 1 January 2027 lies in `2026-W53`."""
        year, number, _ = self.monday.isocalendar()
        return f"{year:04d}-W{number:02d}"

    def __add__(self, weeks: int) -> "Week":
        return Week(self.monday + timedelta(weeks=weeks))

    def __sub__(self, other: "Week") -> int:
        return (self.monday - other.monday).days // DAYS


def week_of(day: date) -> Week:
    return Week(day - timedelta(days=day.weekday()))


def week_at(instant: datetime, zone: ZoneInfo) -> Week:
    """The week that it is at `instant` (aware) where clocks follow `zone`: the only thing that zones do to a plan."""
    return week_of(instant.astimezone(zone).date())


def read_week(label: str) -> Week | Refusal:
    """The week written as `2026-W49`."""
    match = LABEL.fullmatch(label.strip())
    try:
        if match:
            return Week(date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        return Refusal(f"{label.strip()} is a week that its year does not have.")
    return Refusal("A week is written as year and number, such as 2026-W49.")


@dataclass(frozen=True, slots=True)
class Weeks:
    """`count` weeks in a row, at least one.

    Days are counted as ordinals (`date.toordinal`), which are cheap to add; ordinal 1 was a Monday, so that
    `(day - 1) % 7` is the day of the week.
    """

    first: Week
    count: int
    first_day: int = field(init=False, repr=False, compare=False)
    last_day: int = field(init=False, repr=False, compare=False)  # the Sunday of the last week

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"{self.count} weeks are none")
        monday = self.first.monday.toordinal()
        object.__setattr__(self, "first_day", monday)
        object.__setattr__(self, "last_day", monday + DAYS * self.count - 1)

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Week]:
        return (self.first + number for number in range(self.count))

    def days(self, start: date, finish: date) -> range:
        """The ordinals of the days from `start` to `finish`, both included, that lie in these weeks."""
        return range(max(start.toordinal(), self.first_day), min(finish.toordinal(), self.last_day) + 1)
