"""Is a day off for the reason that it is, and are working days counted between two days?"""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from planning import workdays
from planning.availability import Availability
from planning.workdays import Off, worked
from tests.planning.people import off, person, since, weeks_from

MARCH = weeks_from("2026-W10", 5)  # 2 March to 5 April


def holidays(**days: str) -> dict[int, Decimal]:
    """`d2026_03_06="1"`: ordinals as capacity takes them."""
    return {date.fromisoformat(day[1:].replace("_", "-")).toordinal(): Decimal(part) for day, part in days.items()}


def days_off(one: Availability, free: dict[int, Decimal], hour: int = 9) -> dict[date, Off]:
    return workdays.days_off(one, MARCH, free, day_start=hour * 60)


def day(number: int) -> date:
    return date(2026, 3, number)


def test_weekends_holidays_and_absences_each_by_their_name() -> None:
    found = days_off(person(off("2026-03-05", "2026-03-09")), holidays(d2026_03_06="1"))
    assert [found.get(day(number)) for number in range(4, 11)] == [
        None, Off.ABSENCE, Off.HOLIDAY, Off.DAY_OFF, Off.DAY_OFF, Off.ABSENCE, None,
    ]  # fmt: skip


def test_half_a_day_is_a_working_day_until_the_other_half_goes_too() -> None:
    half = holidays(d2026_03_06="0.5")
    assert day(6) not in days_off(person(), half)
    assert day(6) not in days_off(person(off("2026-03-06", part="09:00-11:00")), half)
    assert days_off(person(off("2026-03-06", part="am")), half)[day(6)] is Off.ABSENCE
    both = person(off("2026-03-04", part="am"), off("2026-03-04", part="pm"))
    assert days_off(both, {})[day(4)] is Off.ABSENCE


def test_a_range_is_laid_over_the_working_day() -> None:
    away = person(off("2026-03-04", part="09:00-17:00"))
    assert days_off(away, {})[day(4)] is Off.ABSENCE
    assert day(4) not in days_off(away, {}, hour=10)  # an hour is left at its end


def test_every_day_of_the_weeks_is_looked_at() -> None:
    idle = days_off(person(week="0 0 0 0 0 0 0"), {})
    assert (min(idle), max(idle), len(idle)) == (day(2), date(2026, 4, 5), 35)


def test_a_change_of_the_week_holds_from_its_day_until_the_next() -> None:
    changes = (
        since("2026-03-11", "8 8 0 8 8 0 0"),
        since("2026-03-18", share="0.5"),
        since("2026-03-25", "8 0 8 8 8 0 0"),
    )
    found = days_off(person(changes=changes), {})
    assert [found.get(day(number)) for number in (4, 11, 18, 25)] == [None, Off.DAY_OFF, Off.DAY_OFF, None]
    assert [found.get(day(number)) for number in (3, 24, 31)] == [None, None, Off.DAY_OFF]


def test_a_repeated_absence() -> None:
    found = days_off(person(off("2026-03-06", rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=FR")), {})
    assert [found.get(day(number)) for number in (6, 13, 20)] == [Off.ABSENCE, None, Off.ABSENCE]


def test_a_fortnight_has_ten_working_days() -> None:
    found = days_off(person(), {})
    assert worked(day(2), day(16), found, 99) == 10
    assert worked(day(2), day(16), found, 4) == 4
    assert worked(day(6), day(8), found, 99) == 0
    assert worked(day(9), day(6), found, 99) == 0


@given(st.sets(st.integers(0, 60)), st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_days_are_counted_as_a_list_would_be(gone: set[int], after: int, until: int, most: int) -> None:
    days = [day(1) + timedelta(days=number) for number in range(61)]
    closed = {days[number] for number in gone}
    listed = [one for number, one in enumerate(days) if after < number <= until and one not in closed]
    assert worked(days[after], days[until], closed, most) == min(most, len(listed))
