"""Is the stretch of days away the one that a colleague would name?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.availability import Availability
from planning.away import Away, away
from planning.weeks import Weeks, week_of
from tests.planning.people import off, person

TODAY = date(2026, 11, 25)  # a Wednesday
WEEKS = Weeks(week_of(date(2026, 10, 26)), 12)


def stretch(one: Availability, today: date = TODAY, *holidays: date) -> str | None:
    found = away(one, today, WEEKS, {day.toordinal(): Decimal(1) for day in holidays})
    return f"{found.first} {found.last}" if found else None


CASES = [
    ("nothing", person(), None),
    ("today alone", person(off("2026-11-25")), "2026-11-25 2026-11-25"),
    ("on since Monday", person(off("2026-11-23", "2026-11-27")), "2026-11-23 2026-11-27"),
    ("over", person(off("2026-11-23", "2026-11-24")), None),
    ("the nearest", person(off("2026-12-07"), off("2026-12-01")), "2026-12-01 2026-12-01"),
    ("two that touch", person(off("2026-11-26"), off("2026-11-27")), "2026-11-26 2026-11-27"),
    ("a weekend between", person(off("2026-11-27"), off("2026-11-30")), "2026-11-27 2026-11-30"),
    ("a working day between", person(off("2026-11-26"), off("2026-11-30")), "2026-11-26 2026-11-26"),
    ("a weekend behind is none of it", person(off("2026-11-27")), "2026-11-27 2026-11-27"),
    ("mornings are not a day", person(off("2026-11-26", part="am")), None),
    ("every Friday", person(off("2026-11-20", rule="FREQ=WEEKLY;BYDAY=FR")), "2026-11-27 2026-11-27"),
    ("a Saturday alone", person(off("2026-11-28")), "2026-11-28 2026-11-28"),
]


@pytest.mark.parametrize(("one", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_stretch(one: Availability, expected: str | None) -> None:
    assert stretch(one) == expected


def test_a_weekend_between_two_absences_is_away_as_well() -> None:
    assert stretch(person(off("2026-11-27"), off("2026-11-30")), date(2026, 11, 28)) == "2026-11-27 2026-11-30"


def test_a_holiday_between_joins_and_alone_is_nothing() -> None:
    both = person(off("2026-11-25"), off("2026-11-27"))
    assert stretch(both) == "2026-11-25 2026-11-25"
    assert stretch(both, TODAY, date(2026, 11, 26)) == "2026-11-25 2026-11-27"
    assert stretch(person(), TODAY, date(2026, 11, 26)) is None


@given(st.lists(st.tuples(st.integers(-20, 40), st.integers(0, 9)), max_size=6))
def test_every_stretch_begins_and_ends_on_a_day_off_and_is_not_over(spans: list[tuple[int, int]]) -> None:
    def day(number: int) -> str:
        return str(date.fromordinal(TODAY.toordinal() + number))

    one = person(*(off(day(begin), day(begin + length)) for begin, length in spans))
    gone = {TODAY.toordinal() + n for begin, length in spans for n in range(begin, begin + length + 1)}
    found = away(one, TODAY, WEEKS, {})
    ahead = [n for n in gone if n >= TODAY.toordinal()]
    assert (found is None) == (not ahead)
    if isinstance(found, Away):
        assert {found.first.toordinal(), found.last.toordinal()} <= gone
        assert found.first.toordinal() <= min(ahead) <= found.last.toordinal()
        working = [n for n in range(found.first.toordinal(), found.last.toordinal() + 1) if (n - 1) % 7 < 5]
        assert set(working) <= gone
