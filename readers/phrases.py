"""What does somebody who is blocked say in one sentence: what, since when, until when, who helps, for which project?"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from readers.days.values import DateWords
from readers.escapes import clean
from readers.sentences import causes, hours, people, projects, times
from readers.sentences.causes import Cause
from readers.sentences.sentence import Sentence, Span, blanked, sentence
from readers.sentences.titles import title

__all__ = ["BlockerWords", "Cause", "blocker", "number", "subcommand", "title_without"]

_NUMBER = re.compile(r"(?:b[\s-]*)?(\d{1,9})[.!?]?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class BlockerWords:
    """A sentence about a blocker, understood as far as it was; all texts are raw: escape them before they are shown.

    title lacks what was understood (dates, "for @Bo", hours) and the clause that names project_said. Where that is not
    the project that was found, take title_with_project instead, or a word of the person would be lost; it may lack the
    clause of for_what (what stands after a "for", and where) that names the project: see title_without.
    said is the whole sentence (at most 3,000 characters, lines kept); title is "" only when nothing was written.
    since is to be resolved in the past, needed_by in the future; helper, on_behalf_of and mentions are Slack user ids
    and not checked against anything; a mention without a name reads as "@U123" in the texts (escapes.named).
    """

    title: str
    title_with_project: str
    said: str
    since: DateWords | None
    needed_by: DateWords | None
    helper: str | None
    on_behalf_of: str | None
    mentions: tuple[str, ...]
    channels: tuple[str, ...]
    links: tuple[str, ...]
    project_candidates: tuple[str, ...]
    project_said: str | None
    for_what: tuple[tuple[str, Span], ...]
    understood: tuple[Span, ...]
    cause: Cause | None
    hours_per_week: Decimal | None


def blocker(text: str) -> BlockerWords:
    """Read a sentence as Slack delivers it (escaped). Never raises and never refuses; any length, any characters."""
    words = sentence(text)
    when = times.times(words)
    idle = hours.hours_per_week(words.low)
    out = [*when.spans, *([idle[1]] if idle else [])]
    behalf = people.on_behalf_of(words, blanked(words.low, out, " "))
    out += [behalf[1]] if behalf else []
    project = projects.clause(words, out)
    helper = people.helper(words, behalf[0] if behalf else None)
    return BlockerWords(
        title=_title(words, [*out, project[1]] if project else out, when.bare),
        title_with_project=_title(words, out, when.bare),
        said=words.text,
        since=when.since,
        needed_by=when.needed_by,
        helper=helper,
        on_behalf_of=behalf[0].user_id if behalf else None,
        mentions=tuple(dict.fromkeys(one.user_id for one in words.mentions)),
        channels=words.channels,
        links=words.links,
        project_candidates=projects.candidates(words),
        project_said=project[0] if project else None,
        for_what=projects.for_what(words, out),
        understood=tuple(out),
        cause=causes.cause(words, helper is not None),
        hours_per_week=idle[0] if idle else None,
    )


def title_without(words: BlockerWords, clause: Span) -> str:
    """The title without one of the clauses of for_what as well; where nothing would be left, with it."""
    return title(words.said, (*words.understood, clause)) or words.title_with_project


def _title(words: Sentence, out: list[Span], dates_only: tuple[Span, ...]) -> str:
    """The title; where nothing would be left of the sentence, less is taken out of it."""
    return title(words.text, tuple(out)) or title(words.text, dates_only) or title(words.text, ())


def number(text: str) -> int | None:
    """The number of a blocker, where the text is nothing else: `B-12`, `b12` or `12`."""
    said = _NUMBER.fullmatch(clean(text).strip())
    return int(said[1]) if said else None


def subcommand(text: str, names: Collection[str], alone: Collection[str] = ()) -> tuple[str, str]:
    """The first word when it is one of the names (any case; given in small letters), and the rest; else "" and all.

    Names in alone count only when nothing follows: "list" is a command, "list of servers is missing" a sentence. What
    a keyboard adds to a word ("help?", "list.") does not make it another one.
    """
    text = clean(text).strip()
    parts = text.split(maxsplit=1)
    word = parts[0].lower().rstrip(".!?") if parts else ""
    rest = parts[1] if len(parts) > 1 else ""
    if word in names or (word in alone and not rest):
        return word, rest
    return "", text
