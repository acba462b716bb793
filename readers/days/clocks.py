"""Which words of a sentence name a time on the clock?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readers.days.values import Clock


@dataclass(frozen=True, slots=True)
class ClockWords:
    """Words that name a time. clock None: only "the end of the day", which a day alone says as well.

    strong: means a time also where nothing leads in to it or stands beside it.
    """

    start: int
    end: int
    clock: Clock | None
    strong: bool


_NOT_BEFORE = r"(?<![\w:.,/@#+$€£\-–—])"
_NOT_AFTER = r"(?![\w/]|[:.,][0-9]|[-–—][0-9])"
_TIME = re.compile(
    _NOT_BEFORE
    + r"(?:(?P<twelve>[0-9]{1,2})(?:[:.](?P<past>[0-5][0-9]))?\s?(?P<half>[ap])(?:\.m\.|m)"
    + r"|(?P<hour>[0-9]{1,2})(?::|h)(?P<minute>[0-5][0-9])(?:\s?(?:h|hrs|uhr|o['’]clock))?"
    + r"|(?P<word>noon|midday|midnight))"
    + _NOT_AFTER
)
_DAY_END = re.compile(
    _NOT_BEFORE + r"(?:(?:the\s)?(?:end|close)\sof\s(?:the\s)?(?:business|play|day)|eod|cob|eob)(?![\w\-–—'’/])"
)
_UTC = re.compile(r"\s?(?:utc|gmt)(?!\w)")
# Letters that stand for a zone mean different zones to different people: a time that carries them is left alone,
# because read in the speaker's own zone it would be wrong without anybody seeing it.
_OTHER_ZONE = re.compile(r"\s?(?:(?:ce|e|p|c|m|b|i|j|ae|we|ee)[sd]?t|pt|utc[+-][0-9])(?!\w)")


def clocks(low: str) -> Iterator[ClockWords]:
    """Every time in a text in small letters, in no particular order."""
    for match in _TIME.finditer(low):
        clock = _clock(match)
        if clock is None or _OTHER_ZONE.match(low, match.end()):
            continue
        end = match.end()
        if utc := _UTC.match(low, end):
            clock, end = Clock(clock.hour, clock.minute, offset=0), utc.end()
        yield ClockWords(match.start(), end, clock, strong=False)
    for match in _DAY_END.finditer(low):
        yield ClockWords(match.start(), match.end(), None, strong=True)


def _clock(match: re.Match[str]) -> Clock | None:
    if word := match["word"]:
        return Clock(24) if word == "midnight" else Clock(12)
    if match["twelve"]:
        hour = int(match["twelve"])
        return (
            Clock(hour % 12 + (12 if match["half"] == "p" else 0), int(match["past"] or 0)) if 0 < hour <= 12 else None
        )
    hour, minute = int(match["hour"]), int(match["minute"])
    return Clock(hour, minute) if hour < 24 or (hour, minute) == (24, 0) else None
