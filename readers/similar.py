"""Which titles say much the same as this one?"""

import re
from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process

from readers.plain import plain

Key = TypeVar("Key", bound=Hashable)

CUTOFF = 80.0  # "code review" and "design review" are at 75
_LONGEST = 300  # characters compared
# What almost every blocker says, so that it tells nothing about which one it is.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "a an the and or of for to on in at by from with is are was be been has have had not no we i my our it its "
        "this that still yet wait waits waiting need needs needed blocked blocker stuck missing cannot can t cant "
        "please since until because so any some",
    )
)


def alike(title: str, others: Sequence[tuple[Key, str]], cutoff: float = CUTOFF) -> list[tuple[Key, float]]:
    """Those of the others (key, title) that are at least cutoff (0 to 100) alike, as (key, score), best first.

    The order of the words and words that every blocker uses do not count. Titles of which nothing is left are like
    none. Equal scores keep the order in which the others came.
    """
    wanted = _telling(title)
    if not wanted:
        return []
    # In one call for all of them: a title below this has too little in common, whatever words it shares.
    close = process.extract(
        wanted,
        [_telling(other) for _, other in others],
        scorer=fuzz.ratio,
        score_cutoff=max(0.0, min(cutoff, 2 * cutoff - 101)),
        limit=None,
    )
    scored = sorted((place, round(_score(wanted, words, whole), 1)) for words, whole, place in close if words)
    found = [(others[place][0], score) for place, score in scored if score >= cutoff]
    return sorted(found, key=lambda one: -one[1])


@lru_cache(maxsize=4096)  # every report looks at the same titles of what is open
def _telling(title: str) -> str:
    words = plain(title[:_LONGEST]).split()
    return " ".join(sorted({word for word in words if word not in _COMMON} or set(words)))


def _score(left: str, right: str, whole: float) -> float:
    """The mean of how much is the same in all (`whole`) and how much of the shorter title is in the longer one.

    Shared words alone must not decide: "review" is in every review, so a title of one word is compared as a whole.
    """
    return (whole + fuzz.token_set_ratio(left, right)) / 2 if " " in left and " " in right else whole
