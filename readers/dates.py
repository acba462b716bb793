"""Which days and times does a sentence name, and which ones are they for the person who says it now?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from readers.casing import lowered
from readers.days.clocks import ClockWords, clocks
from readers.days.leads import is_companion, lead
from readers.days.resolving import resolve
from readers.days.values import (
    Calendar,
    Clock,
    DateWords,
    Distance,
    Kind,
    Lasting,
    Moment,
    MonthDay,
    Near,
    Value,
    Weekday,
)
from readers.days.words import DayWords, days

__all__ = ["LONGEST", "DateWords", "Moment", "find", "resolve"]

LONGEST = 3000  # characters that are read; what follows is left alone, so that no text takes long
_DAY_THEN_CLOCK = re.compile(r",?\s{1,3}(?:(?:at|around|about|(?P<by>by|before|until|till))\s)?|\s?@\s?")
_CLOCK_THEN_DAY = re.compile(r",?\s{1,3}(?:(?:on|of)\s)?(?:the\s)?")
_DAY_THEN_DAY = re.compile(r",?\s{1,3}(?:the\s)?")
_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|through|thru)\s|\s(?P<between>and)\s")
_BETWEEN = re.compile(r"\bbetween\s$")
_LATEST = re.compile(r",?\s(?:at\sthe\s)?latest\b")


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the sentence that names a day, a time, or both side by side. strong: needs no lead."""

    start: int
    end: int
    value: Value | None
    clock: Clock | None
    strong: bool
    kind: Kind | None = None


def find(text: str) -> list[DateWords]:
    """The days and times named in the first 3,000 characters of a readable text, in their order, none overlapping.

    What is not understood, could be read in two ways (5/6), is a range (Mon–Wed, 9:00-12:00), a repetition (every
    Monday) or somebody's (Friday's release) is left alone. Never raises.
    """
    text = text[:LONGEST]
    low = lowered(text)
    joined = list(_joined(low, _parts(text, low)))
    return [words for part in _without_ranges(low, joined) if (words := _words(text, low, part))]


def _parts(text: str, low: str) -> list[_Part]:
    parts = [_of_day(words) for words in days(text, low)] + [_of_clock(words) for words in clocks(low)]
    kept: list[_Part] = []
    for part in sorted(parts, key=lambda part: (part.start, -part.end)):
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept


def _of_day(words: DayWords) -> _Part:
    return _Part(words.start, words.end, words.value, words.clock, strong=True)


def _of_clock(words: ClockWords) -> _Part:
    return _Part(words.start, words.end, None, words.clock, words.strong)


def _joined(low: str, parts: list[_Part]) -> Iterator[_Part]:
    """The parts, those that stand side by side and mean one moment made into one ("Friday, 24 Dec at 5 pm")."""
    open_part: _Part | None = None
    for part in parts:
        one = _one(low, open_part, part) if open_part else None
        if one is None and open_part:
            yield open_part
        open_part = one or part
    if open_part:
        yield open_part


def _one(low: str, left: _Part, right: _Part) -> _Part | None:
    gap = low[left.end : right.start]
    if len(gap) > 16 or (left.value is not None and left.clock is not None):
        return None
    whole = replace(left, end=right.end, strong=True)
    if left.value is not None and right.value is None:
        match = _DAY_THEN_CLOCK.fullmatch(gap)
        led = lead(low, left.start)
        if match is None or (match["by"] and led):  # "since Monday, by 17:30" are two
            return None
        return replace(whole, clock=right.clock, kind="by" if match["by"] else left.kind)
    if left.value is None and right.value is not None and right.clock is None and _CLOCK_THEN_DAY.fullmatch(gap):
        return replace(whole, value=right.value)
    if (
        isinstance(left.value, Weekday)
        and isinstance(right.value, Calendar | MonthDay)
        and _DAY_THEN_DAY.fullmatch(gap)
    ):
        return replace(whole, value=right.value, clock=right.clock)
    return None


def _without_ranges(low: str, parts: list[_Part]) -> list[_Part]:
    ranged: set[int] = set()
    for at in range(1, len(parts)):
        left, right = parts[at - 1], parts[at]
        gap = _RANGE.fullmatch(low[left.end : right.start]) if right.start - left.end <= 9 else None
        if gap and (not gap["between"] or _BETWEEN.search(low, max(0, left.start - 8), left.start)):
            ranged |= {at - 1, at}
    return [part for at, part in enumerate(parts) if at not in ranged]


def _words(text: str, low: str, part: _Part) -> DateWords | None:
    led = lead(low, part.start)
    if led and is_companion(low, led, None):
        led = None
    if led is None and not part.strong:
        return None
    start, end = led.start if led else part.start, part.end
    kind = part.kind or (led.kind if led else _own_kind(low, part))
    if latest := _LATEST.match(low, end):
        end, kind = latest.end(), "by"
    value = Near(0) if part.value is None and part.clock is None else part.value  # "EOD" alone is today
    return DateWords(start, end, kind, value, part.clock, text[start:end])


def _own_kind(low: str, part: _Part) -> Kind:
    """How words that carry their own lead begin: "for a week", "3 days ago", "within two days", "in two days"."""
    if isinstance(part.value, Lasting):
        return "for"
    if isinstance(part.value, Distance):
        if part.value.amount < 0:
            return "ago"
        return "by" if low.startswith("within", part.start) else "on"
    return "bare"
