"""Which first and last day do single words such as "next week", "May" or "24 Dec" mean?"""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from readers.availability_words.values import Days, IsoWeek, WeeksOf, WeekWith
from readers.days import resolving
from readers.days.values import Calendar, DateWords, Direction, Month, MonthDay, Period, Value, Weekday

Span = tuple[date, date]
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def span(value: Days, now_local: datetime, after: date, past: bool = False) -> Span | None:
    """The first and the last day, both inclusive; None where there is no such day.

    Days that more than one would fit ("Friday", "24 Dec", "the 3rd", "May") are the first that end on or after `after`,
    or with past the last that begin today or before; the others are counted from now. What has begun begins today.
    """
    today = now_local.date()
    match value:
        case IsoWeek():
            return _iso_week(value, after)
        case WeekWith():
            named = _day(value.day, now_local, after - timedelta(6), past)
            return _week_around(named) if named else None
        case WeeksOf(first, count, month):
            whole = span(month, now_local, after, past)
            return _weeks(whole, first, count) if whole else None
        case Month(_, "whole"):
            return _month(value.month, today if past else after, past)
        case Period(unit, which, "whole"):
            begin, end = _period(unit, which, today)
            return (max(begin, today), end) if which == 0 and not past else (begin, end)
        case Period("week", which, "end"):
            day = today + timedelta(4 - today.weekday(), weeks=which)  # the end of a week is its Friday
            return (day, day)
    day_found = _day(value, now_local, after, past)
    return (day_found, day_found) if day_found else None


def _day(value: Value, now_local: datetime, after: date, past: bool) -> date | None:
    floating = isinstance(value, Calendar | MonthDay | Month) or (isinstance(value, Weekday) and value.week is None)
    base = datetime.combine(after, time(), now_local.tzinfo) if floating and not past else now_local
    words = DateWords(0, 0, "on", value, None, "")
    ways: tuple[Direction, ...] = ("past",) if past else ("future", "past") if _is_fixed(value) else ("future",)
    for way in ways:
        if moment := resolving.resolve(words, now_local if way == "past" else base, way):
            return moment.day
    return None


def _is_fixed(value: Value) -> bool:
    """True for words that mean one day only, even one that has gone by: yesterday, last Friday, 24 Dec 2025."""
    if isinstance(value, Calendar):
        return value.year is not None
    return not isinstance(value, MonthDay | Month) and not (
        isinstance(value, Weekday) and value.week is None and not value.before
    )


def _week_around(day: date) -> Span:
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


def _iso_week(value: IsoWeek, after: date) -> Span | None:
    years = [value.year] if value.year else [after.year - 1, after.year, after.year + 1, after.year + 2]
    for year in years:
        if value.number <= date(year, 12, 28).isocalendar().week:
            monday = date.fromisocalendar(year, value.number, 1)
            if value.year or monday + timedelta(6) >= after:
                return monday, monday + timedelta(6)
    return None


def _weeks(month: Span, first: int, count: int) -> Span | None:
    begin, end = month[0].replace(day=1), month[1]
    if first == 0:
        return max(begin, end - timedelta(7 * count - 1)), end
    start = begin + timedelta(weeks=first - 1)
    last = start + timedelta(7 * count - 1)
    return (start, min(last, end)) if last < end + timedelta(7) and start <= end else None


def _month(number: int, after: date, past: bool) -> Span:
    year = after.year
    if past:
        year -= number > after.month
    else:
        year += number < after.month
    first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    return (first, last) if past else (max(first, after), last)


def _period(unit: str, which: int, today: date) -> Span:
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(weeks=which)
        return monday, monday + timedelta(6)
    months = _MONTHS[unit]
    first = date(today.year, (today.month - 1) // months * months + 1, 1) + relativedelta(months=which * months)
    return first, first + relativedelta(months=months) - timedelta(1)
