"""From which day to which is somebody away without a working day between?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.absences import DayPart
from planning.availability import Availability, Terms, in_force, terms
from planning.weeks import DAYS, Weeks


@dataclass(frozen=True, slots=True)
class Away:
    """Whole days, both included; the first and the last are days of an absence."""

    first: date
    last: date


def away(one: Availability, today: date, weeks: Weeks, holidays: Mapping[int, Decimal]) -> Away | None:
    """The stretch of whole days away that is on today or comes next within these weeks; None where there is none.

    Absences between which nothing but days without work lies are one stretch. `holidays`: ordinal → part of the day.
    """
    gone = _whole_days(one, weeks)
    begun = today.toordinal()
    ahead = min((day for day in gone if day >= begun), default=None)
    if ahead is None:
        return None
    idle = _Idle(terms(one), holidays)
    return Away(
        date.fromordinal(_reach(ahead, -1, gone, idle, weeks)), date.fromordinal(_reach(ahead, 1, gone, idle, weeks))
    )


def _whole_days(one: Availability, weeks: Weeks) -> set[int]:
    whole = (absence.days(weeks) for absence in one.absences if absence.part is DayPart.DAY)
    return {day for days in whole for day in days}


class _Idle:
    """On which days is nothing worked anyway?"""

    def __init__(self, steps: list[Terms], holidays: Mapping[int, Decimal]) -> None:
        self._steps, self._holidays = steps, holidays

    def __contains__(self, day: int) -> bool:
        here = in_force(self._steps, date.fromordinal(day))
        return not here.week[(day - 1) % DAYS] or self._holidays.get(day) == 1


def _reach(day: int, step: int, gone: set[int], idle: _Idle, weeks: Weeks) -> int:
    """The last day of an absence in that direction before something is worked."""
    reached = day
    while weeks.first_day <= day <= weeks.last_day and (day in gone or day in idle):
        reached = day if day in gone else reached
        day += step
    return reached
