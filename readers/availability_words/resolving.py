"""Which dates do words about availability mean for somebody who says them now, in their zone?"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from readers.availability_words import spoken
from readers.availability_words.meant import Absence, Availability, Back, Off, Share, Week
from readers.availability_words.spans import Span, span
from readers.availability_words.values import (
    AvailabilityWords,
    BackWords,
    Days,
    IsoWeek,
    OffWords,
    ShareWords,
    Stretch,
    Unclear,
    WeeksOf,
    WeekWith,
    WeekWords,
)
from readers.availability_words.years import either_year
from readers.days.values import Calendar, Lasting, Month, Period, Weekday

LONGEST = timedelta(days=3 * 366)  # an absence beyond is a slip of the keyboard
_YEARLONG = timedelta(days=300)  # 5 Mar to 2 Mar is a slip rather than a year
_FAR = 400  # days to the first occurrence of a rule that is looked for
_FEW = 10  # days: whoever is away longer counts the weekend


def resolve(words: AvailabilityWords, now_local: datetime) -> Availability:
    """What the words mean when they are said at now_local (aware, in the person's own zone).

    A day lies ahead unless the words say otherwise (yesterday, last Friday, a year, "was off"); today counts as ahead,
    so "off Monday" on a Monday is today. A date that went by within the last month is asked about. Days of a list
    follow each other. A range that is going on is that one, if its beginning is nearer than the next one. Unclear
    where no such day exists. ValueError when now_local is naive.
    """
    if now_local.utcoffset() is None:
        raise ValueError("resolve needs to know the person's zone: now_local must be aware")
    try:
        if either := either_year(words, now_local.date()):
            return either
        match words:
            case OffWords(stretches):
                return _off(stretches, now_local)
            case BackWords(day, minute):
                found = span(day, now_local, now_local.date()) if day else (now_local.date(), now_local.date())
                return Back(found[0], minute) if found else _no_such_day()
            case ShareWords(percent, when):
                bounds = _bounds(when, now_local)
                return Share(percent, *bounds) if not isinstance(bounds, Unclear) else bounds
            case WeekWords(hours, when):
                bounds = _bounds(when, now_local)
                return Week(hours, *bounds) if not isinstance(bounds, Unclear) else bounds
    except (OverflowError, ValueError):  # before year 1 or after 9999
        return _no_such_day()
    return words


def _no_such_day(understood: str = "") -> Unclear:
    return Unclear(understood, "There is no such day ahead. Which days do you mean?")


def _off(stretches: tuple[Stretch, ...], now_local: datetime) -> Off | Unclear:
    absences: list[Absence] = []
    for stretch in stretches:
        one = _absences(stretch, now_local, absences[-1].start if absences else now_local.date())
        if isinstance(one, Unclear):
            return one
        absences += one
    return Off(tuple(absences))


def _absences(stretch: Stretch, now_local: datetime, after: date) -> list[Absence] | Unclear:
    if stretch.rule:
        return _repeated(stretch, now_local)
    found = _stretch(stretch, now_local, after)
    if isinstance(found, Unclear):
        return found
    first, last = found
    if isinstance(stretch.finish, Calendar) and not _is_dated(stretch) and last - first > _YEARLONG:
        question = f"That would be {(last - first).days + 1} days. Which days do you mean?"
        return Unclear(spoken.stretch(stretch), question, (f"off {first} to {last}",))
    return _split(stretch, first, last)


def _split(stretch: Stretch, first: date, last: date) -> list[Absence] | Unclear:
    """One absence, or more where the first or the last day differs from those between."""
    if last - first > LONGEST:
        return Unclear(spoken.stretch(stretch), "Is that not too long? Which days do you mean?")
    found = []
    if stretch.first and first < last:
        found.append(Absence(first, first, stretch.first))
        first += timedelta(1)
    if stretch.last and first <= last:
        found.append(Absence(last, last, stretch.last))
        last -= timedelta(1)
    if first <= last:
        found.append(Absence(first, last, stretch.part))
    return sorted(found, key=lambda one: one.start)


def _repeated(stretch: Stretch, now_local: datetime) -> list[Absence] | Unclear:
    bounds = _bounds(stretch, now_local)
    if isinstance(bounds, Unclear) or stretch.rule is None:
        return bounds if isinstance(bounds, Unclear) else []
    start, until = bounds
    weekly = not stretch.rule.days and not stretch.rule.month_days
    if weekly:
        start += timedelta(-start.weekday() % 7)
    dates = rrulestr(str(replace(stretch.rule, interval=1)), dtstart=datetime.combine(start, time()))
    first = next(
        (
            one.date()
            for one in dates.between(
                datetime.combine(start, time()), datetime.combine(start + timedelta(_FAR), time()), inc=True
            )
        ),
        None,
    )
    if first is None or (until and first > until):
        return Unclear(spoken.stretch(stretch), "There is no such day. Which days do you mean?")
    rule = str(stretch.rule) + (f";UNTIL={until:%Y%m%d}" if until else "")
    return [Absence(first, first + timedelta(6 if weekly else 0), stretch.part, rule)]


def _bounds(stretch: Stretch, now_local: datetime) -> tuple[date, date | None] | Unclear:
    """From when until when something new holds; no end where none was said."""
    today = now_local.date()
    if stretch.start is None and stretch.finish is None:
        return today, None
    if stretch.opens and stretch.finish is None and stretch.start is not None:
        begin = span(stretch.start, now_local, today)
        return (begin[0], None) if begin else _no_such_day(spoken.stretch(stretch))
    found = _stretch(stretch, now_local, today)
    return replace(found, choices=()) if isinstance(found, Unclear) else found  # they would say "off"


def _stretch(stretch: Stretch, now_local: datetime, after: date) -> Span | Unclear:
    start = span(stretch.start, now_local, after, stretch.past) if stretch.start else (after, after)
    if start is None:
        return _no_such_day(spoken.stretch(stretch))
    if stretch.finish is None:
        return start
    if isinstance(stretch.finish, Lasting):
        return _lasting(stretch, stretch.finish, start[0])
    if going := _going_on(stretch, now_local, start[0]):
        return going
    finish = _end(stretch, stretch.finish, now_local, start[0])
    if finish is None or finish < start[0]:
        return Unclear(spoken.stretch(stretch), "It ends before it begins. Which days do you mean?")
    return start[0], finish


def _is_dated(stretch: Stretch) -> bool:
    """True where a year was said, so that nothing was guessed."""
    return any(isinstance(one, Calendar) and one.year for one in (stretch.start, stretch.finish))


def _end(stretch: Stretch, finish: Days, now_local: datetime, start: date) -> date | None:
    """The last day: a day named as the end is one more day, a week or month after "until" is not begun any more."""
    # "Off, back on Monday", said on a Monday, is a week long.
    after = start + timedelta(1) if stretch.ending == "before" and isinstance(finish, Weekday) else start
    found = span(finish, now_local, after)
    if found is None:
        return None
    whole = isinstance(finish, IsoWeek | WeeksOf | WeekWith) or (
        isinstance(finish, Month | Period) and finish.edge == "whole"
    )
    if stretch.ending == "before" or (stretch.ending == "until" and whole and not _is_running(finish)):
        if whole and isinstance(finish, Month) and found[0].day > 1:
            found = span(finish, now_local, found[1] + timedelta(1)) or found
        return found[0] - timedelta(1)
    return found[1]


def _is_running(finish: Days) -> bool:
    """ "Until this week" can only mean its end."""
    return isinstance(finish, Period) and finish.which == 0


def _going_on(stretch: Stretch, now_local: datetime, ahead: date) -> Span | None:
    """24 Dec to 2 Jan said on 28 Dec: what is going on, where its beginning is nearer than the next one."""
    today = now_local.date()
    both = (stretch.start, stretch.finish)
    if not all(isinstance(one, Calendar) and one.year is None for one in both) or stretch.start is None:
        return _to_the_year(stretch, now_local)
    begun = span(stretch.start, now_local, today, past=True)
    finish = _end(stretch, stretch.finish, now_local, begun[0]) if begun and stretch.finish else None
    if begun is None or finish is None or finish < today or today - begun[0] > ahead - today:
        return None
    return begun[0], finish


def _to_the_year(stretch: Stretch, now_local: datetime) -> Span | None:
    """24 Dec to 2 Jan 2028: the year of the end says which 24 Dec is meant."""
    start, finish = stretch.start, stretch.finish
    if not (isinstance(start, Calendar) and start.year is None and isinstance(finish, Calendar) and finish.year):
        return None
    year = finish.year - ((start.month, start.day) > (finish.month, finish.day))
    first = span(replace(start, year=year), now_local, now_local.date())
    last = _end(stretch, finish, now_local, now_local.date())
    return (first[0], last) if first and last and first[0] <= last else None


def _lasting(stretch: Stretch, length: Lasting, start: date) -> Span | Unclear:
    if length.amount < 1:
        return Unclear(spoken.stretch(stretch), "Which days do you mean?")
    worked = _workdays(start, length.amount) if length.unit in {"day", "workday"} else start
    if length.unit == "workday":
        return start, worked
    months = {"month": 1, "quarter": 3, "year": 12}.get(length.unit, 0) * length.amount
    days = {"day": 1, "week": 7}.get(length.unit, 0) * length.amount
    last = start + relativedelta(months=months, days=days) - timedelta(1)
    if length.unit == "day" and last < worked and length.amount <= _FEW:
        choices = tuple(f"off {start} to {end}" for end in (worked, last))
        return Unclear(spoken.stretch(stretch), "Do Saturday and Sunday count?", choices)
    return start, last


def _workdays(start: date, amount: int) -> date:
    """The last of so many days from Monday to Friday, the first of them on start or after it."""
    last, left = start, amount - (start.weekday() < 5)
    while left > 0:
        last += timedelta(1)
        left -= last.weekday() < 5
    return last
