"""How is that which was understood said back, in words that are understood the same way again?"""

from decimal import Decimal

from readers.availability_words.values import (
    BackWords,
    Between,
    Days,
    Hourly,
    Hours,
    IsoWeek,
    OffWords,
    Part,
    Rule,
    ShareWords,
    Stretch,
    Week7,
    WeeksOf,
    WeekWith,
    WeekWords,
)
from readers.days.values import Calendar, Distance, Lasting, Month, MonthDay, Near, Period, Weekday

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_CODES = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_PLACES = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}
_NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow", 2: "the day after tomorrow", -2: "the day before yesterday"}
_WHICH = {-1: "last", 0: "this", 1: "next"}


def phrase(words: OffWords | BackWords | ShareWords | WeekWords) -> str:
    """A phrase that says what these words say."""
    match words:
        case OffWords(stretches):
            return ("was off " if any(one.past and not one.opens for one in stretches) else "off ") + " and ".join(
                stretch(one) for one in stretches
            )
        case BackWords(back, minute):
            at = f"at {minute // 60:02}:{minute % 60:02}" if minute is not None else ""
            return " ".join(filter(None, ("back", day(back) if back else "", at)))
        case ShareWords(percent, when):
            return f"{percent.normalize():f}% {stretch(when)}".strip()
        case WeekWords(hours, when):
            return f"{week(hours)} {stretch(when)}".strip()


def stretch(said: Stretch) -> str:
    """The days, and what part of them, without the head; "" for from now on."""
    days = _bounds(said, leads=said.opens or said.rule is not None)
    if said.rule:
        return " ".join(filter(None, (rule(said.rule), part(said.part).removesuffix("s"), days)))
    spans = isinstance(said.start, Month | Period | IsoWeek | WeeksOf | WeekWith)
    if said.finish is None and not said.opens and not spans:
        return " ".join(filter(None, (days, part(said.part).removesuffix("s"))))
    return " ".join(filter(None, (part(said.part), days)))


def _bounds(said: Stretch, leads: bool) -> str:
    start = day(said.start) + _edge(said.first, 0) if said.start else ""
    since = "since" if said.past else "from"
    if said.finish is None:
        lead = f"{since} " if said.opens else "in " if leads else ""
        return lead + start if start else ""
    if isinstance(said.finish, Lasting):
        return day(said.finish) + (f" from {start}" if start else "")
    finish = day(said.finish) + _edge(said.last, 1)
    if said.ending == "through":
        return (f"{since} " if leads else "") + f"{start} to {finish}" if start else f"through {finish}"
    if said.ending == "before":
        return f"{start}, back {finish}" if start else f"before {finish}"
    return (f"{since} {start} " if start else "") + f"until {finish}"


def _edge(value: Part | None, end: int) -> str:
    """What of the first (0) or the last (1) day: " afternoon", " 14:00"."""
    if value is None:
        return ""
    return " " + (str(value).split("-")[end] if isinstance(value, Between) else part(value).removesuffix("s"))


def part(value: Part) -> str:
    """A part of each day, "" for the whole."""
    match value:
        case "am":
            return "mornings"
        case "pm":
            return "afternoons"
        case Hours():
            return f"{value}h"
        case Between():
            return str(value)
    return ""


def rule(value: Rule) -> str:
    """A repetition."""
    every = {1: "every", 2: "every second", 3: "every third", 4: "every fourth"}[value.interval]
    if value.month_days:
        if value.month_days == (-1,):
            return "the last day of every month"
        return "the " + " and the ".join(_ordinal(one) for one in value.month_days) + " of every month"
    if value.freq == "MONTHLY":
        places = " and ".join(_PLACES[one[:-2]] for one in value.days)
        return f"the {places} {DAYS[_CODES[value.days[0][-2:]]]} of every month"
    if not value.days:
        return f"{every} week"
    return f"{every} " + " and ".join(DAYS[_CODES[one]] for one in value.days)


def week(hours: Hourly) -> str:
    """The hours of a working week."""
    if hours.total is not None:
        return f"{hours.total.normalize():f}h a week"
    if hours.each is not None:
        return f"{hours.each.normalize():f}h a day"
    said = hours.days or ()
    if any(one is None for one in said) and not any(said):
        return "only " + " and ".join(_run(run) for run in _runs(said, None))
    amounts = dict.fromkeys(one for one in said if one)
    if sum(map(bool, said)) < 2 and None not in said:
        amounts[Decimal(0)] = None  # "Monday 8h" alone would leave the other days as they are
    return ", ".join(
        " and ".join(_run(run) for run in _runs(said, one)) + f" {one.normalize():f}h"
        for one in amounts
        if one is not None
    )


def _runs(week: Week7, wanted: Decimal | None) -> list[list[int]]:
    """The weekdays with that value, those that follow each other together."""
    runs: list[list[int]] = []
    for at, one in enumerate(week):
        if one != wanted:
            continue
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _run(days: list[int]) -> str:
    return DAYS[days[0]] if len(days) == 1 else f"{DAYS[days[0]]} to {DAYS[days[-1]]}"


def day(value: Days) -> str:  # noqa: PLR0911 - one line for each kind of day reads better than any table
    """One day or one span of days."""
    match value:
        case Near(days):
            return _NEAR[days]
        case Weekday(number, which, before):
            lead = "last " if before else ""
            return f"{lead}{DAYS[number]}" + (f" {_WHICH[which]} week" if which is not None else "")
        case Calendar(month, number, year):
            return f"{number} {MONTHS[month - 1]}" + (f" {year}" if year else "")
        case MonthDay(number):
            return f"the {_ordinal(number)}"
        case Month(month, edge):
            return (f"the {edge} of " if edge != "whole" else "") + LONG_MONTHS[month - 1]
        case Period(unit, which, edge):
            return (f"the {edge} of " if edge != "whole" else "") + f"{_WHICH[which]} {unit}"
        case Distance(amount, unit):
            return f"in {_length(amount, unit)}" if amount > 0 else f"{_length(-amount, unit)} ago"
        case Lasting(amount, unit):
            return f"for {_length(amount, unit)}"
        case IsoWeek(number, year):
            return f"week {number}" + (f" {year}" if year else "")
        case WeekWith(named):
            return f"the week of {day(named)}"
        case WeeksOf(first, count, month):
            place = {0: "last", 1: "first", 2: "second", 3: "third", 4: "fourth"}[first]
            weeks = f"{count} weeks" if count > 1 else "week"
            return f"the {place} {weeks} of {day(month)}"


def _ordinal(number: int) -> str:
    ending = "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _length(amount: int, unit: str) -> str:
    name = "working day" if unit == "workday" else unit
    return f"{amount} {name}{'s' if amount != 1 else ''}"
