"""What becomes of somebody's bookings on a project when one is extended, changed or ended?

A booking is an allocation as far as its days and hours matter. Days are inclusive; hours are per week.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Booking:
    """id None: it is new. of: the id of the booking that it continues, whose other properties it takes over."""

    start: date
    finish: date
    hours: Decimal
    id: str | None = None
    of: str | None = None


def extended(bookings: Sequence[Booking], finish: date) -> list[Booking]:
    """The last of them (at least one) goes on until `finish`, which lies after it."""
    last = max(bookings, key=lambda one: (one.finish, one.start, one.id or ""))
    if finish <= last.finish:
        raise ValueError(f"{finish} is not after {last.finish}")
    return [replace(one, finish=finish) if one is last else one for one in bookings]


def changed(bookings: Iterable[Booking], hours: Decimal, start: date, finish: date | None = None) -> list[Booking]:
    """From `start`, to `finish` where it is there, each has these hours; what lies before and after stays as it is."""
    found: list[Booking] = []
    for one in bookings:
        begins, ends = max(one.start, start), min(one.finish, finish or one.finish)
        if begins > ends or one.hours == hours:
            found.append(one)
            continue
        pieces = [(one.start, begins - _DAY, one.hours), (begins, ends, hours), (ends + _DAY, one.finish, one.hours)]
        there = [piece for piece in pieces if piece[0] <= piece[1]]
        first, *others = there
        found += [Booking(*first, id=one.id), *(Booking(*piece, of=one.id) for piece in others)]
    return found


def ended(bookings: Iterable[Booking], last: date) -> list[Booking]:
    """Nothing goes on after the day `last`; what would begin after it is gone."""
    return [replace(one, finish=min(one.finish, last)) for one in bookings if one.start <= last]


def overlapping(bookings: Iterable[Booking], start: date, finish: date) -> list[Booking]:
    """Those that share a day with start..finish."""
    return [one for one in bookings if one.start <= finish and start <= one.finish]
