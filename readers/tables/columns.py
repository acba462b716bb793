"""Which of our columns does each column of a header mean, and how is that known?

What somebody said wins, then our own name, then what an earlier import found, then a usual word, then a near spelling.
Where two columns mean the same, the better one is taken and the other one is kept as a note.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from readers.tables.cells import unguard
from readers.tables.choices import NOTE, Choices, folded
from readers.tables.synonyms import OTHERWISE, nouns, synonyms
from readers.tables.units import Unit, unit
from readers.tables.values import How, Match

DURATION = "duration"  # no column of ours: what says when something ends where nothing else does
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_QUALIFYING = frozenset(
    {"planned", "plan", "scheduled", "expected", "estimated", "est", "proposed", "approved", "current", "agreed"}
    | {"total", "overall", "the", "of", "a", "our"}
)
_IN_UNITS = re.compile(r"\bin (?:calendar )?(days?|weeks?|months?|years?|hours?)$")
_TIMES = frozenset({"day", "week", "month", "year", "calendar day"})
_NOT_DAYS = re.compile(r"\b(?:work|working|business|person|man|staff)\b", re.IGNORECASE)
_LONGEST = 120  # characters of a header that are looked at: more is no name of a column
_NEAR = ((10, 2), (6, 1))  # from so many letters on, so many slips of the hand
Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as written, its words without the unit, and what it counts. time: day, week, month, year or ""."""

    written: str
    words: Group
    unit: Unit | None
    time: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A column of ours that a heading may mean. The smallest is the best; keys come first in the order of columns."""

    grade: int
    order: int
    place: int
    at: int
    column: str
    how: How


def match(sheet: str, header: Sequence[str], columns: Group, choices: Choices, *, near: bool = True) -> list[Match]:
    """What each column of a header is taken for; of those that are none of ours column is "". near: slips are, too."""
    headings = [heading(text, at) for at, text in enumerate(header, 1)]
    wanted = columns + ((DURATION,) if {"start", "finish"} <= set(columns) else ())
    candidates = sorted(
        (
            one
            for at, each in enumerate(headings)
            for one in _candidates(sheet, at, each, wanted, choices)
            if near or one.how is not How.NEAR
        ),
        key=lambda one: (one.grade, one.order, one.place, one.at),
    )
    taken: dict[int, _Candidate] = {}
    columns_of: dict[str, int] = {}
    lost: dict[int, _Candidate] = {}
    for one in candidates:
        if one.at in taken or one.column in columns_of:
            # A name of ours that is there twice is neither better than the other: the header is wrong then.
            same = one.column in columns_of and one.how is How.EXACT and taken[columns_of[one.column]].how is How.EXACT
            if same and one.at not in taken:
                taken[one.at] = one
            elif one.at not in taken:
                lost.setdefault(one.at, one)
            continue
        taken[one.at] = one
        if one.column != NOTE:
            columns_of[one.column] = one.at
    if "finish" in columns_of and DURATION in columns_of:  # then nobody has to be asked how long it takes
        del taken[columns_of[DURATION]]
    return [_matched(sheet, each, taken.get(at), lost.get(at)) for at, each in enumerate(headings)]


def heading(text: str, at: int) -> Heading:
    """A header cell taken apart; at counts from 1, for a column without a name."""
    written = unguard(text.strip()) or f"column {at}"
    found: Unit | None = None
    time = ""
    outside = _CAMEL.sub(" ", written[:_LONGEST])
    for inside in _BRACKETS.findall(outside):
        found = found or unit(inside)
        time = time or _time(inside)
    outside = " ".join(_BRACKETS.sub(" ", outside).split())
    if said := _IN_UNITS.search(outside.casefold()):
        time, outside = time or _time(said[1]), outside[: said.start()]
    if found is None:
        outside, found = _ending(outside)
    return Heading(written, words(outside[:_LONGEST]), found, time)


def _ending(text: str) -> tuple[str, Unit | None]:
    """A header without the unit that it ends with ("Budget in £m", "Cost EUR k", "Confidence %"), and that unit."""
    parts = text.split()
    for many in (3, 2, 1):
        if len(parts) > many:
            said = " ".join(parts[-many:])
            found = unit(said)
            if found is not None and (found.currency or found.percent or said.casefold().startswith("in ")):
                return " ".join(parts[:-many]), found
    return text, None


def _time(text: str) -> str:
    one = _singular(" ".join(text.casefold().split()))
    return one.removeprefix("calendar ") if one in _TIMES else ""


def _matched(sheet: str, each: Heading, won: _Candidate | None, lost: _Candidate | None) -> Match:
    if won is None or won.column == NOTE:
        beaten = lost.column if won is None and lost is not None else ""
        return Match(sheet, each.written, "", How.SAID if won else How.NONE, each.unit, each.time, beaten)
    return Match(sheet, each.written, won.column, won.how, each.unit, each.time)


def _candidates(sheet: str, at: int, each: Heading, columns: Group, choices: Choices) -> Iterator[_Candidate]:
    key = (sheet, folded(each.written))
    remembered = choices.remembered
    for grade, named in ((0, choices.columns), (1, remembered.said), (3, remembered.found)):
        column = named.get(key)
        if column == NOTE or column in columns:
            yield _Candidate(grade, 0, 0, at, str(column), How.SAID if grade == 0 else How.REMEMBERED)
            if grade < 2:
                return
    exact = each.written.lower().replace(" ", "_")
    if exact in columns and exact != DURATION:
        yield _Candidate(2, 0, 0, at, exact, How.EXACT)
        return
    plain = _known_as(sheet, each.words)
    for order, column in enumerate(columns):
        if each.words in OTHERWISE.get((sheet, column), ()) or (column == DURATION and _NOT_DAYS.search(each.written)):
            continue
        usual = _words_for(sheet, column)
        for grade, said in enumerate(plain, 4):
            if said in usual:
                yield _Candidate(grade, order, usual[said], at, column, How.SYNONYM)
                break
        else:
            if (slips := _slips(each.words, usual)) is not None:
                yield _Candidate(9, order, slips, at, column, How.NEAR)


@lru_cache(maxsize=4096)
def _known_as(sheet: str, said: Group) -> tuple[Group, ...]:
    """The words of a header in the ways in which they are looked up, the fullest first; their order does not count."""
    before = nouns(sheet)
    bare = tuple(one for one in said if one not in before)
    plain = tuple(one for one in said if one not in _QUALIFYING)
    ways = (said, bare, plain, tuple(one for one in plain if one not in before))
    return tuple(tuple(sorted(way)) for way in ways if way)


@lru_cache(maxsize=512)
def _words_for(sheet: str, column: str) -> dict[Group, int]:
    """The words that mean a column, each with its place: the better ones first."""
    found: dict[Group, int] = {}
    for place, text in enumerate((column.replace("_", " "), *synonyms(sheet, column))):
        found.setdefault(tuple(sorted(words(text))), place)
        found.setdefault(tuple(sorted(one for one in words(text) if one not in _QUALIFYING)), place)
    found.pop((), None)
    return found


def _slips(said: Group, known: dict[Group, int]) -> int | None:
    """How many slips of the hand lie between the words and the nearest of those known; None where too many do."""
    text = " ".join(sorted(said))
    for letters, most in _NEAR:
        if len(text) >= letters:
            near = min((OSA.distance(text, " ".join(one), score_cutoff=most) for one in known), default=most + 1)
            return near if near <= most else None
    return None


@lru_cache(maxsize=8192)
def words(text: str) -> Group:
    """The words of a text in small letters and the singular, so that they can be compared."""
    plain = re.sub(r"\be[\s\-]mail\b", "email", text.casefold().replace("_", " "))
    return tuple(_singular(one) for one in re.findall(r"[^\W_]+", plain))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")) else word
