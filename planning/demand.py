"""How many minutes does an allocation or a request ask in each week?

demand[w] = hours per week × k / n     k of the n working days of the workspace in week w lie within its dates
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from planning.minutes import HOUR, whole
from planning.weeks import DAYS, Weeks

Asked: TypeAlias = Callable[[Decimal, date, date], tuple[int, tuple[int, ...]]]


def demand(hours: Decimal, start: date, finish: date, weeks: Weeks, workdays: frozenset[int]) -> tuple[int, ...]:
    """Whole minutes a week, halves up, of `hours` per week from `start` to `finish`, both included.

    `workdays` are those of the workspace (Monday is 0), at least one: plans do not follow one person's pattern.
    """
    first, minutes = asked(weeks, workdays)(hours, start, finish)
    return (0,) * first + minutes + (0,) * (len(weeks) - first - len(minutes))


def asked(weeks: Weeks, workdays: frozenset[int]) -> Asked:
    """The same for many: a function that gives the number of the first week that is touched, and the minutes from there
    on, without the weeks after the last. Whole weeks are not counted by their days."""
    first_day, full = weeks.first_day, len(workdays)
    until = [sum(day in workdays for day in range(weekday)) for weekday in range(DAYS + 1)]  # working days before it

    def span(hours: Decimal, begin: int, end: int) -> tuple[int, tuple[int, ...]]:
        first, opens = divmod(begin - first_day, DAYS)
        last, closes = divmod(end - first_day, DAYS)
        if first == last:
            return first, (part(hours, until[closes + 1] - until[opens], full),)
        middle = (part(hours, full, full),) * (last - first - 1)
        return first, (part(hours, full - until[opens], full), *middle, part(hours, until[closes + 1], full))

    def asked(hours: Decimal, start: date, finish: date) -> tuple[int, tuple[int, ...]]:
        days = weeks.days(start, finish)
        return span(hours, days.start, days.stop - 1) if days else (0, ())

    return asked


@lru_cache(maxsize=4096)
def part(hours: Decimal, k: int, n: int) -> int:
    """Whole minutes, halves up, of a week of which k of the n working days are covered."""
    return whole(hours * HOUR * k / n)
