"""Which of the projects that exist does a sentence speak of?"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from readers.plain import plain
from readers.sentences.sentence import Span

CUTOFF = 80.0
_EXACT_CODE = 100.0
_CODE_IN_TEXT = 98.0
_LONG_NAME_IN_TEXT = 96.0
_NAME_IN_TEXT = 93.0
_MOST_FUZZY = 90.0  # a guess never outweighs what was spelled out
_ENOUGH_ALIKE = 84.0  # one slip in six letters; two slips in a code of six are another code
_SHORT = 3  # letters: codes such as IT or GO are also words, so only their capitals count
_SHORT_NAME = 4
_FUZZY_FROM = 5  # letters: with fewer, one slip makes another word
_LOOKED_AT = 3000
_NEXT = re.compile(r"\s*,\s*(?:and\s|or\s|the\s)?")
_WINDOWED = 60  # words in which misspelled names are looked for


def match(candidates: Sequence[str], text: str, known: Sequence[tuple[str, str]]) -> list[tuple[str, float]]:
    """The projects meant, best first, as (code, score 80 to 100); [] when none is.

    candidates: words that may name one (see BlockerWords); text: the whole readable sentence; known: (code, name) of
    the projects that exist. A code in the text wins, then a name in it, then a candidate (or, for names of several
    words, words of the text) that differs from a code or name by a slip of the keyboard.
    """
    text = text[:_LOOKED_AT]
    flat = f" {plain(text)} "
    guesses = [guess for guess in map(plain, candidates) if guess]
    windows = _windows(flat.split()[:_WINDOWED], max((len(_name(name).split()) for _, name in known), default=0))
    scored = []
    for code, name in known:
        score = max(_code_score(code, text, flat, candidates), _name_score(_name(name), flat, guesses, windows))
        score = max(score, _fuzzy(_name(code), guesses))
        if score >= CUTOFF:
            scored.append((code, score, len(name)))
    scored.sort(key=lambda one: (-one[1], -one[2]))
    return [(code, score) for code, score, _ in scored]


def clause_of(
    clauses: Sequence[tuple[str, Span]], text: str, project: tuple[str, str], known: Sequence[tuple[str, str]]
) -> Span | None:
    """The clause that says the code or full name of this project, in any case, and nothing else; None where none does.

    clauses: see BlockerWords.for_what; project and known: (code, name). A clause that begins a list ("for apollo, orion
    and vega") is none, because the rest of the list would be left alone.
    """
    meant, others = _called(project), [one for other in known if other != project for one in _called(other)]
    for said, span in clauses:
        rest = text[span[1] :].casefold()
        listed = _NEXT.match(rest)
        goes_on = listed is not None and any(_starts(rest[listed.end() :], one) for one in others)
        if not goes_on and (said.casefold() in meant or said == project[0]):
            return span
    return None


@lru_cache(maxsize=4096)  # every sentence is compared with the same codes and names
def _name(text: str) -> str:
    return plain(text)


def _called(project: tuple[str, str]) -> set[str]:
    """How a project may be called in small letters, without being an ordinary word."""
    code, name = (" ".join(one.split()).casefold() for one in project)
    return {one for one, least in ((code, _SHORT + 1), (name, _SHORT_NAME)) if len(one) >= least}


def _starts(text: str, word: str) -> bool:
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalnum()


def _code_score(code: str, text: str, flat: str, candidates: Sequence[str]) -> float:
    if not code:
        return 0.0
    if len(code) <= _SHORT:
        written = re.search(rf"(?<![\w\-]){re.escape(code)}(?![\w\-])", text)
        return _EXACT_CODE if code in candidates else _CODE_IN_TEXT if written and code.isupper() else 0.0
    if any(code.casefold() == candidate.casefold() for candidate in candidates):
        return _EXACT_CODE
    small = _name(code)
    return _CODE_IN_TEXT if small and f" {small} " in flat else 0.0


def _name_score(name: str, flat: str, guesses: list[str], windows: dict[int, list[str]]) -> float:
    size = len(name.split())
    if len(name) >= _SHORT_NAME and f" {name} " in flat:
        return _LONG_NAME_IN_TEXT if size > 1 else _NAME_IN_TEXT
    slipped = _fuzzy(name, guesses)
    if size > 1:  # a single word has too many neighbours among ordinary words
        slipped = max(slipped, _fuzzy(name, windows.get(size, [])))
    return slipped


def _fuzzy(wanted: str, choices: list[str]) -> float:
    if len(wanted) < _FUZZY_FROM or not choices:
        return 0.0
    best = process.extractOne(wanted, choices, scorer=fuzz.ratio, score_cutoff=_ENOUGH_ALIKE)
    return min(best[1], _MOST_FUZZY) if best else 0.0


def _windows(words: list[str], longest: int) -> dict[int, list[str]]:
    """All runs of so many words, by their number; a misspelled name of two words is looked for among runs of two."""
    return {
        size: [" ".join(words[at : at + size]) for at in range(len(words) - size + 1)]
        for size in range(2, min(longest, 8) + 1)
    }
