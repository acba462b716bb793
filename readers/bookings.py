"""Who is to work on which project, for how many hours a week and from when to when, or what becomes of that?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from readers import availability
from readers.availability import Share, ShareWords, Unclear
from readers.sentences.sentence import MENTION, Sentence, Span, blanked, sentence

Verb = Literal["book", "extend", "change", "end"]
Known = Sequence[tuple[str, str]]  # (code, name) of the projects that exist
LONGEST = 300  # characters that are read

_VERBS: tuple[tuple[Verb, str], ...] = (
    ("extend", r"extend|prolong|lengthen|keep"),
    ("end", r"end|stop|release|remove|free|take|unbook|finish"),
    ("change", r"cut|reduce|lower|shrink|change|raise|increase|set"),
    ("book", r"book|allocate|assign|put|add|give|reserve|plan|hold"),
)
_VERB = tuple((verb, re.compile(rf"(?:please\s|pls\s)?(?:{words})\s")) for verb, words in _VERBS)
_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]{1,2})?"
_A_WEEK = r"(?:/\s?|\s?a\s|\s?per\s|\s?each\s|\s?every\s)(?:week|wk|w)(?!\w)"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?:(?:to|at|by|for|with)\s)?(?:(?P<hours>{_NUMBER})\s?(?:hours?|hrs?|h)(?!\w)(?:{_A_WEEK})?(?:\s?weekly)?"
    rf"|(?P<days>{_NUMBER})\s?days?{_A_WEEK}"
    rf"|(?P<percent>{_NUMBER})\s?(?:%|percent)(?:\sof\s(?:their|his|her|the)\s(?:time|week))?"
    rf"|(?P<fte>{_NUMBER}|[.,][0-9]{{1,2}})\s?fte(?!\w)"
    r"|(?P<named>full|half|quarter)[\s\-]?time(?!\w))"
)
_NAMED = {"full": Decimal(1), "half": Decimal("0.5"), "quarter": Decimal("0.25")}
_DAYS_A_WEEK = Decimal(5)
_ON = re.compile(r"(?<!\w)(?:on|onto|to|for|from|off|in|at)\s(?:the\s|project\s)*")
_TENTATIVE = re.compile(r"(?<!\w)(?:tentative(?:ly)?|provisional(?:ly)?|perhaps|maybe|to be confirmed|tbc)(?!\w)")
_LONGER = re.compile(r"(?:by|for another|another|for)\s(?P<number>[0-9]{1,2}|an?|one|two|three|four|six)(?:\smore)?\s"
                     r"(?P<unit>week|month)s?(?:\slonger|\smore)?(?!\w)")  # fmt: skip
_SPELLED = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_SAYS_NOTHING = " .,;:!?\t\n-–—"
_ROUND_NAME = re.compile(r"^(?:of|with|for|to|and|that)\s|\s(?:with|at|will|works?|working|gives?|does|for|to|by|is)$"
                         r"|(?:'|’)s$", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """So much in a week: exactly one of hours, and part of the person's own working week (0 to 1 and above)."""

    hours: Decimal | None = None
    part: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Longer:
    """So many weeks or months more than it is now."""

    number: int
    unit: Literal["week", "month"]


@dataclass(frozen=True, slots=True)
class BookingWords:
    """A line about a booking. Texts are raw; `project` is a code of a known one, or what stands where one should.

    Exactly one of user_id and person names somebody, unless nobody was named: then both are empty.
    when: the words about days, for `days`.
    """

    verb: Verb
    person: str
    user_id: str | None
    project: str
    is_known: bool
    amount: Amount | None
    when: str
    longer: Longer | None
    tentative: bool


@dataclass(frozen=True, slots=True)
class Between:
    """The days that were meant, both inclusive; None where they were not said."""

    start: date | None
    finish: date | None


def booking(text: str, known: Known) -> BookingWords | None:
    """Read one line as Slack delivers it (escaped); None where it speaks of no booking. Never raises.

    It does when it begins with a verb of one, or names an amount, and names a project after an "on" or the like.
    """
    words = sentence(text[: 5 * LONGEST])
    low = words.low[:LONGEST]
    verb, begins = _verb(low)
    amount = _AMOUNT.search(low)
    if verb is None and amount is None:
        return None
    rest = blanked(low, [amount.span()], " ") if amount else low
    project = _project(rest, words, known)
    if project is None:
        return None
    code, is_known, place = project
    who, user_id, named = _who(words, begins, amount.span() if amount else None, place)
    tail = blanked(rest, [(0, begins), place, *named], " ")
    longer = _LONGER.search(tail) if verb == "extend" else None
    tentative = _TENTATIVE.search(tail)
    gone = [match.span() for match in (longer, tentative) if match]
    return BookingWords(
        verb=verb or "book",
        person=who,
        user_id=user_id,
        project=code,
        is_known=is_known,
        amount=_amount(amount) if amount else None,
        when=_when(blanked(tail, gone, " ")),
        longer=_longer(longer) if longer else None,
        tentative=tentative is not None,
    )


def days(when: str, now_local: datetime) -> Between | Unclear:
    """The days that words of a booking mean when they are said at now_local (aware, in the speaker's zone).

    Everything lies ahead. A month or week after "until" does not belong to it. Unclear where it cannot be said.
    """
    said = re.sub(r"^(?:to|till|til|after)\s", "until ", when)
    if not said:
        return Between(None, None)
    words = availability.availability(f"50% {said}")
    if isinstance(words, ShareWords):
        meant = availability.resolve(words, now_local)
        if isinstance(meant, Share):
            start = None if words.when.start is None else meant.start
            return Between(start, meant.finish)
        return meant if isinstance(meant, Unclear) else Unclear("", "From when until when?")
    return Unclear("", "From when until when? Such as: from 1 Dec to 31 Jan.")


def _when(tail: str) -> str:
    """The words about days, without what only joined the others together."""
    said = " ".join(tail.replace(MENTION, " ").strip(_SAYS_NOTHING).split())
    return re.sub(r"^(?:(?:of|and|with|for|to)(?:\s(?=to\s|from\s|for\s|until\s)|$))+", "", said)


def _verb(low: str) -> tuple[Verb | None, int]:
    for verb, pattern in _VERB:
        if match := pattern.match(low):
            return verb, match.end()
    return None, 0


def _amount(match: re.Match[str]) -> Amount:
    def number(name: str) -> Decimal:
        return Decimal(match[name].replace(",", "."))

    if match["hours"]:
        return Amount(hours=number("hours"))
    if match["days"]:
        return Amount(part=number("days") / _DAYS_A_WEEK)
    if match["percent"]:
        return Amount(part=number("percent") / 100)
    return Amount(part=number("fte") if match["fte"] else _NAMED[match["named"]])


def _longer(match: re.Match[str]) -> Longer:
    number = _SPELLED.get(match["number"]) or int(match["number"])
    return Longer(number, "week" if match["unit"] == "week" else "month")


def _project(low: str, words: Sentence, known: Known) -> tuple[str, bool, Span] | None:
    """The project that is named, whether it is known, and the words that name it with their "on"."""
    called = sorted(((one.casefold(), code) for code, name in known for one in {code, name} if one.strip()),
                    key=lambda one: -len(one[0]))  # fmt: skip
    ons = list(_ON.finditer(low))
    for on in ons:
        for name, code in called:
            end = on.end() + len(name)
            if low.startswith(name, on.end()) and not low[end : end + 1].isalnum():
                return code, True, (on.start(), end)
    for name, code in called:  # "end Ana APOLLO"
        if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", low):
            return code, True, found.span()
    for on in ons:
        word = re.match(r"[^\s\x01,;:]+", low[on.end() :])
        if word and on[0].split()[0] in {"on", "onto", "off"}:
            span = (on.start(), on.end() + word.end())
            return words.text[on.end() : span[1]], False, span
    return None


def _who(words: Sentence, begins: int, amount: Span | None, place: Span) -> tuple[str, str | None, list[Span]]:
    """Whom the line is about, and the words that say so: a mention, else what stands before amount or project."""
    if words.mentions:
        return "", words.mentions[0].user_id, [(one.start, one.end) for one in words.mentions]
    if amount is not None and amount[0] < place[0]:
        stretches = [(begins, amount[0]), (amount[1], place[0])]
    else:
        stretches = [(begins, place[0])]
    for start, end in stretches:
        if start < end and (name := _name(words.text[start:end])):
            return name, None, [(start, end)]
    return "", None, []


def _name(said: str) -> str:
    said = said.strip(_SAYS_NOTHING)
    while (shorter := _ROUND_NAME.sub("", said, count=1).strip(_SAYS_NOTHING)) != said:
        said = shorter
    return said if any(map(str.isalpha, said)) and said.lower() not in {"of", "for", "to", "with"} else ""
