"""Which words of a sentence may name a project?"""

import re
from itertools import islice

from readers.days.numbers import MONTHS, WEEKDAYS
from readers.sentences.sentence import Sentence, Span

MOST = 10  # candidates handed on: each is compared with every known project
MOST_CLAUSES = 20
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
_FOR = re.compile(r"(?<!\w)for\s", re.IGNORECASE)
_WHAT = re.compile(
    r"(?:the\s|our\s)?(?:project\s)?[*`\"“]?([^\W_][^\x01-\x03,;:!?()\n]{0,79}?)[*`\"”]?(?:\sproject)?"
    r"(?=\s*(?:$|[,;:!?)\n]|\.(?!\w)|\x03))",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"(?<!\w)(?:is|are|was|were|be|ready|responsible|look(?:s|ed|ing)?|ask(?:s|ed|ing)?|pa(?:ys?|id))$"
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
    text = _marked(words, understood)
    for match in _CLAUSE.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()].lower()
        if not _NEEDED_BEFORE.search(before) and not _TICKET.fullmatch(match[1]):
            return match[1], match.span()
    return None


def for_what(words: Sentence, understood: list[Span]) -> tuple[tuple[str, Span], ...]:
    """What stands between a "for" and the end of its clause, in any case, with the span of the whole clause.

    "Review for apollo users" gives "apollo users": only a comparison with the projects that exist tells whether it is
    one of them and nothing else. "Responsible for apollo" is none: without it the words before would hang in the air.
    """
    text = _marked(words, understood)
    found = []
    for lead in islice(_FOR.finditer(text), MOST_CLAUSES):
        what = _WHAT.match(text, lead.end())
        before = text[max(0, lead.start() - 13) : lead.start()].lower().rstrip()
        if what is None or _NEEDED_BEFORE.search(before) or _LEANING.search(before):
            continue
        start, end = lead.start(), what.end()
        opened, closed = text[start - 1 : start] == "(", text[end : end + 1] == ")"
        if not opened:
            found.append((" ".join(what[1].split()), (start, end)))
        elif closed:
            found.append((" ".join(what[1].split()), (start - 1, end + 1)))
    return tuple(found)


def _marked(words: Sentence, understood: list[Span]) -> str:
    """The masked sentence with a mark where something begins that was understood: a clause may end there."""
    masked = list(words.masked)
    for start, _ in understood:
        masked[start] = "\x03"
    return "".join(masked)
