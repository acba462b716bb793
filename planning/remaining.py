"""How much work does each project still ask, from a week on?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from planning.demand import demand, part
from planning.weeks import DAYS, Week, Weeks, week_of

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Work:
    """An allocation, or a request. `request`: id of the request that an allocation names, or of the request itself."""

    project: str
    hours: Decimal  # a week
    start: date
    finish: date
    request: str | None = None


def remaining(
    allocations: Iterable[Work], requests: Iterable[Work], first: Week, workdays: frozenset[int]
) -> dict[str, int]:
    """Minutes by project: what is allocated, and what its requests ask beyond what names them, week by week."""
    found: dict[str, int] = {}
    given: dict[str, list[Work]] = {}
    for one in allocations:
        found[one.project] = found.get(one.project, 0) + _minutes(one, first, workdays)
        if one.request is not None:
            given.setdefault(one.request, []).append(one)
    for one in requests:
        left = _left(one, given.get(one.request or "", ()), first, workdays)
        found[one.project] = found.get(one.project, 0) + left
    return found


def _minutes(one: Work, first: Week, workdays: frozenset[int]) -> int:
    """The sum of `demand` over all weeks: the first and the last may be parts, those between them are whole.

    Reckoned in ordinals of days, of which 1 was a Monday, because there are tens of thousands of allocations.
    """
    begin, end = max(one.start.toordinal(), first.monday.toordinal()) - 1, one.finish.toordinal() - 1
    if begin > end:
        return 0
    (opening, start), (closing, finish) = divmod(begin, DAYS), divmod(end, DAYS)
    n = len(workdays)
    if opening == closing:
        return part(one.hours, _covered(start, finish, workdays), n)
    parts = part(one.hours, _covered(start, SUNDAY, workdays), n) + part(one.hours, _covered(0, finish, workdays), n)
    return parts + (closing - opening - 1) * part(one.hours, n, n)


@lru_cache(maxsize=256)
def _covered(start: int, finish: int, workdays: frozenset[int]) -> int:
    """Working days from one weekday to another of the same week, both included; Monday is 0."""
    return sum(start <= day <= finish for day in workdays)


def _left(asked: Work, given: Iterable[Work], first: Week, workdays: frozenset[int]) -> int:
    named = list(given)
    if not named:
        return _minutes(asked, first, workdays)
    begin = max(asked.start, first.monday)
    if begin > asked.finish:
        return 0
    weeks = Weeks(week_of(begin), (asked.finish - week_of(begin).monday).days // DAYS + 1)
    need = list(demand(asked.hours, asked.start, asked.finish, weeks, workdays))
    for one in named:
        need = [
            max(0, a - b) for a, b in zip(need, demand(one.hours, one.start, one.finish, weeks, workdays), strict=True)
        ]
    return sum(need)
