"""Which events of a calendar can make somebody away within a window? Only these are worked out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from readers.calendars import rules
from readers.calendars.lines import Line, Part
from readers.calendars.values import Unreadable, Window

MOST_EVENTS = 2_000  # that matter; a calendar may hold any number of others
MOST_DATES = 10_000  # single ones, added to repetitions and taken from them
MOST_STEPS = 100_000  # of the search for repetitions, about a second
LONGEST = 400  # days of one occurrence that repeats
MARGIN = timedelta(days=2)  # no two zones are further apart
_MOMENT = re.compile(r"\d{8}(?:T\d{6}Z?)?\Z", re.ASCII)
_LENGTH = re.compile(r"\+?P(?:\d{1,4}W|(?:\d{1,5}D)?(?:T(?:\d{1,6}H)?(?:\d{1,6}M)?(?:\d{1,6}S)?)?)\Z", re.ASCII)
_MOMENTS = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID"})
_LISTS = frozenset({"EXDATE", "RDATE"})


@dataclass(frozen=True, slots=True)
class _Seen:
    """An event with the days between which its first occurrence lies, and its rules."""

    part: Part
    start: date
    finish: date
    rules: tuple[dict[str, str], ...]

    @property
    def repeats(self) -> bool:
        return bool(self.rules) or self.part.first("RDATE") is not None


def chosen(calendars: list[Part], window: Window) -> list[list[Part]]:
    """The events that matter; those that change one another (the same UID) together.

    Unreadable for more of them than anybody has, and for repetitions that would take too long to work out.
    """
    groups: dict[str, list[_Seen]] = {}
    for number, part in enumerate(_events(calendars)):
        seen = _seen(part)
        uid = part.first("UID")
        groups.setdefault(uid.value if uid and uid.value else f"\n{number}", []).append(seen)
    found = [group for group in groups.values() if any(_away(seen.part) and _may_reach(seen, window) for seen in group)]
    _check(found, window)
    return [[seen.part for seen in group] for group in found]


def _events(calendars: list[Part]) -> Iterator[Part]:
    return (part for calendar in calendars for part in calendar.parts if part.kind == "VEVENT")


def _seen(part: Part) -> _Seen:
    """An event with all of its dates looked at: one that cannot be read spoils the feed, or it would be lost unseen."""
    for line in part.lines:
        if line.name in _MOMENTS and not _MOMENT.match(line.value):
            raise Unreadable("An event of the calendar has a date that is none.")
        if line.name == "DURATION" and not _LENGTH.match(line.value):
            raise Unreadable("An event of the calendar has a length that is none.")
    begins = part.first("DTSTART")
    if begins is None:
        raise Unreadable("An event of the calendar has no beginning.")
    start = _day(begins)
    ends = part.first("DTEND")
    finish = _day(ends) if ends else start + _length(part)
    if finish < start:
        raise Unreadable(f"An event of {start:%-d %B} {start.year} ends before it begins.")
    return _Seen(part, start, finish, tuple(rules.parts(line.value) for line in part.all("RRULE")))


def _day(line: Line) -> date:
    try:
        return date(int(line.value[:4]), int(line.value[4:6]), int(line.value[6:8]))
    except ValueError:
        raise Unreadable("An event of the calendar has a date that never was.") from None


def _length(part: Part) -> timedelta:
    """At least as long as its DURATION, in days."""
    line = part.first("DURATION")
    if line is None:
        return timedelta(days=1)
    size = {"W": 7.0, "D": 1.0, "H": 1 / 24, "M": 1 / 1440, "S": 1 / 86400}
    amounts = re.findall(r"(\d+)([WDHMS])", line.value.upper())
    return timedelta(days=1 + int(sum(int(amount) * size[unit] for amount, unit in amounts)))


def _away(part: Part) -> bool:
    """Whether it may be whole days, or says of itself that the person is out of office."""
    begins, ends = part.first("DTSTART"), part.first("DTEND")
    if part.word("X-MICROSOFT-CDO-BUSYSTATUS") == "OOF" or part.word("X-MICROSOFT-CDO-ALLDAYEVENT") == "TRUE":
        return True
    if begins is None or len(begins.value) == len("20260102"):
        return True
    # Written with times, but perhaps from midnight to midnight of some zone: it ends on another date than it begins.
    return part.first("DURATION") is not None or (ends is not None and ends.value[:8] != begins.value[:8])


def _may_reach(seen: _Seen, window: Window) -> bool:
    if seen.start > window.last + MARGIN:
        return False
    if not seen.repeats:
        return seen.finish >= window.first - MARGIN
    last_days = [window.first - MARGIN - (seen.finish - seen.start)] * len(seen.rules)
    over = [rules.ends_before(rule, day) for rule, day in zip(seen.rules, last_days, strict=True)]
    return not (over and all(over)) or seen.part.first("RDATE") is not None


def _check(groups: list[list[_Seen]], window: Window) -> None:
    events = [seen for group in groups for seen in group]
    if len(events) > MOST_EVENTS:
        raise Unreadable(f"The calendar has more than {MOST_EVENTS:,} events of whole days or out of office.")
    dates = sum(1 + line.value.count(",") for seen in events for line in seen.part.lines if line.name in _LISTS)
    if dates > MOST_DATES:
        raise Unreadable("The calendar adds and takes away more single dates than anybody's does.")
    work = 0
    for seen in events:
        if seen.part.first("EXRULE"):
            raise Unreadable("An event of the calendar has exceptions by a rule, which today's calendars do not know.")
        for rule in seen.rules:
            rules.check(rule)
            if seen.finish - seen.start > timedelta(days=LONGEST):
                raise Unreadable("An event of the calendar lasts longer than a year and repeats.")
            work += rules.steps(rule, seen.start, window.last)
    if work > MOST_STEPS:
        raise Unreadable("The repetitions of the calendar would take too long to work out.")
