"""On which days does something fall that is repeated by a rule?

Rules are those of RFC 5545 (RRULE), read by python-dateutil. Accepted is what repeats by days and surely comes to an
end: a rule by the hour, or with an interval of nothing, would keep the bot busy for ever.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import takewhile

from dateutil.rrule import rrulestr

from planning.refusal import Refusal

LONGEST = 400  # characters; the longest useful rule lists 31 days and 12 months
STEPS = {"DAILY": 1, "WEEKLY": 7}  # days of one interval
FREQUENCIES = {*STEPS, "MONTHLY", "YEARLY"}
SUB_DAILY = {"HOURLY", "MINUTELY", "SECONDLY"}
CYCLE = 400  # years after which the Gregorian calendar repeats, weekdays included
CYCLE_DAYS = 146_097
LAST_YEAR = 9999

_WEEKDAY = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_COUNT = r"[1-9]\d{0,3}"
_NUMBERS = r"[+-]?\d{1,3}(?:,[+-]?\d{1,3})*"
_GRAMMAR = {
    "FREQ": r"[A-Z]+",
    "INTERVAL": _COUNT,
    "COUNT": _COUNT,
    "UNTIL": r"(\d{4})-?(\d\d)-?(\d\d)(?:T\d{6}Z?)?",
    "WKST": _WEEKDAY,
    "BYDAY": rf"(?:[+-]?\d{{1,2}})?{_WEEKDAY}(?:,(?:[+-]?\d{{1,2}})?{_WEEKDAY})*",
    **dict.fromkeys(("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"), _NUMBERS),
}
# What dateutil would otherwise look for in lists that are not that long, or find in silence nowhere.
_MOST = {"BYDAY": 53, "BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that `read_rule` has accepted; made by nothing else."""

    parts: str  # RRULE without its UNTIL
    frequency: str
    interval: int
    counted: bool  # ends after a number of occurrences, so that all of them have to be gone through
    until: date | None  # the last day on which an occurrence may begin

    def __str__(self) -> str:
        return self.parts if self.until is None else f"{self.parts};UNTIL={self.until:%Y%m%d}"


@lru_cache(maxsize=4096)
def read_rule(text: str) -> Rule | Refusal:
    """The rule of an RRULE such as `FREQ=WEEKLY;INTERVAL=2;BYDAY=FR`; a time of day in its UNTIL is passed over."""
    if len(text) > LONGEST:
        return Refusal(f"A rule has at most {LONGEST} characters.")
    pairs = [part.partition("=") for part in text.strip().upper().removeprefix("RRULE:").rstrip(";").split(";")]
    parts = {name.strip(): value.strip() for name, _, value in pairs}
    refusal = _refusal(parts, len(pairs))
    if refusal:
        return refusal
    until = _until(parts.pop("UNTIL", None))
    if isinstance(until, Refusal):
        return until
    return Rule(
        parts=";".join(f"{name}={value}" for name, value in parts.items()),
        frequency=parts["FREQ"],
        interval=int(parts.get("INTERVAL", "1")),
        counted="COUNT" in parts,
        until=until,
    )


def _refusal(parts: dict[str, str], given: int) -> Refusal | None:
    """Why these parts make no rule that can be used; each names what would be right."""
    frequency = parts.get("FREQ", "")
    if frequency in SUB_DAILY or {"BYHOUR", "BYMINUTE", "BYSECOND"} & set(parts):
        return Refusal("A rule repeats by days, weeks, months or years, not by parts of a day.")
    if frequency not in FREQUENCIES or len(parts) != given:
        return Refusal("A rule is written like FREQ=WEEKLY;INTERVAL=2;BYDAY=FR, each part once.")
    for name, value in parts.items():
        if name not in _GRAMMAR:
            return Refusal(f"“{name[:20]}” is no part of a rule that can be used here.")
        if not _fits(name, value):
            return Refusal(f"{name} of the rule cannot be “{value[:40]}”.")
    if frequency in STEPS and re.search(r"\d", parts.get("BYDAY", "")):
        return Refusal("A numbered weekday such as 1FR needs FREQ=MONTHLY or FREQ=YEARLY.")
    if "COUNT" in parts and "UNTIL" in parts:
        return Refusal("A rule ends by COUNT or by UNTIL, not by both.")
    return None


def _fits(name: str, value: str) -> bool:
    if not re.fullmatch(_GRAMMAR[name], value, re.ASCII):
        return False
    return name not in _MOST or all(1 <= int(number) <= _MOST[name] for number in re.findall(r"\d+", value))


def _until(written: str | None) -> date | Refusal | None:
    match = re.fullmatch(_GRAMMAR["UNTIL"], written, re.ASCII) if written else None
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return Refusal(f"UNTIL of the rule is {match[0]}, a day that no calendar has.")


def beginnings(rule: Rule, start: date, first: int, last: int) -> tuple[int, ...]:
    """The days (ordinals) from `first` to `last` on which an occurrence begins; `start` is the earliest of all.

    `start` itself counts only if the rule names it.
    """
    return _between(rule, _nearer(rule, start.toordinal(), first), first, last)


@lru_cache(maxsize=16384)
def _between(rule: Rule, start: int, first: int, last: int) -> tuple[int, ...]:
    """Cached, because a plan asks the same for each of its versions, and many people have the same Friday off."""
    if rule.until:
        last = min(last, rule.until.toordinal())
    if max(first, start) > last:
        return ()
    # A rule that matches no day ("30 February") is sought up to the year 9999, from now on for many seconds. After
    # four hundred years everything falls on the same weekdays, so it is asked as near to that end as can be.
    cycles = (LAST_YEAR - date.fromordinal(last).year) // CYCLE
    begin = date.fromordinal(start)
    found = rrulestr(rule.parts, dtstart=datetime(begin.year + cycles * CYCLE, begin.month, begin.day))  # noqa: DTZ001
    days = takewhile(lambda day: day <= last, (at.toordinal() - cycles * CYCLE_DAYS for at in found))
    return tuple(day for day in days if day >= first)


def _nearer(rule: Rule, start: int, first: int) -> int:
    """A start shortly before `first` that gives the same days from there on: whole intervals are passed over."""
    step = STEPS.get(rule.frequency, 0) * rule.interval
    if rule.counted or not step or first <= start:
        return start
    return start + (first - start) // step * step
