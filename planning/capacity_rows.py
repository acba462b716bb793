"""What can be given in each week by somebody who is never away?"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.availability import Hours7
from planning.minutes import HOUR, ZERO, whole
from planning.public_holidays import public_holidays
from planning.refusal import Refusal
from planning.weeks import DAYS, Weeks


@dataclass(frozen=True, slots=True)
class Weekly:
    """Minutes given in each of the weeks: exact, and rounded."""

    exact: tuple[Decimal, ...]
    whole: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A pattern and share as if they stayed for all the weeks. Single days are Monday to Sunday without holidays."""

    share: Decimal
    minutes: tuple[Decimal, ...]  # worked on each day of the week
    given: tuple[Decimal, ...]  # of these, to projects
    weekly: Weekly  # holidays left out


@dataclass(frozen=True, slots=True)
class Line:
    """Which row is in force from which day (ordinal) on."""

    since: list[int]  # rising; the first lies before all weeks
    rows: list[Row]

    def on(self, day: int) -> Row:
        return self.rows[bisect_right(self.since, day) - 1]

    def parted(self, days: Collection[int]) -> Iterable[tuple[Row, Collection[int]]]:
        """The days with the row that is in force on them; all at once for the many whose terms never change."""
        return [(self.rows[0], days)] if len(self.rows) == 1 else [(self.on(day), (day,)) for day in days]


def row(week: Hours7, share: Decimal, holidays: Mapping[int, Decimal], weeks: Weeks) -> Row:
    """The row of one pattern and share. `holidays`: as `days_off` gives them."""
    if len(week) != DAYS:
        raise ValueError(f"a week has seven days, not {len(week)}")
    minutes = tuple(hours * HOUR for hours in week)
    given = tuple(share * worked for worked in minutes)
    full = sum(given, ZERO)
    exact, rounded = [full] * len(weeks), [whole(full)] * len(weeks)
    for day, part in holidays.items():
        number, weekday = divmod(day - weeks.first_day, DAYS)
        exact[number] -= given[weekday] * part
        rounded[number] = whole(exact[number])
    return Row(share, minutes, given, Weekly(tuple(exact), tuple(rounded)))


def joined(line: Line, holidays: Mapping[int, Decimal], weeks: Weeks) -> Weekly:
    """The weeks of somebody whose pattern or share changes; those in the middle of which it does are summed by day."""
    changed = {(day - weeks.first_day) // DAYS for day in line.since if (day - weeks.first_day) % DAYS}
    exact: list[Decimal] = []
    for number in range(len(weeks)):
        monday = weeks.first_day + DAYS * number
        if number in changed:
            days = [
                line.on(day).given[day - monday] * (1 - holidays.get(day, ZERO)) for day in range(monday, monday + DAYS)
            ]
            exact.append(sum(days, ZERO))
        else:
            exact.append(line.on(monday).weekly.exact[number])
    return Weekly(tuple(exact), tuple(whole(minutes) for minutes in exact))


def days_off(region: str, weeks: Weeks, *, halves: bool) -> Mapping[int, Decimal] | Refusal:
    """The public holidays within these weeks: ordinal → part of the day that is free. Or why they are not known."""
    found: dict[int, Decimal] = {}
    first, last = date.fromordinal(weeks.first_day), date.fromordinal(weeks.last_day)
    for year in range(first.year, last.year + 1):
        known = public_holidays(region, year, halves=halves)
        if isinstance(known, Refusal):
            return known
        found |= {day.toordinal(): part for day, part in known.items() if first <= day <= last}
    return found
