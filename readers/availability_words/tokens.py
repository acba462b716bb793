"""Which pieces of meaning does a phrase about availability consist of, in their order?"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from readers.availability_words import day_words, heads, hour_words, repeats
from readers.availability_words.pieces import Link, Piece, Unknown

_LINKS: tuple[tuple[str, Literal["from", "until", "to", "through", "before", "and", "after", "pause"]], ...] = (
    (
        r"(?:up )?(?:until|through) and including|up to and including|through(?: to)?|to and including|inclusive of",
        "through",
    ),
    (r"up to|until", "until"),
    (
        r"from|starting(?: from| on)?|beginning(?: from| on)?|effective(?: from)?|as (?:of|from)|since|start(?:s|ing)?",
        "from",
    ),
    (r"to", "to"),
    (r"before", "before"),
    (r"after", "after"),
    (r"and|plus|as well as|&|\+", "and"),
    (r",|then", "pause"),
)
_LINK = tuple((re.compile(rf"(?:{words})(?!\S)"), kind) for words, kind in _LINKS)
_UNSAID = re.compile(
    r"(?:on|in|at|for|of|the|a|an|all|whole|entire|full|i|i'm|i'll|i'd|i've|am|will|be|being|taking|take|took|"
    r"have|having|got|get|going|gonna|my|me|is|are|was|were|this|during|day|days|please|pls|hi|hello|hey|"
    r"thanks|thank|you|so|that|it|just|now|again|office|to work|to the office|onwards?|"
    r"on wards|every ?day|daily|only|week|weekly|year|project|projects|project work|available|availability|"
    r"time|because|due|reasons?|personal|set|make|note|want|would|like|need|inclusive|incl|included|"
    r"including|both|with|hours?|per|indefinitely|permanently|for good|temporarily|"
    r"weekdays?|work ?days?|a week|month of|also|too|clearway|mark|put|as|capacity|share)(?!\S)"
)
_WORD = re.compile(r"\S+")
_Reader = Callable[[str, int], tuple[Piece, int] | None]


def pieces(text: str) -> list[Piece]:
    """The pieces of a text that was spelled() and dotted(); words that say nothing here are left out."""
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    clocks = hour_words.clocks_of(text)
    readers: tuple[_Reader, ...] = (
        heads.head,
        repeats.repeat,
        clocks,
        hour_words.hours,
        day_words.days,
        hour_words.part,
    )
    place = 0
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        found = next((one for read in readers if (one := read(text, place))), None) or _link(text, place)
        if found:
            yield found[0]
            place = found[1]
        elif unsaid := _UNSAID.match(text, place):
            place = unsaid.end()
        else:
            word = _WORD.match(text, place)
            end = word.end() if word else len(text)
            yield Unknown(text[place:end])
            place = end


def _link(text: str, place: int) -> tuple[Piece, int] | None:
    for pattern, kind in _LINK:
        if match := pattern.match(text, place):
            return Link(kind, since=match[0] == "since"), match.end()
    return None
