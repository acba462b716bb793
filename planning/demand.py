"""How many minutes does an allocation or a request ask in each week?

demand[w] = hours per week × k / n     k of the n working days of the workspace in week w lie within its dates
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from planning.minutes import HOUR, whole
from planning.weeks import DAYS, Weeks


def demand(hours: Decimal, start: date, finish: date, weeks: Weeks, workdays: frozenset[int]) -> tuple[int, ...]:
    """Whole minutes a week, halves up, of `hours` per week from `start` to `finish`, both included.

    `workdays` are those of the workspace (Monday is 0), at least one: plans do not follow one person's pattern.
    """
    covered = [0] * len(weeks)
    for day in weeks.days(start, finish):
        number, weekday = divmod(day - weeks.first_day, DAYS)
        covered[number] += weekday in workdays
    asked = {k: part(hours, k, len(workdays)) for k in set(covered)}
    return tuple(asked[k] for k in covered)


@lru_cache(maxsize=4096)
def part(hours: Decimal, k: int, n: int) -> int:
    """Whole minutes, halves up, of a week of which k of the n working days are covered."""
    return whole(hours * HOUR * k / n)
