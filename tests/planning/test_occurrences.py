"""Is every local time of every day found once, at the right instant, in zones that do strange things?"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.occurrences import EVERY_DAY, WEEKDAYS, Daily, Every, Occurrence, catch_up, exists, resolve
from tests.planning.clocks import DAY, FIRST, LAST, TIMES, ZONES, Clock, walked


@pytest.mark.parametrize("number", range(len(ZONES)), ids=ZONES)
def test_each_series_comes_once_on_each_local_day(number: int) -> None:
    """Each half hour around every change of the clocks in five years, and two of them on every day of these years.

    `make soak ROW=8` follows all of them through every day.
    """
    clock = Clock(ZONES[number])
    found = walked(clock, TIMES, [(FIRST, FIRST + 9 * DAY), *clock.near_changes()])
    found += walked(clock, (TIMES[number], TIMES[-1 - number]), [(FIRST, LAST)])
    print(f"{ZONES[number]}: {dict(found)}")
    assert found["occurrences"] >= 10 * 48 + 2 * 1826
    assert (found["missed"], found["doubled"], found["wrong"]) == (0, 0, 0)


def test_the_clocks_are_changed_often_enough_to_say_something() -> None:
    assert len(Clock("Europe/Berlin").changes) == 10
    assert Clock("Asia/Kolkata").changes == set()


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        ("America/New_York", date(2026, 3, 8), time(2, 30), datetime(2026, 3, 8, 7, 0, tzinfo=UTC)),  # gap: 03:00 EDT
        ("America/New_York", date(2026, 11, 1), time(1, 30), datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),  # fold: EDT
        (
            "Australia/Lord_Howe",
            date(2026, 10, 4),
            time(2, 15),
            datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
        ),  # half an hour
        ("America/Havana", date(2026, 3, 8), time(0, 0), datetime(2026, 3, 8, 5, 0, tzinfo=UTC)),  # midnight is skipped
        ("Asia/Kathmandu", date(2026, 1, 1), time(9, 0), datetime(2026, 1, 1, 3, 15, tzinfo=UTC)),
    ],
)
def test_known_hours(zone: str, day: date, at: time, instant: datetime) -> None:
    assert resolve(day, at, ZoneInfo(zone)) == instant


def test_a_day_that_samoa_never_had_is_not_planned() -> None:
    apia = ZoneInfo("Pacific/Apia")
    assert not exists(date(2011, 12, 30), apia)
    assert exists(date(2011, 12, 29), apia)
    assert exists(date(2011, 12, 31), apia)
    daily = Daily(time(9), apia)
    assert daily.first_after(daily.on(date(2011, 12, 29)).at).key == "2011-12-31"


@given(
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda moment: moment.replace(microsecond=0)),
    instant=st.integers(1_420_070_400, 2_114_380_800).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    days=st.sampled_from([EVERY_DAY, WEEKDAYS, frozenset({0}), frozenset({2, 5})]),
)
@settings(max_examples=150, deadline=None)
def test_next_and_last_enclose_the_instant_and_leave_nothing_between(
    zone: str, at: time, instant: datetime, days: frozenset[int]
) -> None:
    daily = Daily(at, ZoneInfo(zone), days)
    last, first = daily.last_until(instant), daily.first_after(instant)
    assert last.at <= instant < first.at
    assert daily.count(last, first) == 1
    assert daily.first_after(last.at) == first
    assert daily.last_until(first.at) == first


def test_one_month_of_days_has_each_local_date_once_in_every_zone() -> None:
    for name in ZONES:
        daily = Daily(time(2, 30), ZoneInfo(name))
        here = daily.on(date(2026, 3, 1))
        keys = []
        for _ in range(45):
            keys.append(here.key)
            here = daily.first_after(here.at)
        assert keys == [(date(2026, 3, 1) + timedelta(days=n)).isoformat() for n in range(45)], name


def test_a_weekly_half_past_midnight_skips_no_week() -> None:
    weekly = Daily(time(0, 30), ZoneInfo("America/New_York"), {0})
    assert weekly.first_after(weekly.on(date(2024, 3, 4)).at).key == "2024-03-11"


def test_after_ten_years_asleep_one_run_is_left_and_the_rest_is_counted() -> None:
    daily = Daily(time(9), ZoneInfo("Europe/Berlin"), WEEKDAYS)
    start = daily.on(date(2026, 3, 2))
    now = datetime(2036, 3, 3, 12, tzinfo=UTC)
    due, missed = catch_up(daily, start, now)
    assert due.key == "2036-03-03"
    listed = sum(
        (date(2026, 3, 2) + timedelta(days=n)).weekday() < 5
        for n in range(1, (date(2036, 3, 3) - date(2026, 3, 2)).days + 1)
    )
    assert missed == listed
    hourly = Every(timedelta(hours=1))
    due, missed = catch_up(hourly, hourly.last_until(start.at), now)
    assert due.at == now
    assert missed == (now - start.at) // timedelta(hours=1)


def test_nothing_is_passed_over_when_it_is_on_time() -> None:
    hourly = Every(timedelta(hours=1))
    due = Occurrence(datetime(2026, 3, 2, 9, tzinfo=UTC), "2026-03-02T09:00:00+00:00")
    assert catch_up(hourly, due, datetime(2026, 3, 2, 9, 59, tzinfo=UTC)) == (due, 0)


def test_a_change_of_zone_keeps_the_key_of_the_day() -> None:
    berlin, kolkata = (Daily(time(9), ZoneInfo(name)) for name in ("Europe/Berlin", "Asia/Kolkata"))
    day = date(2026, 3, 2)
    assert berlin.on(day).key == kolkata.on(day).key
    assert berlin.on(day).at != kolkata.on(day).at
