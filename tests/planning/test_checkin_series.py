"""Is a check-in open once per local day, from its time until its time, in zones that do strange things?"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.checkin_series import People, Project, Series, Team, latest, rule, window
from planning.occurrences import EVERY_DAY, WEEKDAYS, exists
from tests.planning.test_occurrences import ZONES

MORNING = Series("backend", Team("BACKEND"), WEEKDAYS, time(9), time(17))
NIGHT = replace(MORNING, at=time(22), until=time(2))
BERLIN = ZoneInfo("Europe/Berlin")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_a_day_and_its_reminder_at_four_fifths() -> None:
    found = window(MORNING, date(2026, 3, 2), BERLIN)
    assert (found.opens, found.closes) == (utc(2026, 3, 2, 8), utc(2026, 3, 2, 16))
    assert found.reminds_at == utc(2026, 3, 2, 14, 24)
    assert found.key == "2026-03-02"


def test_a_window_over_midnight_belongs_to_the_day_on_which_it_opens() -> None:
    found = window(NIGHT, date(2026, 3, 6), BERLIN)  # Friday
    assert (found.opens, found.closes) == (utc(2026, 3, 6, 21), utc(2026, 3, 7, 1))
    assert latest(NIGHT, BERLIN, utc(2026, 3, 7, 0, 30)) == found
    assert window(replace(NIGHT, until=time(22)), date(2026, 3, 6), BERLIN).closes == utc(2026, 3, 7, 21)


def test_a_window_that_the_clocks_skip_is_still_as_long() -> None:
    skipped = replace(MORNING, at=time(2, 10), until=time(2, 45), days=EVERY_DAY)
    found = window(skipped, date(2026, 3, 8), ZoneInfo("America/New_York"))
    assert (found.opens, found.closes) == (utc(2026, 3, 8, 7), utc(2026, 3, 8, 7, 35))


def test_after_years_asleep_only_the_last_may_be_open() -> None:
    assert latest(MORNING, BERLIN, utc(2036, 3, 3, 12)).key == "2036-03-03"
    assert latest(MORNING, BERLIN, utc(2036, 3, 2, 12)).key == "2036-02-29"  # Sunday: Friday's, which is over
    assert latest(MORNING, BERLIN, utc(2036, 3, 2, 12)).closes < utc(2036, 3, 2, 12)


def test_for_whom_it_is() -> None:
    def asked(who: Team | Project | People) -> bool:
        return replace(MORNING, who=who).is_for(name="Mia@fernwood.example", teams={"BACKEND"}, projects={"APOLLO"})

    assert asked(Team("BACKEND"))
    assert asked(Project("APOLLO"))
    assert asked(People(frozenset({"mia@fernwood.example"})))
    assert not asked(Team("APOLLO"))
    assert not asked(Project("BACKEND"))
    assert not asked(People(frozenset({"bo@fernwood.example"})))


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"days": frozenset()}, "needs days"),
        ({"days": frozenset({7})}, "needs days"),
        ({"questions": ("a", "b", "c")}, "more than 2 questions"),
        ({"quiet_days": 0}, "at least one quiet day"),
    ],
)
def test_what_no_series_is(changes: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        replace(MORNING, **changes)


@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    at=st.times().map(lambda moment: moment.replace(microsecond=0)),
    until=st.times().map(lambda moment: moment.replace(microsecond=0)),
)
@settings(max_examples=150, deadline=None)
def test_windows_are_open_and_never_overlap(zone: str, day: date, at: time, until: time) -> None:
    series = replace(MORNING, days=EVERY_DAY, at=at, until=until)
    there = ZoneInfo(zone)
    found, next_one = (window(series, one, there) for one in (day, day + timedelta(days=1)))
    assert found.opens < found.reminds_at < found.closes <= next_one.opens
    assert found.opens == rule(series, there).on(day).at
    if exists(day, there):
        assert latest(series, there, found.opens) == found
        assert latest(series, there, found.closes - timedelta(microseconds=1)) == found
