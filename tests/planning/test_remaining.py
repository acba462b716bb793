"""Are the hours that a project still asks those of each week together?"""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from planning.capacity import CapacityPolicy
from planning.demand import demand
from planning.remaining import Work, remaining
from planning.weeks import Week, Weeks

MONDAY = date(2026, 11, 23)
FIRST = Week(MONDAY)
WORKDAYS = CapacityPolicy().workdays


def work(hours: str, start: str, finish: str, request: str | None = None) -> Work:
    return Work("APOLLO", Decimal(hours), date.fromisoformat(start), date.fromisoformat(finish), request)


def left(allocations: list[Work], requests: list[Work]) -> float:
    return remaining(allocations, requests, FIRST, WORKDAYS).get("APOLLO", 0) / 60


def test_what_lies_behind_does_not_count() -> None:
    """20 h a week from October to Wednesday of the second week: 20 + 12."""
    assert left([work("20", "2026-10-01", "2026-12-02")], []) == 32
    assert left([work("20", "2026-10-01", "2026-11-22")], []) == 0


def test_a_request_asks_what_no_allocation_gives_it_yet() -> None:
    """R1 asks 20 h in each of two weeks; 15 h of the first and 25 h of the second are allocated, so 5 h are left."""
    asked = [work("20", "2026-11-23", "2026-12-06", "R1"), work("8", "2026-11-23", "2026-11-29", "R2")]
    given = [work("15", "2026-11-23", "2026-11-29", "R1"), work("25", "2026-11-30", "2026-12-06", "R1")]
    assert left(given, asked) == 15 + 25 + 5 + 8
    assert left([], asked) == 40 + 8


days = st.dates(date(2026, 9, 1), date(2027, 6, 1))


@given(st.decimals(0, 60, places=2), days, days, st.frozensets(st.integers(0, 6), min_size=1))
def test_it_is_the_sum_of_the_weeks(hours: Decimal, one: date, other: date, workdays: frozenset[int]) -> None:
    start, finish = sorted((one, other))
    weeks = Weeks(FIRST, 40)
    told = sum(demand(hours, start, finish, weeks, workdays))
    for asked in (([Work("A", hours, start, finish)], []), ([], [Work("A", hours, start, finish, "R1")])):
        assert remaining(*asked, FIRST, workdays) == {"A": told}
