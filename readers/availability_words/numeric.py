"""Which day do digits name (3/8, 24.12), and for which days does one month stand (24-28 Dec)?"""

import re
from collections.abc import Iterator
from typing import Literal

from readers.days.numbers import MONTH

Order = Literal["day", "month"]

_SLASHED = re.compile(r"(?<![\w/])([0-9]{1,2})/([0-9]{1,2})(?:/(20[0-9]{2}|[0-9]{2}))?(?![\w/])")
_DOTTED = re.compile(
    r"(?<![\w.:,])([0-9]{1,2})\.([0-9]{1,2})(?:\.\s?(20[0-9]{2}|[0-9]{2}(?![:.0-9h]))?)?(?!\s?(?:h|hrs?|hours?|%|[ap]\.?m)\b|\s?%|[\w:])"
)
_SHORT_LIST = r"(?:to|and|,|until|through)(?:\sand)?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_MONTH_AFTER = re.compile(
    rf"(?<![\w.:/])(?<![0-9hm] to )(?<!at )([0-9]{{1,2}}){_ORDINAL}\.?\s({_SHORT_LIST})\s"
    rf"(?:the\s)?([0-9]{{1,2}}){_ORDINAL}\.?\s"
    rf"(?:of\s)?({MONTH})\b\.?"
    r"((?:\s|\s,\s)20[0-9]{2}\b)?"
)
_MONTH_BEFORE = re.compile(
    rf"\b({MONTH})\b\.?\s(?:the\s)?([0-9]{{1,2}}){_ORDINAL}\s(to|and|until|through)\s(?:the\s)?([0-9]{{1,2}}){_ORDINAL}"
    rf"(?!\s?(?:(?:of\s)?{MONTH}\b|%|h\b|[ap]\.?m|hours?)|[\w:./])"
)
_DOT_AFTER = re.compile(
    rf"(?<![\w.:/])([0-9]{{1,2}})\.?\s({_SHORT_LIST})\s([0-9]{{1,2}})\.([0-9]{{1,2}})\.(20[0-9]{{2}})?"
)
_MOST = 8  # days of a list that share a month


def order(text: str) -> Order | None:
    """Which of two numbers with a slash is the day: as the first pair tells that can be read in one way only."""
    for first, second in _pairs(text):
        if first > 12 >= second:
            return "day"
        if second > 12 >= first:
            return "month"
    return None


def is_ambiguous(text: str) -> bool:
    """True where 3/8 could be 3 August or 8 March and nothing tells which."""
    return order(text) is None and any(first != second for first, second in _pairs(text))


def dotted(text: str, first: Order) -> str:
    """The text with days in digits as 24.12. or 24.12.2026, and with its month written to each day of a list."""

    def slashed(match: re.Match[str]) -> str:
        day, month = (match[1], match[2]) if first == "day" else (match[2], match[1])
        return _day(day, month, match[3]) or match[0]

    text = _SLASHED.sub(slashed, text)
    text = _DOTTED.sub(lambda match: _day(match[1], match[2], match[3]) or _time(match) or match[0], text)
    for _ in range(_MOST):
        spread = _DOT_AFTER.sub(r"\1.\4.\5 \2 \3.\4.\5", text)
        spread = _MONTH_AFTER.sub(r"\1 \4\5 \2 \3 \4\5", spread)
        spread = _MONTH_BEFORE.sub(r"\1 \2 \3 \1 \4", spread)
        if spread == text:
            break
        text = spread
    return text


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    return ((int(match[1]), int(match[2])) for match in _SLASHED.finditer(text))


def _day(day: str, month: str, year: str | None) -> str | None:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    full = ("20" + year if len(year) == 2 else year) if year else ""
    return f"{int(day)}.{int(month)}.{full}"


def _time(match: re.Match[str]) -> str | None:
    """ "9.30" is no day: half past nine."""
    is_time = len(match[2]) == 2 and int(match[1]) < 24 and int(match[2]) < 60 and not match[3]
    return f"{match[1]}:{match[2]}" if is_time else None
