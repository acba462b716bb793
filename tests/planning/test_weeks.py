"""Is a week the right one, with its label, its days and the zone in which somebody asks?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.refusal import Refusal
from planning.weeks import Week, Weeks, read_week, week_at, week_of
from tests.planning.people import at_week, weeks_from

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("instant", "zone", "label"),
    [
        # Sunday 11:00 UTC is Monday 01:00 on Kiritimati (+14) …
        ("2026-11-29T11:00", "Pacific/Kiritimati", "2026-W49"),
        # … and Sunday 00:00 in Pago Pago (−11), on the other side of the date line
        ("2026-11-29T11:00", "Pacific/Pago_Pago", "2026-W48"),
        # an hour before Monday on Kiritimati
        ("2026-11-29T09:59", "Pacific/Kiritimati", "2026-W48"),
        # Monday 10:59 UTC is still Sunday 23:59 in Pago Pago; a minute later it is not
        ("2026-11-30T10:59", "Pacific/Pago_Pago", "2026-W48"),
        ("2026-11-30T11:00", "Pacific/Pago_Pago", "2026-W49"),
        ("2026-11-29T23:59", "UTC", "2026-W48"),
        # the Sunday evening on which winter time begins in Berlin: 22:59 UTC is 23:59, 23:00 is Monday
        ("2026-10-25T22:59", "Europe/Berlin", "2026-W43"),
        ("2026-10-25T23:00", "Europe/Berlin", "2026-W44"),
        # and summer time: Monday begins at 22:00 UTC
        ("2026-03-29T21:59", "Europe/Berlin", "2026-W13"),
        ("2026-03-29T22:00", "Europe/Berlin", "2026-W14"),
        # New Year's Day of 2027 lies in the last week of 2026, in Berlin as in Tokyo
        ("2026-12-31T23:30", "Europe/Berlin", "2026-W53"),
        ("2027-01-03T15:00", "Asia/Tokyo", "2027-W01"),
        ("2027-01-03T15:00", "Europe/Berlin", "2026-W53"),
    ],
)
def test_a_zone_decides_which_week_is_now(instant: str, zone: str, label: str) -> None:
    assert str(week_at(datetime.fromisoformat(instant).replace(tzinfo=UTC), ZoneInfo(zone))) == label


def test_years_of_53_weeks_and_of_52() -> None:
    assert [str(at_week("2026-W52") + number) for number in range(4)] == [
        "2026-W52",
        "2026-W53",
        "2027-W01",
        "2027-W02",
    ]
    assert str(week_of(date(2026, 1, 1))) == "2026-W01"
    assert str(week_of(date(2025, 12, 29))) == "2026-W01"
    assert at_week("2027-W01") - at_week("2026-W01") == 53
    assert at_week("2028-W01") - at_week("2027-W01") == 52


@pytest.mark.parametrize("label", ["2025-W53", "2026-W00", "2026-W54", "0000-W01"])
def test_a_week_that_its_year_does_not_have(label: str) -> None:
    assert read_week(label) == Refusal(f"{label} is a week that its year does not have.")


@pytest.mark.parametrize("label", ["", "2026-49", "2026W49", "W49", "2026-W4", "２０２６-W49", "2026-W49-1"])
def test_what_is_no_label(label: str) -> None:
    assert read_week(label) == Refusal("A week is written as year and number, such as 2026-W49.")


def test_a_week_begins_on_monday_and_none_is_not_a_number_of_weeks() -> None:
    with pytest.raises(ValueError, match="2026-12-01 is not a Monday"):
        Week(date(2026, 12, 1))
    with pytest.raises(ValueError, match="0 weeks are none"):
        weeks_from("2026-W49", 0)


@given(DAYS)
def test_a_label_is_read_back(day: date) -> None:
    week = week_of(day)
    assert read_week(f" {week} ") == week
    assert week.monday <= day < (week + 1).monday


@given(DAYS, st.integers(-500, 500))
def test_adding_weeks_and_taking_the_difference_agree(day: date, number: int) -> None:
    week = week_of(day)
    assert (week + number) - week == number
    assert (week + number > week) == (number > 0)


@given(DAYS, st.integers(1, 60), st.integers(-30, 500), st.integers(0, 500))
def test_days_are_those_of_both_spans(day: date, count: int, shift: int, length: int) -> None:
    weeks = Weeks(week_of(day), count)
    start = day + timedelta(days=shift)
    inside = {week.monday.toordinal() + number for week in weeks for number in range(7)}
    wanted = {start.toordinal() + number for number in range(length + 1)} & inside
    assert set(weeks.days(start, start + timedelta(days=length))) == wanted
    assert len(weeks) == len(list(weeks)) == count
