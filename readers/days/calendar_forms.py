"""Which words name a day of the calendar: 2026-12-24, 24 Dec, Dec 24th, 24.12., 12/24, the 24th, end of January?"""

import re
from datetime import date

from readers.days.forms import Reading, form
from readers.days.numbers import MONTH, MONTHS
from readers.days.values import Calendar, Clock, Month, MonthDay


def _iso(match: re.Match[str]) -> Reading | None:
    day = _calendar(match["month"], match["day"], match["year"])
    if day is None or match["hour"] is None:
        return day
    hour, minute = int(match["hour"]), int(match["minute"])
    return Reading(day.value, Clock(hour, minute, _offset(match["zone"]))) if hour < 24 and minute < 60 else None


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    minutes = 0 if zone == "z" else int(zone[1:3]) % 24 * 60 + int(zone[-2:]) % 60
    return -minutes if zone[0] == "-" else minutes


def _calendar(month: str, day: str, year: str | None, name: str | None = None, weak: bool = False) -> Reading | None:
    full = int(year) + 2000 * (len(year) == 2) if year else None
    try:
        date(full or 2000, int(month), int(day))  # the year 2000 has a 29 February
    except ValueError:
        return None
    return Reading(Calendar(int(month), int(day), full), name=name, weak=weak)


def _dotted(match: re.Match[str]) -> Reading | None:
    # "3.11." at the end of a sentence is a version as often as a day: without the year it needs a lead.
    return _calendar(match["month"], match["day"], match["year"], weak=not match["year"])


def _slashed(match: re.Match[str]) -> Reading | None:
    first, second = int(match["first"]), int(match["second"])
    if (first, second) == (24, 7) or (first != second and max(first, second) <= 12):
        return None  # 24/7 is no day, and 5/6 is one of two
    month, day = (match["first"], match["second"]) if first <= 12 else (match["second"], match["first"])
    return _calendar(month, day, match["year"], weak=not match["year"])  # 13/20 tests pass


def _spelled(match: re.Match[str]) -> Reading | None:
    exact = bool(match["ordinal"] or match["year"])
    name = None if exact else match["month"]
    return _calendar(str(MONTHS[match["month"]]), match["day"], match["year"], name)


def _edge(match: re.Match[str]) -> Reading | None:
    return Reading(Month(MONTHS[match["month"]], "end" if match["edge"] == "end" else "start"))


def _ordinal(match: re.Match[str]) -> Reading | None:
    day = int(match["day"])
    return Reading(MonthDay(day), weak=True) if 1 <= day <= 31 else None


def _month(match: re.Match[str]) -> Reading | None:
    return Reading(Month(MONTHS[match[0]], "whole"), name=match[0], weak=True)


_ZONE = r"(?P<zone>z|[+-][0-9]{2}:?[0-9]{2})?"
_TIME = rf"(?:[t ](?P<hour>[0-9]{{2}}):(?P<minute>[0-9]{{2}})(?::[0-9]{{2}}(?:[.,][0-9]{{1,9}})?)?{_ZONE})?"
_ORDINAL = r"(?:st|nd|rd|th)"
_YEAR = r"(?:,?\s(?P<year>(?:19|20|21)[0-9]{2})(?![\w:.]))?"
_ENDS_THERE = r"(?=\s?(?:$|[.,;:!?)\n])|\s(?:and|or|but|at|so|because|since|please|need)\b)"

CALENDAR_FORMS = (
    form(r"(?P<year>[12][0-9]{3})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})" + _TIME, _iso),
    form(r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>20[0-9]{2})", _dotted),
    form(r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{2})?", _dotted),
    form(r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})(?:/(?P<year>20[0-9]{2}))?", _slashed),
    form(
        rf"(?:the\s)?(?P<day>[0-9]{{1,2}})(?P<ordinal>{_ORDINAL})?\s(?:of\s)?(?P<month>{MONTH})\b\.?{_YEAR}", _spelled
    ),
    form(rf"(?P<month>{MONTH})\b\.?\s(?:the\s)?(?P<day>[0-9]{{1,2}})(?P<ordinal>{_ORDINAL})?{_YEAR}", _spelled),
    form(rf"(?:the\s)?(?P<edge>end|start|beginning)\sof\s(?P<month>{MONTH})", _edge),
)
# Read last: what is longer may hold them.
SHORT_FORMS = (
    form(rf"the\s(?P<day>[0-9]{{1,2}}){_ORDINAL}{_ENDS_THERE}", _ordinal),
    form(MONTH, _month),
)
