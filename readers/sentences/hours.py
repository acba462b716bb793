"""How many hours of work a week does a sentence say stand still?"""

import re
from decimal import Decimal

from readers.sentences.sentence import Span

_HOURS = (
    r"([0-9]{1,4}(?:[.,][0-9]{1,2})?)\s?(?:h|hrs?|hours?)\s?(?:/\s?|a\s|per\s|each\s|every\s)(?:week|wk|w)(?!\w)"
    r"(?:\sof\swork)?"
)
_ROUGHLY = r"(?:(?:about|around|roughly|some|at\sleast|ca\.?)\s|~\s?)?"
_STANDS = r"(?:stand(?:s|ing)?\s(?:still|idle)|lost|idle|wasted|blocked)"
_IDLE = rf"(?:(?:is|are|sit|sits)\s(?:stopped|standing\sstill|waiting|{_STANDS})|{_STANDS})"
_COSTS = (
    r"(?:(?:we|i|it|this|that|which|they|us)\s)?"
    r"(?:cost(?:s|ing)?(?:\s(?:us|me|the\steam))?|los(?:e|es|ing)|wast(?:e|es|ing)|block(?:s|ing)?|stop(?:s|ping)?)\s"
)
_PATTERNS = (
    re.compile(rf"(?<![\w.,]){_ROUGHLY}{_HOURS}\s{_IDLE}(?!\w)"),
    re.compile(rf"(?<!\w){_COSTS}{_ROUGHLY}{_HOURS}"),
)
MOST = Decimal(10_000)  # hours a week; more is a slip of the keyboard


def hours_per_week(low: str) -> tuple[Decimal, Span] | None:
    """The hours per week that are said to stand still, and the words that say so; "need 16 h a week" is a wish."""
    for pattern in _PATTERNS:
        if match := pattern.search(low):
            hours = Decimal(match[1].replace(",", "."))
            if 0 < hours <= MOST:
                return hours, match.span()
    return None
