"""Does an allocation or a request ask what it should in a week that it covers in part?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.capacity import CapacityPolicy
from planning.demand import demand
from planning.weeks import Weeks, week_of
from tests.planning.people import weeks_from

WORKDAYS = CapacityPolicy().workdays
SUNDAY_TO_THURSDAY = frozenset({6, 0, 1, 2, 3})


@pytest.mark.parametrize(
    ("hours", "start", "finish", "workdays", "minutes"),
    [
        # the worked example: Thursday and Friday are 2 of 5 days, 20 × 2 / 5 = 8 h
        ("20", "2026-12-03", "2027-01-31", WORKDAYS, 480),
        ("20", "2026-11-30", "2026-12-06", WORKDAYS, 1200),
        # Monday alone: 4 h
        ("20", "2026-11-30", "2026-11-30", WORKDAYS, 240),
        # the weekend holds no working day, and outside of its dates it asks nothing
        ("20", "2026-12-05", "2026-12-06", WORKDAYS, 0),
        ("20", "2026-12-07", "2027-01-31", WORKDAYS, 0),
        ("20", "2026-01-01", "2026-11-29", WORKDAYS, 0),
        # Sunday 6 December is a working day: 1 of 5
        ("20", "2026-12-05", "2026-12-06", SUNDAY_TO_THURSDAY, 240),
        # 7 h × 1/3 = 140 min; 0.05 h × 1/2 = 1.5 min → 2; 10 h × 2/7 = 171.43 min
        ("7", "2026-11-30", "2026-11-30", frozenset({0, 1, 2}), 140),
        ("0.05", "2026-11-30", "2026-11-30", frozenset({0, 1}), 2),
        ("10", "2026-11-30", "2026-12-01", frozenset(range(7)), 171),
        ("0", "2026-11-30", "2026-12-06", WORKDAYS, 0),
    ],
)
def test_a_week_of_demand(hours: str, start: str, finish: str, workdays: frozenset[int], minutes: int) -> None:
    span = date.fromisoformat(start), date.fromisoformat(finish)
    assert demand(Decimal(hours), *span, weeks_from("2026-W49"), workdays) == (minutes,)


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(st.decimals(0, 60, places=2), days, days, st.integers(1, 60))
def test_a_whole_week_asks_all_and_no_week_more(hours: Decimal, one: date, other: date, count: int) -> None:
    start, finish = sorted((one, other))
    weeks = Weeks(week_of(date(2026, 6, 1)), count)
    asked = demand(hours, start, finish, weeks, WORKDAYS)
    full = demand(hours, date.min, date.max, Weeks(weeks.first, 1), WORKDAYS)[0]
    for week, minutes in zip(weeks, asked, strict=True):
        touched = week.monday <= finish and start < (week + 1).monday
        assert 0 <= minutes <= (full if touched else 0)
        if start <= week.monday and (week + 1).monday <= finish:
            assert minutes == full
