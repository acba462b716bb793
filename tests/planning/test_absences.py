"""Which part of a day is meant, and how much do parts make together?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.absences import Absence, DayPart, Hours, Part, Range, absent, present, read_part
from planning.refusal import Refusal
from tests.planning.people import off, weeks_from

NINE = 9 * 60


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("day", DayPart.DAY),
        (" AM ", DayPart.MORNING),
        ("pm", DayPart.AFTERNOON),
        ("09:00-12:00", Range(540, 720)),
        ("9:30 – 24:00", Range(570, 1440)),
        ("4", Hours(Decimal(4))),
        ("0.25", Hours(Decimal("0.25"))),
        ("24", Hours(Decimal(24))),
    ],
)
def test_a_part_as_sheets_write_it(cell: str, part: Part) -> None:
    assert read_part(cell) == part
    assert read_part(str(part)) == part


@pytest.mark.parametrize("cell", ["12:00-09:00", "09:00-09:00", "23:00-24:01", "0", "24.5", "25:00-26:00"])
def test_a_part_lies_within_a_day(cell: str) -> None:
    refusal = read_part(cell)
    assert isinstance(refusal, Refusal)
    assert refusal.sentence.startswith("A part lies within one day")


@pytest.mark.parametrize("cell", ["", "noon", "9-12", "09:00", "09:60-10:00", "-4", "4h", "1e1", "٤", "morning"])
def test_what_is_no_part(cell: str) -> None:
    assert read_part(cell) == Refusal("A part is day, am, pm, a range such as 09:00-12:00, or hours such as 4.")


def test_an_absence_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="2026-12-01 comes before 2026-12-02"):
        Absence(date(2026, 12, 2), date(2026, 12, 1))


def test_occurrences_that_reach_into_each_other_count_once() -> None:
    # ten days, every week from Monday 9 November: on every day from then on
    found = list(off("2026-11-09", "2026-11-18", rule="FREQ=WEEKLY").days(weeks_from("2026-W46", 3)))
    assert found == list(range(date(2026, 11, 9).toordinal(), date(2026, 11, 29).toordinal() + 1))


def test_an_occurrence_that_began_before_the_weeks_reaches_into_them() -> None:
    found = off("2026-11-26", "2026-12-01", rule="FREQ=MONTHLY").days(weeks_from("2026-W49"))
    assert [date.fromordinal(day).isoformat() for day in found] == ["2026-11-30", "2026-12-01"]


clock = st.integers(0, 1440)
ranges = st.tuples(clock, clock).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Range(*sorted(pair)))
hours = st.integers(1, 24 * 60).map(lambda minutes: Hours(Decimal(minutes) / 60))


@given(
    st.lists(st.one_of(st.sampled_from(DayPart), ranges, hours), max_size=6),
    st.integers(0, 720).map(lambda minutes: minutes * 2),
    st.integers(0, 1439),
)
def test_the_union_is_the_number_of_minutes_that_any_part_names(parts: list[Part], pattern: int, start: int) -> None:
    """Counted minute by minute, the halves of an even pattern included."""
    named: set[int] = set()
    longest = Decimal(0)
    for part in parts:
        match part:
            case DayPart.DAY:
                named |= set(range(pattern))
            case DayPart.MORNING:
                named |= set(range(pattern // 2))
            case DayPart.AFTERNOON:
                named |= set(range(pattern // 2, pattern))
            case Range(begin, end):
                named |= {minute - start for minute in range(begin, end)} & set(range(pattern))
            case Hours(amount):
                longest = max(longest, amount * 60)
    assert absent(parts, Decimal(pattern), start) == min(Decimal(pattern), max(longest, Decimal(len(named))))


@given(
    st.lists(st.one_of(st.sampled_from(DayPart), ranges, hours), max_size=6),
    st.integers(0, 1440).map(Decimal),
    st.sampled_from([Decimal(1), Decimal("0.5"), Decimal(0)]),
    st.integers(0, 1439),
)
def test_what_is_worked_is_what_the_parts_leave_and_as_long_as_capacity_says(
    parts: list[Part], pattern: Decimal, free: Decimal, start: int
) -> None:
    stretches = present(parts, pattern * free, pattern, start)
    room = max(Decimal(0), pattern * free - absent(parts, pattern, start))
    assert abs(sum((end - begin for begin, end in stretches), Decimal(0)) - room) < Decimal("1e-20")
    edges = [edge for stretch in stretches for edge in stretch]
    assert edges == sorted(edges)
    assert all(0 <= edge <= pattern for edge in edges)
    for part in parts:
        if isinstance(part, Range):
            assert all(end <= part.begin - start or begin >= part.end - start for begin, end in stretches)
    assert not (DayPart.DAY in parts and stretches)


def test_hours_at_no_particular_time_are_taken_from_the_end_of_the_day() -> None:
    day = Decimal(480)
    assert present([Hours(Decimal(3))], day, day, NINE) == [(0, 300)]
    assert present([Hours(Decimal(3)), Range(600, 660)], day, day, NINE) == [(0, 60), (120, 360)]
    assert present([], day / 2, day, NINE) == [(0, 240)]
    assert present([Range(0, 540), Range(1020, 1440)], day, day, NINE) == [(0, 480)]  # before and after the block
