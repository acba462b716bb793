"""On which days does somebody not work, and is that a holiday, an absence or the way of their week?"""

from collections.abc import Collection, Container, Mapping
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from planning.absences import Part, absent
from planning.availability import Availability, terms
from planning.minutes import HOUR, ZERO
from planning.weeks import DAYS, Weeks

WHOLE = Decimal(1)


class Off(StrEnum):
    """Why a day is not worked. Why somebody is absent is not known to anybody."""

    DAY_OFF = "day off"  # the week in force has no hours on it
    HOLIDAY = "holiday"
    ABSENCE = "absence"


def days_off(one: Availability, weeks: Weeks, holidays: Mapping[int, Decimal], *, day_start: int) -> dict[date, Off]:
    """The days of these weeks on which nothing of the day is left to work; half a day is a working day.

    `holidays`: ordinal → part of the day; `day_start`: minutes after midnight, where ranges of absence are laid over.
    """
    steps = terms(one)
    parts = _parts(one, weeks)
    found: dict[date, Off] = {}
    place = 0
    for number in range(weeks.first_day, weeks.last_day + 1):
        day = date.fromordinal(number)
        while place + 1 < len(steps) and steps[place + 1].since <= day:
            place += 1
        hours = steps[place].week[(number - 1) % DAYS]
        why = _off(hours * HOUR, holidays.get(number, ZERO), parts.get(number, ()), day_start)
        if why is not None:
            found[day] = why
    return found


def worked(after: date, until: date, off: Container[date], most: int) -> int:
    """How many days after the first, up to and with the second, are not off; `most` where there are more."""
    count = 0
    while until > after and count < most:
        count += until not in off
        until -= timedelta(days=1)
    return count


def _parts(one: Availability, weeks: Weeks) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for absence in one.absences:
        for day in absence.days(weeks):
            found.setdefault(day, []).append(absence.part)
    return found


def _off(pattern: Decimal, holiday: Decimal, parts: Collection[Part], day_start: int) -> Off | None:
    if not pattern:
        return Off.DAY_OFF
    if holiday >= WHOLE:
        return Off.HOLIDAY
    return Off.ABSENCE if parts and absent(parts, pattern, day_start) >= pattern * (WHOLE - holiday) else None
