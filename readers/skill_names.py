"""Which name of a skill does somebody mean who wrote another one?"""

import re
from collections.abc import Hashable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process

Key = TypeVar("Key", bound=Hashable)

CUTOFF = 78.0
_SHORTENED = re.compile(r"([^\W\d_])(\d{1,2})([^\W\d_])")  # k8s, i18n: first letter, how many are left out, last one
_NUMBERED = re.compile(r"[\d.\s]+$")  # python3; not C++ or C#


def nearest(name: str, others: Sequence[tuple[Key, str]]) -> Key | None:
    """The other (key, name) that is most like it, or None where none is. Names are folded."""
    wanted = name.casefold().strip()
    folded = {place: other.casefold() for place, (_, other) in enumerate(others)}
    for place, other in folded.items():
        if _stands_for(wanted, other):
            return others[place][0]
    found = process.extractOne(wanted, folded, scorer=_likeness, score_cutoff=CUTOFF)
    return others[found[2]][0] if found else None


def _stands_for(short: str, name: str) -> bool:
    """Whether one is a usual short form of the other: k8s, the first letters of its words, python3."""
    match = _SHORTENED.fullmatch(short)
    if match and len(name) == int(match[2]) + 2 and name[0] == match[1] and name[-1] == match[3]:
        return True
    words = re.findall(r"\w+", name)
    if len(words) > 1 and short == "".join(word[0] for word in words):
        return True
    return bool(short) and (_NUMBERED.sub("", short) or short) == (_NUMBERED.sub("", name) or name)


def _likeness(one: str, other: str, **_: object) -> float:
    """Letters that differ count more in short names: “go” is not “so”."""
    return float(fuzz.ratio(one, other)) if min(len(one), len(other)) > 3 else 100.0 * (one == other)
