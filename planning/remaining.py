"""How much work does each project still ask, from a week on?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.demand import demand
from planning.minutes import HOUR, whole
from planning.weeks import DAYS, Week, Weeks, week_of


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
    """The sum of what it asks in each week: the first and the last may be parts, all between them are whole."""
    begin, end = max(one.start, first.monday), one.finish
    if begin > end:
        return 0
    opening, closing = week_of(begin), week_of(end)
    parts = (opening, closing) if closing != opening else (opening,)
    asked = sum(demand(one.hours, begin, end, Weeks(week, 1), workdays)[0] for week in parts)
    return asked + max(0, closing - opening - 1) * whole(one.hours * HOUR)


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
