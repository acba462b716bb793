"""May a repetition be worked out, and how much work will that be?"""

import re
from calendar import monthrange
from datetime import date

from readers.calendars.values import Unreadable

_STEP = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}  # days, the shortest
_TOO_OFTEN = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})
_TIMES = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_PARTS = frozenset(
    {
        *("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"),
        *("BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYWEEKNO", "BYYEARDAY"),
    }
)
_NUMBERS = re.compile(r"[+-]?\d{1,3}(?:,[+-]?\d{1,3}){0,399}\Z", re.ASCII)
_DAYS = re.compile(
    r"(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)){0,99}\Z", re.ASCII
)
_UNTIL = re.compile(r"\d{8}(?:T\d{6}Z?)?\Z", re.ASCII)
_SHAPES = {
    "INTERVAL": re.compile(r"[1-9]\d{0,3}\Z", re.ASCII),
    "COUNT": re.compile(r"\d{1,9}\Z", re.ASCII),
    "UNTIL": _UNTIL,
    "WKST": re.compile(r"(?:MO|TU|WE|TH|FR|SA|SU)\Z", re.ASCII),
    "BYDAY": _DAYS,
}
LEAP_YEAR = 2024


def parts(rule: str) -> dict[str, str]:
    """The parts of an RRULE by name, in upper case. Unreadable for a rule that repeats more than once a day."""
    found: dict[str, str] = {}
    for piece in filter(None, rule.upper().replace(" ", "").split(";")):
        name, _, value = piece.partition("=")
        if name in found:
            raise Unreadable("An event of the calendar repeats by a rule that says one thing twice.")
        found[name] = value
    if found.get("FREQ") in _TOO_OFTEN or _TIMES & set(found):
        raise Unreadable("An event of the calendar repeats more than once a day; such calendars are not read.")
    return found


def check(rule: dict[str, str]) -> None:
    """Unreadable, unless each part has its form and the rule is met by some day at all."""
    if rule.get("FREQ") not in _STEP:
        raise Unreadable("An event of the calendar repeats by a rule that says nothing about how often.")
    for name, value in rule.items():
        if name not in _PARTS or (name != "FREQ" and not _SHAPES.get(name, _NUMBERS).match(value)):
            raise Unreadable("An event of the calendar repeats by a rule that is none.")
    if not _possible(rule):
        raise Unreadable("An event of the calendar repeats on a day that never comes.")


def _possible(rule: dict[str, str]) -> bool:
    """False for 30 February and its like, for which a search would go on to the end of time."""
    limits = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYWEEKNO": 53, "BYYEARDAY": 366, "BYSETPOS": 366}
    numbers = {name: [int(one) for one in rule[name].split(",")] for name in limits if name in rule}
    if any(not 1 <= abs(one) <= limits[name] for name, given in numbers.items() for one in given):
        return False
    if any(one < 1 for one in numbers.get("BYMONTH", ())):
        return False
    longest = max(monthrange(LEAP_YEAR, month)[1] for month in numbers.get("BYMONTH", range(1, 13)))
    return min((abs(day) for day in numbers.get("BYMONTHDAY", (1,))), default=1) <= longest


def ends_before(rule: dict[str, str], day: date) -> bool:
    """Whether its UNTIL lies before the day."""
    return "UNTIL" in rule and rule["UNTIL"][:8] < f"{day:%Y%m%d}"


def steps(rule: dict[str, str], start: date, last: date) -> int:
    """How many times a search walks from the first occurrence to the last day of the window, at the most."""
    until = min(f"{last:%Y%m%d}", rule.get("UNTIL", "99991231")[:8])
    days = max(0, (last - start).days) if until == f"{last:%Y%m%d}" else max(0, _ordinal(until) - start.toordinal())
    width = 1 + sum(value.count(",") for name, value in rule.items() if name.startswith("BY"))
    return (days // (_STEP[rule["FREQ"]] * int(rule.get("INTERVAL", "1"))) + 1) * width


def _ordinal(day: str) -> int:
    try:
        return date(int(day[:4]), int(day[4:6]), int(day[6:8])).toordinal()
    except ValueError:
        raise Unreadable("An event of the calendar repeats until a day that never comes.") from None
