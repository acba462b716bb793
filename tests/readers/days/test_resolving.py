"""Do relative words become the right day and instant in every zone, around clock changes and at the ends of years?"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.dates import find, resolve
from readers.days.resolving import instant
from readers.days.values import (
    Calendar,
    Clock,
    DateWords,
    Direction,
    Distance,
    Lasting,
    Moment,
    MonthDay,
    Near,
    Period,
    Value,
    Weekday,
)

ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "America/Havana",
    "America/Santiago",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Antarctica/Troll",
    "UTC",
]
zones = st.sampled_from([ZoneInfo(name) for name in ZONES])
instants = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
directions: st.SearchStrategy[Direction] = st.sampled_from(["past", "future"])
clocks = st.builds(Clock, st.integers(0, 23), st.integers(0, 59)) | st.just(Clock(24))


def words(value: Value | None, clock: Clock | None = None) -> DateWords:
    return DateWords(0, 1, "bare", value, clock, "x")


def at(text: str, now: str, zone: str, direction: Direction) -> Moment | None:
    return resolve(find(text)[0], datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone)), direction)


@pytest.mark.parametrize("today", range(7))
@pytest.mark.parametrize("named", range(7))
def test_weekdays(today: int, named: int) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(today)
    past, future = (resolve(words(Weekday(named)), now, way) for way in ("past", "future"))
    assert past and future
    assert past.day.weekday() == future.day.weekday() == named
    assert 0 <= (now.date() - past.day).days < 7
    assert 0 <= (future.day - now.date()).days < 7
    after = resolve(words(Weekday(named, week=1)), now, "future")
    assert after and after.day.isocalendar()[:2] == (now + timedelta(weeks=1)).isocalendar()[:2]
    before = resolve(words(Weekday(named, before=True)), now, "past")
    assert before and 1 <= (now.date() - before.day).days <= 7


values: st.SearchStrategy[Value] = st.one_of(
    st.builds(Near, st.integers(-2, 2)),
    st.builds(Weekday, st.integers(0, 6), st.none() | st.integers(-1, 1), st.booleans()),
    st.builds(Calendar, st.just(2), st.integers(1, 29)),
    st.builds(Calendar, st.just(12), st.integers(1, 31)),
    st.builds(MonthDay, st.integers(1, 31)),
    st.builds(
        Distance, st.integers(-999, 999), st.sampled_from(["minute", "hour", "day", "workday", "week", "month", "year"])
    ),
    st.builds(
        Lasting, st.integers(1, 999), st.sampled_from(["minute", "hour", "day", "workday", "week", "month", "year"])
    ),
    st.builds(
        Period,
        st.sampled_from(["week", "month", "quarter", "year"]),
        st.integers(-1, 1),
        st.sampled_from(["start", "end", "whole"]),
    ),
)


@given(values, st.none() | clocks, instants, zones, directions)
def test_never_on_the_wrong_side(
    value: Value, clock: Clock | None, now: datetime, zone: ZoneInfo, way: Direction
) -> None:
    local = now.astimezone(zone)
    moment = resolve(words(value, clock), local, way)
    if moment is None:
        return
    if way == "past":
        assert moment.day <= local.date()
        assert moment.at is None or moment.at <= now
    else:
        assert moment.day >= local.date()
        assert moment.at is None or moment.at >= now


@given(st.integers(0, 6), st.none() | clocks, instants, zones, directions)
def test_a_weekday_is_never_refused(
    number: int, clock: Clock | None, now: datetime, zone: ZoneInfo, way: Direction
) -> None:
    moment = resolve(words(Weekday(number), clock), now.astimezone(zone), way)
    assert moment is not None
    assert moment.day.weekday() == number
    assert (moment.at is None) == (clock is None)
    assert abs((moment.day - now.astimezone(zone).date()).days) <= 7


@given(clocks, instants, zones, directions)
def test_a_time_alone_is_at_most_about_a_day_away(clock: Clock, now: datetime, zone: ZoneInfo, way: Direction) -> None:
    moment = resolve(words(None, clock), now.astimezone(zone), way)
    assert moment is not None and moment.at is not None
    assert abs(moment.at - now) <= timedelta(hours=50)  # Apia once left out a whole day


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 23), st.integers(0, 59), zones)
def test_an_instant_shows_the_time_that_was_said(day: date, hour: int, minute: int, zone: ZoneInfo) -> None:
    found = instant(day, Clock(hour, minute), zone)
    wall = datetime.combine(day, time(hour, minute))
    shown = found.astimezone(zone).replace(tzinfo=None)
    assert shown >= wall
    if shown > wall:  # the clock skipped it: the instant is the first after the gap
        just_before = (found - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
        assert just_before < wall


@pytest.mark.parametrize(
    ("text", "now", "zone", "instant_utc"),
    [
        ("by tomorrow 2:30 am", "2026-03-28T12:00", "Europe/Berlin", "2026-03-29T01:00"),  # skipped
        ("by tomorrow 2:30 am", "2026-10-24T12:00", "Europe/Berlin", "2026-10-25T00:30"),  # doubled: the first
        ("by tomorrow 2:30 am", "2026-03-07T12:00", "America/New_York", "2026-03-08T07:00"),
        ("by tomorrow 0:15 am", "2026-04-01T12:00", "UTC", None),  # nought on a twelve-hour clock is nothing
        ("by tomorrow 00:15", "2026-03-07T12:00", "America/Havana", "2026-03-08T05:00"),
        ("by tomorrow 2:15 am", "2026-10-03T12:00", "Australia/Lord_Howe", "2026-10-03T15:30"),
    ],
)
def test_around_clock_changes(text: str, now: str, zone: str, instant_utc: str | None) -> None:
    moment = at(text, now, zone, "future")
    assert moment is not None
    assert moment.at == (datetime.fromisoformat(instant_utc).replace(tzinfo=UTC) if instant_utc else None)


@pytest.mark.parametrize(
    ("text", "now", "way", "day"),
    [
        ("since Monday", "2027-01-01T09:00", "past", "2026-12-28"),
        ("by Monday", "2026-12-31T09:00", "future", "2027-01-04"),
        ("by 1 Jan", "2026-12-31T23:59", "future", "2027-01-01"),
        ("since 31 Dec", "2027-01-01T00:01", "past", "2026-12-31"),
        ("end of month", "2026-12-31T09:00", "future", "2026-12-31"),
        ("end of next month", "2027-01-31T09:00", "future", "2027-02-28"),
        ("in a month", "2027-01-31T09:00", "future", "2027-02-28"),
        ("end of week", "2026-11-28T09:00", "future", "2026-12-04"),  # said on a Saturday
        ("this week", "2026-11-28T09:00", "future", "2026-11-28"),
        ("next Tuesday", "2026-11-29T09:00", "future", "2026-12-01"),  # said on a Sunday
        ("next Tuesday", "2026-11-30T09:00", "future", "2026-12-08"),
        ("by the 31st", "2027-02-01T09:00", "future", "2027-03-31"),
        ("next year", "2026-12-31T09:00", "future", "2027-12-31"),
        ("since last year", "2026-12-31T09:00", "past", "2025-01-01"),
        ("in 2 working days", "2026-11-27T09:00", "future", "2026-12-01"),
        ("by Friday 5 pm", "2026-11-27T18:00", "future", "2026-12-04"),
        ("since Friday 5 pm", "2026-11-27T16:00", "past", "2026-11-20"),
        ("by today 9:00", "2026-11-27T10:00", "future", "2026-11-27"),
    ],
)
def test_edges_of_weeks_months_and_years(text: str, now: str, way: Direction, day: str) -> None:
    moment = at(text, now, "Europe/Berlin", way)
    assert moment is not None
    assert moment.day == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("since tomorrow", "past"),
        ("since next week", "past"),
        ("by yesterday", "future"),
        ("by 2020-12-24", "future"),
        ("since 2027-01-01", "past"),
        ("in two weeks", "past"),
        ("2 days ago", "future"),
        ("2 hours ago", "future"),
        ("for a week", "future"),
        ("last Monday", "future"),
    ],
)
def test_contradictions_are_nothing(text: str, way: Direction) -> None:
    assert at(text, "2026-11-25T10:00", "Europe/Berlin", way) is None


def test_a_time_of_today_that_has_passed_keeps_the_day_only() -> None:
    assert at("by today 9:00", "2026-11-27T10:00", "Europe/Berlin", "future") == Moment(date(2026, 11, 27), None)


def test_days_that_no_calendar_reaches_are_nothing() -> None:
    assert resolve(words(Distance(999, "year")), datetime(9500, 1, 1, tzinfo=UTC), "future") is None
    assert resolve(words(Near(1)), datetime(9999, 12, 31, tzinfo=UTC), "future") is None


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        resolve(words(Near(0)), datetime(2026, 11, 25, 10), "future")  # noqa: DTZ001
