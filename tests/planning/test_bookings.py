"""What is left of bookings that are extended, changed or ended?"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from planning.bookings import Booking, changed, ended, extended, overlapping

H10, H20 = Decimal(10), Decimal(20)


def day(number: int) -> date:
    return date(2026, 12, 1) + timedelta(days=number)


def booking(start: int, finish: int, hours: Decimal = H20, id: str = "a") -> Booking:
    return Booking(day(start), day(finish), hours, id=id)


def test_the_last_one_is_extended() -> None:
    early, late = booking(0, 5), booking(7, 9, id="b")
    assert extended([late, early], day(20)) == [booking(7, 20, id="b"), early]
    with pytest.raises(ValueError, match="not after"):
        extended([early], day(5))


def test_other_hours_from_a_day_on_split_what_runs_over_it() -> None:
    assert changed([booking(0, 9)], H10, day(4)) == [booking(0, 3), Booking(day(4), day(9), H10, of="a")]


def test_other_hours_for_a_while_leave_what_comes_after() -> None:
    assert changed([booking(0, 9)], H10, day(4), day(6)) == [
        booking(0, 3),
        Booking(day(4), day(6), H10, of="a"),
        Booking(day(7), day(9), H20, of="a"),
    ]


def test_what_begins_later_only_changes_its_hours() -> None:
    assert changed([booking(5, 9)], H10, day(0)) == [booking(5, 9, H10)]


def test_same_hours_are_no_change() -> None:
    assert changed([booking(0, 9)], H20, day(4)) == [booking(0, 9)]


def test_nothing_goes_on_after_the_last_day() -> None:
    assert ended([booking(0, 9), booking(12, 15, id="b")], day(6)) == [booking(0, 6)]


_SOME = some.lists(
    some.builds(
        lambda start, length, hours: (start, start + length, Decimal(hours)),
        some.integers(0, 60), some.integers(0, 30), some.sampled_from([10, 20, 30]),
    ), min_size=1, max_size=4,
)  # fmt: skip


def _hours(bookings: list[Booking], on: int) -> Decimal:
    return sum((one.hours for one in overlapping(bookings, day(on), day(on))), Decimal(0))


@given(_SOME, some.integers(-5, 95), some.none() | some.integers(0, 40))
def test_a_change_touches_its_days_only_and_all_of_them(
    spans: list[tuple[int, int, Decimal]], start: int, length: int | None
) -> None:
    before = [booking(first, last, hours, id=str(at)) for at, (first, last, hours) in enumerate(spans)]
    until = None if length is None else start + length
    after = changed(before, Decimal(7), day(start), None if until is None else day(until))
    for on in range(-6, 100):
        there = len(overlapping(before, day(on), day(on)))
        within = on >= start and (until is None or on <= until)
        assert _hours(after, on) == (7 * there if within else _hours(before, on))
        assert len(overlapping(after, day(on), day(on))) == there
    assert all(one.start <= one.finish for one in after)
    ids = [one.id for one in after if one.id]
    assert sorted(ids) == sorted(one.id for one in before if one.id)
