"""Which words of a sentence name a day, and which only look like it ("may I", "the sun", "every Monday")?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readers.casing import is_capital
from readers.days.calendar_forms import CALENDAR_FORMS, SHORT_FORMS
from readers.days.forms import Form, Reading
from readers.days.leads import is_companion, lead
from readers.days.relative_forms import RELATIVE_FORMS
from readers.days.values import Clock, Month, Value, Weekday


@dataclass(frozen=True, slots=True)
class DayWords:
    """Words in text[start:end] that name a day, and the time that an ISO instant carries."""

    start: int
    end: int
    value: Value
    clock: Clock | None


# What is longer and more exact comes first; what it took is not read again.
_FORMS: tuple[Form, ...] = (*CALENDAR_FORMS, *RELATIVE_FORMS, *SHORT_FORMS)
_ENGLISH_TOO = frozenset({"may", "mar", "march"})  # also a verb, a woman, a walk
_SHORT = frozenset({"mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri"})
_SUN_AND_SAT = frozenset({"sun", "sat"})
_PEOPLE = frozenset({"jan", "april", "may", "june", "jun", "august", "mar", "march"})  # "blocked by April"
_NOUN_FOLLOWS = re.compile(
    r"(?<!\w)(?:every|each|the|our|my|your|their|an?|any|most|other|second|alternate|per|all)\s{1,2}$"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?\n:])\s{0,3}$")
_DOES = re.compile(r"\s(?:is|has|comes|can|gets|returns|finishes|does|will|and)\b")
_CAPITAL_WORD = re.compile(r"\s[A-Z]\w|\son\b")


def days(text: str, low: str) -> Iterator[DayWords]:
    """Every day named in the text (low is the same text in small letters), in no particular order, none twice."""
    taken = bytearray(len(text))
    for one in _FORMS:
        for match in one.pattern.finditer(low):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            reading = one.read(match)
            if reading and _is_meant(text, low, match, reading):
                taken[start:end] = b"\1" * (end - start)
                yield DayWords(start, end, reading.value, reading.clock)


def _is_meant(text: str, low: str, match: re.Match[str], reading: Reading) -> bool:
    start, end, name = match.start(), match.end(), reading.name
    led = lead(low, start)
    companion = led is not None and is_companion(low, led, name)
    if reading.weak and (led is None or companion):
        return False
    if name is None:
        return True
    if isinstance(reading.value, Weekday):
        return _is_weekday(text, low, (start, end), name, led is not None and not companion)
    if isinstance(reading.value, Month):
        return _is_month(text, low, (start, end), name)
    return _is_day_of_month(text, low, start, name, led is not None and not companion)


def _is_weekday(text: str, low: str, span: tuple[int, int], name: str, led: bool) -> bool:
    start, end = span
    if _NOUN_FOLLOWS.search(low, max(0, start - 14), start):
        return False
    if name in _SUN_AND_SAT:
        return led and not _CAPITAL_WORD.match(text, end)
    if name in _SHORT:
        return led or (is_capital(text, start) and lead(low, start) is None)
    return True


def _is_month(text: str, low: str, span: tuple[int, int], name: str) -> bool:
    """A month without a day: "since October", "by January", not "blocked by April", "until June is back"."""
    start, end = span
    led = lead(low, start)
    if led is None or led.kind not in {"since", "until", "by"} or _DOES.match(low, end):
        return False
    full = len(name) > 3 or name == "may"
    if led.kind == "by" and low[led.start : start].startswith("by"):
        return full and name not in _PEOPLE
    return full and (name not in _ENGLISH_TOO or is_capital(text, start))


def _is_day_of_month(text: str, low: str, start: int, name: str, led: bool) -> bool:
    """ "24 Dec" is a day; "may 2 people join" and "2 may join" are not."""
    if led or name not in _ENGLISH_TOO:
        return True
    place = low.index(name, start)
    return is_capital(text, place) and not (place == start and _SENTENCE_START.search(low, max(0, start - 4), start))
