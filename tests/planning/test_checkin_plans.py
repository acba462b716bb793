"""Is what was planned moved, dropped or left when a clock or a series changes, and is no day planned twice?"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.checkin_plans import Replan, following, replanned, times
from planning.checkin_series import Series, Team, rule, unheard, window
from planning.occurrences import Occurrence

BERLIN, AUCKLAND, HONOLULU = (ZoneInfo(one) for one in ("Europe/Berlin", "Pacific/Auckland", "Pacific/Honolulu"))
ZONES = [
    *(ZoneInfo(one) for one in ("Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "UTC")),
    BERLIN,
    AUCKLAND,
]
DAILY = Series("daily", Team("eng"), frozenset(range(5)), time(9, 30), time(17))
MONDAY = datetime(2026, 3, 2, 7, tzinfo=UTC)
instants = st.integers(0, 4 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
clocks = st.times().map(lambda one: one.replace(second=0, microsecond=0))


def test_the_window_that_is_open_comes_before_the_next_day() -> None:
    found = times(DAILY, BERLIN, MONDAY)
    assert (found.current, found.next.key) == (None, "2026-03-02"), "Friday's is over"
    found = times(DAILY, BERLIN, MONDAY + timedelta(hours=5))
    assert found.current is not None
    assert (found.current.key, found.next.key) == ("2026-03-02", "2026-03-03")


def test_where_nothing_waits_the_open_window_is_planned_first() -> None:
    found = times(DAILY, BERLIN, MONDAY + timedelta(hours=5))
    plan = replanned(DAILY, BERLIN, None, found)
    assert plan is not None
    assert [one.key for one in plan.plan] == ["2026-03-02", "2026-03-03"]


def test_what_waits_at_the_right_time_is_left_alone() -> None:
    found = times(DAILY, BERLIN, MONDAY)
    assert replanned(DAILY, BERLIN, found.next, found) is None


def test_in_another_zone_the_same_day_comes_at_another_instant() -> None:
    waits = times(DAILY, BERLIN, MONDAY).next
    there = times(DAILY, HONOLULU, MONDAY)
    assert replanned(DAILY, HONOLULU, waits, there) == Replan(move=rule(DAILY, HONOLULU).on(date(2026, 3, 2)))


def test_further_west_an_earlier_day_is_tried_in_its_place() -> None:
    now = datetime(2026, 3, 3, 20, tzinfo=UTC)  # Wednesday morning in Auckland, Tuesday morning in Honolulu
    waits = Occurrence(datetime(2026, 3, 4, 20, 30, tzinfo=UTC), "2026-03-05")
    found = times(DAILY, HONOLULU, datetime(2026, 3, 3, 19, tzinfo=UTC))
    plan = replanned(DAILY, HONOLULU, waits, found)
    assert plan == Replan(plan=(found.next,), drop="2026-03-05")
    assert found.next.key == "2026-03-03"
    assert replanned(DAILY, AUCKLAND, times(DAILY, AUCKLAND, now).next, times(DAILY, AUCKLAND, now)) is None


def test_a_day_that_is_none_of_the_series_any_more_is_dropped() -> None:
    waits, mondays = times(DAILY, BERLIN, MONDAY).next, replace(DAILY, days=frozenset({3}))
    found = times(mondays, BERLIN, MONDAY)
    plan = replanned(mondays, BERLIN, waits, found)
    assert plan is not None
    assert (plan.drop, plan.plan[-1].key) == ("2026-03-02", "2026-03-05")


@given(
    instants, st.integers(0, 40), st.sampled_from(ZONES), clocks, clocks, st.frozensets(st.integers(0, 6), min_size=1)
)
def test_what_follows_is_later_and_nothing_open_is_passed_over(
    now: datetime, late: int, zone: ZoneInfo, opens: time, closes: time, days: frozenset[int]
) -> None:
    series = replace(DAILY, at=opens, until=closes, days=days)
    due = rule(series, zone).last_until(now - timedelta(days=late))
    after, missed = following(series, zone, due, now)
    assert after.key > due.key
    assert after.at > now or now < window(series, date.fromisoformat(after.key), zone).closes
    count = rule(series, zone).count(due, after)
    assert missed == max(0, count - 1)
    again, none = following(series, zone, after, max(now, after.at))
    assert (again.key > after.key, none) == (True, 0) or again.at <= now + timedelta(days=15)


@given(instants, st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_once_replanned_nothing_is_left_to_do(now: datetime, before: ZoneInfo, after: ZoneInfo) -> None:
    waits: Occurrence | None = times(DAILY, before, now).next
    used = set[str]()
    for _ in range(3):
        found = times(DAILY, after, now)
        plan = replanned(DAILY, after, waits, found)
        if plan is None:
            return
        used |= {plan.drop} if plan.drop else set()
        waits = plan.move or next(one for one in plan.plan if one.key not in used)
    raise AssertionError("it never comes to rest")


@pytest.mark.parametrize(
    ("opens", "closes", "quiet"),
    [((9, 0), (12, 0), False), ((19, 0), (7, 0), True), ((19, 0), (9, 0), False), ((18, 0), (8, 0), True), ((7, 0), (7, 0), False)],
)  # fmt: skip
def test_a_window_inside_the_quiet_hours_is_heard_by_nobody(
    opens: tuple[int, int], closes: tuple[int, int], quiet: bool
) -> None:
    assert unheard(time(*opens), time(*closes), time(18), time(8)) is quiet
    assert not unheard(time(*opens), time(*closes), time(18), time(18)), "there are no quiet hours"
