"""How are days off, working weeks, shares and hours said in words?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.absences import Absence, DayPart, Hours, Part, Range
from planning.availability import Change, Hours7
from planning.recurrence import Rule
from planning.weeks import Week
from ui.text import cut, day
from ui.words import listed

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CODES = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), DAYS, strict=True))
_PLACES = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last"}
_EVERY = {1: "every", 2: "every second", 3: "every third", 4: "every fourth"}


@dataclass(frozen=True)
class Run:
    """Weeks in a row that change in the same way; minutes before, and now. `open_end`: and all later ones as well."""

    first: Week
    count: int
    before: int
    now: int
    open_end: bool


def hours(minutes: int) -> str:
    """“12.8 h”: one decimal, as far as there is one."""
    return f"{amount((Decimal(minutes) / 60).quantize(Decimal('0.1')))} h"


def amount(number: Decimal) -> str:
    """Without zeros at its end, at most two decimals."""
    return f"{number.quantize(Decimal('0.01')).normalize():f}"


def absence(one: Absence, today: date) -> str:
    """“Thu 24 Dec to Sat 2 Jan 2027”, “Tue 3 Mar in the morning”, “every second Friday from Fri 6 Mar on”."""
    part = part_words(one.part)
    if one.rule is None:
        days = _days(one.start, one.finish, today)
        return f"{days}{', each day' if part and one.start != one.finish else ''} {part}".strip()
    until = f" until {day(one.rule.until, today)}" if one.rule.until else " on"
    words = f"{repeat(one.rule)} {part}".rstrip()
    return f"{words}{_long(one, one.rule)} from {day(one.start, today)}{until}"


def _long(one: Absence, rule: Rule) -> str:
    length = (one.finish - one.start).days + 1
    is_plain = length == 1 or (length == 7 and rule.parts.startswith("FREQ=WEEKLY") and "BYDAY" not in rule.parts)
    return "" if is_plain else f", {length} days each time,"


def _days(start: date, finish: date, today: date) -> str:
    return day(start, today) if start == finish else f"{day(start, today)} to {day(finish, today)}"


def part_words(part: Part) -> str:
    """What of each day; "" for all of it."""
    match part:
        case DayPart.MORNING:
            return "in the morning"
        case DayPart.AFTERNOON:
            return "in the afternoon"
        case Range(begin, end):
            return f"from {_clock(begin)} to {_clock(end)}"
        case Hours(number):
            return f"for {amount(number)} h"
    return ""


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def repeat(rule: Rule) -> str:
    """How a rule of ours repeats; one that only an import can have written is shown as it is."""
    parts = dict(part.split("=", 1) for part in rule.parts.split(";"))
    every = _EVERY.get(rule.interval, f"every {_ordinal(rule.interval)}")
    match parts.pop("FREQ"), frozenset(parts) - {"INTERVAL"}:
        case ("WEEKLY", names) if not names:
            return f"{every} week"
        case ("WEEKLY", names) if names == {"BYDAY"}:
            return f"{every} {listed([_CODES[one] for one in parts['BYDAY'].split(',')], 7)}"
        case ("MONTHLY", names) if names == {"BYDAY"} and rule.interval == 1 and parts["BYDAY"][:-2]:
            return f"the {_places(parts['BYDAY'])} of every month"
        case ("MONTHLY", names) if names == {"BYMONTHDAY"} and rule.interval == 1:
            return f"the {listed([_ordinal(int(one)) for one in parts['BYMONTHDAY'].split(',')], 9)} of every month"
    return f"again by the rule {cut(rule.parts.lower().replace(';', ', '), 120)}"


def _places(days: str) -> str:
    return listed([f"{_PLACES.get(one[:-2].lstrip('+'), one[:-2])} {_CODES[one[-2:]]}" for one in days.split(",")], 9)


def _ordinal(number: int) -> str:
    if number == -1:
        return "last day"
    ending = "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def week(hours7: Hours7) -> str:
    """“Monday to Thursday 8 h, Friday 4 h (36 h)”; a week without hours is “no hours”."""
    runs: list[tuple[int, int, Decimal]] = []
    for at, number in enumerate(hours7):
        if runs and runs[-1][2] == number and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at, number)
        else:
            runs.append((at, at, number))
    worked = [f"{_run(first, last)} {amount(number)} h" for first, last, number in runs if number]
    return f"{', '.join(worked)} ({amount(sum(hours7, Decimal(0)))} h a week)" if worked else "no hours"


def _run(first: int, last: int) -> str:
    return DAYS[first] if first == last else f"{DAYS[first]} to {DAYS[last]}"


def share(part: Decimal) -> str:
    return f"{amount(part * 100)} % of it for projects"


def terms(change: Change) -> str:
    """What changes on a date."""
    said = [week(change.week)] if change.week is not None else []
    return "; ".join([*said, share(change.share)] if change.share is not None else said)


def runs(weeks: Sequence[tuple[Week, int, int]], last: Week | None) -> list[Run]:
    """Weeks (minutes before, and now) put together where they follow each other and change in the same way."""
    found: list[Run] = []
    for here, before, now in weeks:
        run = found[-1] if found else None
        if run and run.first + run.count == here and (run.before, run.now) == (before, now):
            found[-1] = Run(run.first, run.count + 1, before, now, here == last)
        else:
            found.append(Run(here, 1, before, now, False))
    return found


def effect(run: Run, today: date) -> str:
    """“Week of Mon 21 Dec: 32 h, now 12.8 h”."""
    change = f"{hours(run.before)}, now {hours(run.now)}"
    monday = day(run.first.monday, today)
    if run.count == 1:
        return f"Week of {monday}: {change}"
    if run.open_end:
        return f"Every week from {monday} on: {change}"
    sunday = day((run.first + (run.count - 1)).monday, today)
    return f"{run.count} weeks, those of {monday} to {sunday}: {change} each"


LEVELS: Mapping[int, str] = {
    1: "1, a first look",
    2: "2, with help",
    3: "3, on my own",
    4: "4, helps others",
    5: "5, teaches it",
}


def level_choices() -> Iterator[tuple[str, str]]:
    yield from ((str(number), words) for number, words in LEVELS.items())
