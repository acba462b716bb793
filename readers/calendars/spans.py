"""Which days and minutes of a person's own calendar does something take, and what do several take together?"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from readers.calendars.values import MIDNIGHT, Busy, Window

Stretch = tuple[int, int]  # from one minute on the wall to another, counted from the first day of all


def of_days(start: date, end: date) -> Stretch:
    """Whole days up to, not with, `end`; at least one, as some calendars write one day as ending where it begins."""
    first = start.toordinal() * MIDNIGHT
    return first, max(first + MIDNIGHT, end.toordinal() * MIDNIGHT)


def of_times(start: datetime, end: datetime, zone: ZoneInfo) -> Stretch:
    """From one instant to another on the person's own clock; times without a zone are meant there."""
    first, last = _minute(local(start, zone)), _minute(local(end, zone))
    # In the hour that an autumn night has twice the hand may stand earlier at the end than at the beginning.
    return min(first, last), max(first, last)


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def midnight(moment: datetime) -> bool:
    return moment.time() == time(0)


def united(stretches: Iterable[Stretch], window: Window) -> tuple[Busy, ...]:
    """The spans of the window that they take together, in order."""
    first, last = of_days(window.first, window.last + timedelta(days=1))
    whole: list[Stretch] = []
    for begin, end in sorted((max(begin, first), min(end, last)) for begin, end in stretches):
        if begin >= end:
            continue
        if whole and begin <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((begin, end))
    return tuple(span for begin, end in whole for span in _days(begin, end))


def _days(begin: int, end: int) -> list[Busy]:
    """A part of the first day, whole days between, a part of the last one."""
    found = []
    if begin % MIDNIGHT:
        until = min(end, (begin // MIDNIGHT + 1) * MIDNIGHT)
        found.append(_on(begin // MIDNIGHT, begin, until))
        begin = until
    if (whole := (end - begin) // MIDNIGHT) > 0:
        day = begin // MIDNIGHT
        found.append(Busy(date.fromordinal(day), date.fromordinal(day + whole - 1)))
        begin += whole * MIDNIGHT
    if begin < end:
        found.append(_on(begin // MIDNIGHT, begin, end))
    return found


def _on(day: int, begin: int, end: int) -> Busy:
    return Busy(date.fromordinal(day), date.fromordinal(day), begin - day * MIDNIGHT, end - day * MIDNIGHT)


def _minute(moment: datetime) -> int:
    return moment.toordinal() * MIDNIGHT + moment.hour * 60 + moment.minute
