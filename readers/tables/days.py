"""Which day does each cell of a column of dates mean, in the forms that are usual in one country or another?

Whether the day or the month comes first in 03/04/2026 is worked out from the other cells of the column, and where they
do not tell, from the other columns of the sheet; where nothing tells, it is asked.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from readers.tables.choices import Dates

_MIDNIGHT = re.compile(
    r"(?:[T\s]\s*|\s+at\s+)(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)?\s*AM)(?:Z|\s*UTC|[+\-]00:?00)?$", re.IGNORECASE
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.I)
_YEAR_FIRST = re.compile(r"([0-9]{4})([\-/.])([0-9]{1,2})\2([0-9]{1,2})")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_NUMBERS = re.compile(r"([0-9]{1,2})([\-/.])\s?([0-9]{1,2})\2\s?([0-9]{4}|[0-9]{2})")
_NAMED = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|\.)?[\s\-/]*(?:of\s|de\s)?([^\W\d_]{3,10})\.?,?[\s\-/]*(?:de\s)?([0-9]{4}|[0-9]{2})",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    r"([^\W\d_]{3,10})\.?[\s\-/]*([0-9]{1,2})(?:st|nd|rd|th)?(?:,\s*|[\s\-/]+)([0-9]{4})", re.IGNORECASE
)
_SERIAL = re.compile(r"([0-9]{5})(?:\.0+)?")
_LONGEST = 60  # characters of a cell that may be a date
_SERIALS = range(20_000, 80_000)  # 1954 to 2119
_SERIAL_ZERO = date(1899, 12, 30)  # with the day that Excel counts too many, from March 1900 on
_CENTURY = 70  # two digits from here on are of the twentieth
# English, German, French, Spanish, Italian, Dutch and Portuguese, by their beginnings; none begins as another's month.
_BEGINNINGS = (
    ("jan", "jän", "ene", "gen"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "mrz", "maa", "mrt"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag", "mei"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "dez", "déc", "dic"),
)
_LONG_NAMES = re.compile(
    r"january|february|march|april|june|july|august|september|sept|october|november|december|januar|jänner|februar|märz"
    r"|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero"
    r"|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio"
    r"|giugno|luglio|settembre|ottobre|dicembre|januari|februari|maart|mei|augustus|janeiro|fevereiro|março|maio|junho"
    r"|julho|setembro|outubro|novembro|dezembro"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell may mean: one day, or two where the day or the month may come first. form: how it is written."""

    form: str
    day_first: date | None
    month_first: date | None

    @property
    def sure(self) -> date | None:
        """The day, where it is one only."""
        if self.day_first is None or self.month_first is None or self.day_first == self.month_first:
            return self.day_first or self.month_first
        return None


def readings(texts: Iterable[str]) -> dict[str, Reading]:
    """The cells of a column that are dates, each once. What is none is left out."""
    return {text: found for text in set(texts) if (found := reading(text)) is not None}


def order(found: Iterable[Reading]) -> Dates | None:
    """What comes first in all cells that tell; None where none does, or where some say so and some say otherwise."""
    told: set[Dates] = set()
    for one in found:
        if one.form in {"28/02/2026", "28-02-2026"} and one.sure is not None and one.day_first != one.month_first:
            told.add("day-first" if one.month_first is None else "month-first")
    return told.pop() if len(told) == 1 else None


def settled(found: Mapping[str, Reading], first: Dates | None) -> tuple[dict[str, str], dict[str, Reading]]:
    """The texts with their day as YYYY-MM-DD, and those that could be two days; first decides where it is given."""
    days: dict[str, str] = {}
    unclear: dict[str, Reading] = {}
    for text, one in found.items():
        day = one.sure or {"day-first": one.day_first, "month-first": one.month_first, None: None}[first]
        if day is None:
            unclear[text] = one
        else:
            days[text] = day.isoformat()
    return days, unclear


@lru_cache(maxsize=4096)  # a sheet has few days and many cells
def reading(cell: str) -> Reading | None:
    """What one cell means as a date; None where it is none, names a day that does not exist, or a time of day."""
    if len(cell) > _LONGEST:
        return None
    text = _WEEKDAY.sub("", _MIDNIGHT.sub("", cell.strip(), count=1), count=1)
    if found := _YEAR_FIRST.fullmatch(text):
        return _sure("2026-02-28" if found[2] == "-" else "2026/02/28", _day(found[1], found[3], found[4]))
    if found := _COMPACT.fullmatch(text):
        return _sure("20260228", _day(*found.groups()))
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) in _SERIALS:
        return _sure("46081", _SERIAL_ZERO + timedelta(days=int(found[1])))
    if found := _NUMBERS.fullmatch(text):
        return _numbers(found[1], found[2], found[3], found[4])
    if found := _NAMED.fullmatch(text):
        return _sure("28-Feb-2026", _day(found[3], _month(found[2]), found[1]))
    if found := _NAMED_FIRST.fullmatch(text):
        return _sure("Feb 28, 2026", _day(found[3], _month(found[1]), found[2]))
    return None


def _numbers(one: str, mark: str, two: str, year: str) -> Reading | None:
    day_first = _day(year, two, one)
    if mark == ".":  # nobody's calendar writes the month first with dots
        return _sure("28.02.2026", day_first)
    month_first = _day(year, one, two)
    if day_first is None and month_first is None:
        return None
    return Reading(f"28{mark}02{mark}2026", day_first, month_first)


def _sure(form: str, day: date | None) -> Reading | None:
    return None if day is None else Reading(form, day, day)


def _day(year: str, month: str | int, day: str) -> date | None:
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < _CENTURY else 1900)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    """1 to 12; 0 where it is no month."""
    low = name.casefold()
    if len(low) > 4 and not _LONG_NAMES.fullmatch(low):
        return 0
    return next((at for at, all_of in enumerate(_BEGINNINGS, 1) if low.startswith(all_of)), 0)
