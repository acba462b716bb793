"""Which day and which instant do words about a date mean for somebody who says them now, in their zone?"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from dateutil.relativedelta import relativedelta

from readers.days.values import (
    Calendar,
    Clock,
    DateWords,
    Direction,
    Distance,
    Kind,
    Lasting,
    Moment,
    Month,
    MonthDay,
    Near,
    Period,
    Unit,
    Value,
    Weekday,
)

_FRIDAY = 4


def resolve(words: DateWords, now_local: datetime, direction: Direction) -> Moment | None:
    """The day meant by words that somebody says at now_local (aware, in the speaker's own zone).

    "past" gives no day after today and no instant after now, "future" none before; None when the words say the
    opposite ("since tomorrow") or name a day that no calendar reaches. A time of today that lies on the wrong side of
    now is dropped while its day stays. Weeks end on Friday, months on their last day. In the hour that a clock change
    skips the first instant after it is meant, in the doubled hour the first. ValueError when now_local is naive.
    """
    zone = now_local.tzinfo
    if zone is None or now_local.utcoffset() is None:
        raise ValueError("resolve needs to know the speaker's zone: now_local must be aware")
    try:
        if isinstance(words.value, Distance | Lasting) and words.value.unit in {"minute", "hour"}:
            return _hours_away(words.value, now_local, direction)
        if words.value is None:
            return _clock_alone(words.clock or Clock(24), now_local, direction)
        day = _day(words.value, now_local.date(), direction, words.kind)
        if day is None or not _fits(day, now_local.date(), direction):
            return None
        return _with_clock(words, day, now_local, direction)
    except (OverflowError, ValueError):  # before year 1 or after 9999
        return None


def _fits(day: date, today: date, direction: Direction) -> bool:
    return day <= today if direction == "past" else day >= today


def _day(value: Value, today: date, direction: Direction, kind: Kind) -> date | None:
    match value:
        case Near(days):
            return today + timedelta(days)
        case Weekday():
            return _weekday(value, today, direction)
        case Calendar() | MonthDay() | Month():
            return _nearest(_days_of_calendar(value, today), today, direction)
        case Period():
            return _period(value, today, direction, kind)
        case Distance(amount, unit):
            return _far(today, amount, unit)
        case Lasting(amount, unit):
            return _far(today, -amount, unit) if direction == "past" else None


def _days_of_calendar(value: Calendar | MonthDay | Month, today: date) -> Iterator[tuple[int, int, int]]:
    """The days (year, month, day) that may be meant; some of them may not exist (29 February, 31 April)."""
    if isinstance(value, MonthDay):
        for step in range(-3, 4):
            first = today + relativedelta(day=1, months=step)
            yield first.year, first.month, value.day
    elif isinstance(value, Month):
        for year in (today.year - 1, today.year, today.year + 1):
            yield year, value.month, monthrange(year, value.month)[1] if value.edge == "end" else 1
    elif value.year is not None:
        yield value.year, value.month, value.day
    else:
        for year in range(today.year - 9, today.year + 10):  # 29 February may be eight years away
            yield year, value.month, value.day


def _weekday(value: Weekday, today: date, direction: Direction) -> date:
    monday = today - timedelta(today.weekday())
    if value.week is not None:
        return monday + timedelta(value.number, weeks=value.week)
    if value.before:
        return today - timedelta((today.weekday() - value.number - 1) % 7 + 1)
    if direction == "past":
        return today - timedelta((today.weekday() - value.number) % 7)
    return today + timedelta((value.number - today.weekday()) % 7)


def _nearest(days: Iterable[tuple[int, int, int]], today: date, direction: Direction) -> date | None:
    fitting = [day for day in map(_existing, days) if day and _fits(day, today, direction)]
    if not fitting:
        return None
    return max(fitting) if direction == "past" else min(fitting)


def _existing(parts: tuple[int, int, int]) -> date | None:
    try:
        return date(*parts)
    except ValueError:
        return None


def _period(value: Period, today: date, direction: Direction, kind: Kind) -> date:
    first, last = _bounds(value.unit, value.which, today)
    if value.edge == "whole":
        # "since last week" began on its Monday; "by next week" is before it starts, "need it next week" within it.
        at_start = direction == "past" or (kind in {"by", "until"} and value.which > 0)
        return first if at_start else max(last, today if value.which == 0 else last)
    day = first if value.edge == "start" else last
    if value.which == 0 and not _fits(day, today, direction):
        first, last = _bounds(value.unit, -1 if direction == "past" else 1, today)
        return first if value.edge == "start" else last
    return day


def _bounds(unit: Unit, which: int, today: date) -> tuple[date, date]:
    """The first and the last day of a period; the last of a week is its Friday."""
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(weeks=which)
        return monday, monday + timedelta(_FRIDAY)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    month = (today.month - 1) // months * months + 1
    first = date(today.year, month, 1) + relativedelta(months=which * months)
    return first, first + relativedelta(months=months) - timedelta(1)


def _far(today: date, amount: int, unit: Unit) -> date:
    if unit == "workday":
        day, left = today, abs(amount)
        while left:
            day += timedelta(1 if amount > 0 else -1)
            left -= day.weekday() <= _FRIDAY
        return day
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit)
    if months:
        return today + relativedelta(months=amount * months)
    return today + timedelta(weeks=amount) if unit == "week" else today + timedelta(amount)


def _hours_away(value: Distance | Lasting, now_local: datetime, direction: Direction) -> Moment | None:
    amount = -value.amount if isinstance(value, Lasting) else value.amount
    if (amount > 0) != (direction == "future") and amount != 0:
        return None
    at = now_local.astimezone(UTC) + timedelta(**{value.unit + "s": amount})
    return Moment(at.astimezone(now_local.tzinfo).date(), at)


def _clock_alone(clock: Clock, now_local: datetime, direction: Direction) -> Moment | None:
    """ "By 17:30": the next half past five; "since 9:00": the latest nine o'clock."""
    zone = now_local.tzinfo if clock.offset is None else timezone(timedelta(minutes=clock.offset))
    today = now_local.astimezone(zone).date()
    for step in (0, 1, 2) if direction == "future" else (0, -1, -2):
        day = today + timedelta(step)
        at = instant(day, clock, zone, direction)
        if _is_on_side(at, now_local, direction):
            named = at.astimezone(now_local.tzinfo).date() if clock.offset is not None else day
            return Moment(named, at)
    return None


def _with_clock(words: DateWords, day: date, now_local: datetime, direction: Direction) -> Moment | None:
    clock = words.clock
    if clock is None:
        return Moment(day, None)
    zone = now_local.tzinfo if clock.offset is None else timezone(timedelta(minutes=clock.offset))
    at = instant(day, clock, zone, direction)
    if not _is_on_side(at, now_local, direction):
        if not (isinstance(words.value, Weekday) and words.value.week is None):
            return Moment(day, None)
        day += timedelta(-7 if direction == "past" else 7)  # "by Friday 5 pm", said on a Friday at six
        at = instant(day, clock, zone, direction)
    if clock.offset is None:
        return Moment(day, at)
    return Moment(at.astimezone(now_local.tzinfo).date(), at)


def _is_on_side(at: datetime, now_local: datetime, direction: Direction) -> bool:
    return at <= now_local if direction == "past" else at >= now_local


def instant(day: date, clock: Clock, zone: tzinfo | None, direction: Direction = "future") -> datetime:
    """The UTC instant of a wall-clock time. Midnight ends the day for what is to come and begins it for what was."""
    if clock.hour == 24:
        day, clock = (day if direction == "past" else day + timedelta(1)), Clock(0)
    wall = datetime.combine(day, time(clock.hour, clock.minute), zone)
    at = wall.astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return at
    return _first_after_gap(wall.replace(fold=1).astimezone(UTC), at, zone)


def _first_after_gap(before: datetime, after: datetime, zone: tzinfo | None) -> datetime:
    """The instant at which the offset changes, between one before the change and one after it, to the second."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle <= before:
            break
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == old else (before, middle)
    return after
