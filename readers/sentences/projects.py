"""Which words of a sentence may name a project?"""

import re

from readers.days.numbers import MONTHS, WEEKDAYS
from readers.sentences.sentence import Sentence, Span

MOST = 10  # candidates handed on: each is compared with every known project
_CODE = r"[A-Z][A-Z0-9]{1,19}(?:[\-_][A-Z0-9]{1,10}){0,2}"
_NAME = r"[^\W\d_][\w]{1,30}(?:[\s\-&][^\W\d_a-zß-öø-ÿ][\w]{0,30}){0,4}"
_SAID = re.compile(r"(?<!\w)[Pp]roject\s(?:[\"'“‘*`]{0,2})([^\W_][\w\-]{1,39}(?:\s[A-Z][\w]{1,30}){0,3})")
_SAID_BEFORE = re.compile(r"(?<!\w)([^\W\d_][\w\-]{1,39})\sproject(?!\w)")
_LED = re.compile(rf"(?<!\w)(?:[Ff]or|[Oo]n|[Ii]n|[Oo]f|[Aa]t|[Tt]o|[Ww]ith)\s(?:the\s|our\s)?[*_`\"“]?({_NAME})")
_ANYWHERE = re.compile(rf"(?<![\w\-/.@#])({_CODE})(?![\w@]|[.\-/][\w])")
_CLAUSE = re.compile(
    rf"[\s,(]{{0,2}}(?<!\w)(?:[Ff]or|[Oo]n|[Ii]n)\s(?:the\s)?(?:[Pp]roject\s)?[*`]?({_CODE})[*`]?(?:\s[Pp]roject)?\)?"
    rf"(?=\s*(?:$|[.,;:!?)\n]|\x03))"
)
_NEEDED_BEFORE = re.compile(
    r"(?<!\w)(?:wait(?:s|ed|ing)?|blocked|stuck|depend(?:s|ing|ent)?|rely|relying|work(?:s|ing)?|stopped)$"
)
_TICKET = re.compile(r"([A-Z][A-Z0-9]{1,19})-[0-9]{1,10}")
_NO_NAMES = (
    frozenset(WEEKDAYS)
    | frozenset(MONTHS)
    | frozenset(
        {"i", "the", "this", "that", "my", "our", "a", "an", "it", "is", "are", "was", "has", "have", "for", "to"}
    )
    | frozenset(
        {
            "needs",
            "need",
            "and",
            "or",
            "but",
            "in",
            "on",
            "with",
            "whole",
            "new",
            "manager",
            "plan",
            "team",
            "lead",
            "of",
            "next",
            "same",
            "other",
        }
    )
    | frozenset(
        {"since", "by", "until", "asap", "eod", "eow", "eom", "cob", "eob", "pm", "am", "utc", "because", "who"}
    )
)


def candidates(words: Sentence) -> tuple[str, ...]:
    """Words that may name a project, the likeliest first: "project X", after for/on/in, any code in capitals.

    They are guesses: only a comparison with the projects that exist decides.
    """
    found = [match[1] for match in _SAID.finditer(words.masked)]
    found += [match[1] for match in _SAID_BEFORE.finditer(words.masked)]
    found += [match[1] for match in _LED.finditer(words.masked) if not match[1][0].islower()]
    codes = [match[1] for match in _ANYWHERE.finditer(words.masked)]
    found += [ticket[1] for code in codes if (ticket := _TICKET.fullmatch(code))] + codes
    trimmed = (one.strip(" -_") for one in found)
    plausible = (one for one in trimmed if len(one) > 1 and one.lower() not in _NO_NAMES)
    return tuple(dict.fromkeys(plausible))[:MOST]


def clause(words: Sentence, understood: list[Span]) -> tuple[str, Span] | None:
    """A code said in a clause of its own ("… for APOLLO", then the end, a comma or a date), and that clause.

    "Waiting for APOLLO" is none: without the code nothing would be left of what is waited for; nor is "for APOLLO-12":
    a ticket says more than its project.
    """
    masked = list(words.masked)
    for start, _ in understood:
        masked[start] = "\x03"
    text = "".join(masked)
    for match in _CLAUSE.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()].lower()
        if not _NEEDED_BEFORE.search(before) and not _TICKET.fullmatch(match[1]):
            return match[1], match.span()
    return None
