"""Does quiet end when the person's own clock says so, also around midnight, weekends and changes of the clocks?"""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.quiet_times import Span, Times, hour, next_monday, opening
from tests.planning.test_occurrences import ZONES

BERLIN = Times(ZoneInfo("Europe/Berlin"), frozenset(range(5)), time(18), time(8), time(9))
SINCE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def berlin(day: int, at: str, month: int = 3) -> datetime:
    hours, minutes = at.split(":")
    return datetime(2026, month, day, int(hours), int(minutes), tzinfo=BERLIN.zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (berlin(2, "12:00"), berlin(2, "12:00")),  # Monday noon
        (berlin(2, "08:00"), berlin(2, "08:00")),  # quiet ends with its end
        (berlin(2, "18:00"), berlin(3, "08:00")),
        (berlin(3, "01:00"), berlin(3, "08:00")),  # over midnight
        (berlin(6, "17:59"), berlin(6, "17:59")),  # Friday
        (berlin(6, "18:00"), berlin(9, "08:00")),  # to Monday
        (berlin(28, "12:00"), berlin(30, "08:00")),  # the weekend on which clocks go forward
    ],
)
def test_quiet_hours_and_weekends(at: datetime, opens: datetime) -> None:
    assert opening(BERLIN, at, at) == opens


def test_quiet_hours_may_lie_within_a_day_or_not_be_there() -> None:
    noon = replace(BERLIN, quiet_from=time(12), quiet_until=time(14))
    assert opening(noon, berlin(2, "12:30"), SINCE) == berlin(2, "14:00")
    assert opening(noon, berlin(2, "23:30"), SINCE) == berlin(2, "23:30")
    none = replace(BERLIN, quiet_from=time(12), quiet_until=time(12))
    assert opening(none, berlin(2, "12:00"), SINCE) == berlin(2, "12:00")


def test_do_not_disturb_is_heeded_for_a_day() -> None:
    morning = replace(BERLIN, do_not_disturb=Span(berlin(2, "08:00"), berlin(2, "11:30")))
    assert opening(morning, berlin(2, "09:00"), berlin(2, "09:00")) == berlin(2, "11:30")
    week = replace(BERLIN, do_not_disturb=Span(berlin(2, "08:00"), berlin(9, "08:00")))
    assert opening(week, berlin(2, "09:00"), berlin(2, "09:00")) == berlin(3, "09:00")
    assert opening(week, berlin(3, "10:00"), berlin(2, "09:00")) == berlin(3, "10:00")


def test_who_is_away_gets_it_at_their_hour_when_they_are_back() -> None:
    away = replace(BERLIN, away=Span(berlin(3, "00:00"), berlin(18, "00:00")))
    assert hour(away, berlin(2, "12:00"), SINCE) == berlin(18, "09:00")
    assert opening(away, berlin(3, "12:00"), SINCE) == berlin(18, "08:00")


def test_an_hour_chosen_in_quiet_hours_waits_for_their_end() -> None:
    early = replace(BERLIN, merged_at=time(7))
    assert hour(early, berlin(2, "06:00"), SINCE) == berlin(2, "08:00")
    assert hour(early, berlin(2, "07:30"), SINCE) == berlin(3, "08:00")
    assert hour(BERLIN, berlin(2, "09:00"), SINCE) == berlin(2, "09:00")
    assert hour(BERLIN, berlin(6, "09:01"), SINCE) == berlin(9, "09:00")


def test_a_week_begins_on_monday_where_the_person_is() -> None:
    assert next_monday(BERLIN.zone, berlin(1, "23:59")) == berlin(2, "00:00")
    assert next_monday(BERLIN.zone, berlin(2, "00:00")) == berlin(9, "00:00")


def test_somebody_needs_a_day_on_which_they_may_be_reached() -> None:
    with pytest.raises(ValueError, match="needs days"):
        replace(BERLIN, workdays=frozenset())


@given(
    zone=st.sampled_from(ZONES),
    at=st.integers(1_704_067_200, 1_893_456_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    later=st.timedeltas(timedelta(0), timedelta(days=9)),
    workdays=st.frozensets(st.integers(0, 6), min_size=1),
    quiet=st.tuples(st.integers(4, 23), st.integers(4, 23)),
    chosen=st.times(),
)
@settings(max_examples=150, deadline=None)
def test_what_opens_is_open_and_nothing_open_is_passed_over(
    zone: str, at: datetime, later: timedelta, workdays: frozenset[int], quiet: tuple[int, int], chosen: time
) -> None:
    """The oracle asks the wall clock; no zone changes its clocks back at 4 o'clock or later."""
    times = Times(ZoneInfo(zone), workdays, time(quiet[0]), time(quiet[1]), chosen.replace(microsecond=0))
    opens = opening(times, at, at)
    assert opens >= at
    assert is_open(times, opens)
    step = timedelta(minutes=30)
    between = (at + number * step for number in range((opens - at) // step + 1))
    assert not any(is_open(times, one) for one in between if one < opens)
    assert opening(times, at + later, at) >= opens
    assert at <= hour(times, at, at) <= hour(times, at + later, at)
    assert is_open(times, hour(times, at, at))


def is_open(times: Times, at: datetime) -> bool:
    local = at.astimezone(times.zone)
    clock = local.time()
    if times.quiet_from <= times.quiet_until:
        quiet = times.quiet_from <= clock < times.quiet_until
    else:
        quiet = clock >= times.quiet_from or clock < times.quiet_until
    return local.weekday() in times.workdays and not quiet
