"""What happened to blockers this week, and which matter most? One screen, and the rest in its thread.

No person is named in it: what is told upward is about work that stands still, never about who raised it or has it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ui import words as w
from ui.attention import digest_button
from ui.blocker_facts import Ref, RootFacts, Row
from ui.blocker_lists import root_aloud, root_blocks, row_words
from ui.blocker_parts import title
from ui.kit import Block, Message, actions, context, header, section
from ui.text import day, escape, one_line, read_out, sentence
from ui.words import Commands

SHOWN = 3  # of each list on the screen
_PAGE, _PAGES = 10, 3  # rows of a message in the thread, and how many messages a list may take there
_SECTION = 5  # rows of one section: more of the longest would not fit


@dataclass(frozen=True)
class Cleared:
    """A blocker that was cleared in the week; `days` is how long it had stood."""

    ref: Ref
    days: int
    project_code: str | None


@dataclass(frozen=True)
class Climb:
    """A blocker that went up the ladder in the week; `to` is where to, in our words, such as “the sponsor”."""

    row: Row
    to: str


@dataclass(frozen=True)
class DigestFacts:
    """The week from `first` (a Monday) to `last`; `today` and every date in the reader's zone, or the workspace's."""

    first: date
    last: date
    today: date
    open: int  # now
    reported: tuple[Row, ...]
    cleared: tuple[Cleared, ...]
    climbed: tuple[Climb, ...]
    decisions: tuple[Row, ...]  # open ones that wait for a decision, the most urgent first
    root: RootFacts | None
    commands: Commands = field(default_factory=Commands)
    asked: bool = False  # whether it comes to somebody who asked for it, and may ask for it no more


@dataclass(frozen=True)
class Digest:
    message: Message
    thread: tuple[Message, ...]  # in its thread, in this order


@dataclass(frozen=True)
class _Line:
    shown: str  # mrkdwn
    aloud: str


@dataclass(frozen=True)
class _Part:
    name: str
    lines: Sequence[_Line]
    on_screen: int


def digest(facts: DigestFacts) -> Digest:
    """The screen of one reader, with what does not fit on it as messages for its thread; of a quiet week one line."""
    parts = [part for part in _parts(facts) if part.lines]
    if not parts and facts.root is None:
        return _quiet(facts)
    thread = tuple(message for part in parts for message in _thread(part))
    blocks = [header(f"Blockers from {_span(facts)}"), section(_counts(facts, " · ", "*"))]
    aloud = [f"Blockers from {_span(facts)}.", f"{_counts(facts, ', ')}."]
    if facts.root is not None:
        blocks += root_blocks(facts.root, owner=False)
        aloud.append(root_aloud(facts.root, owner=False))
    for part in parts:
        shown = part.lines[: part.on_screen]
        blocks += [section(_listed(f"*{_heading(part)}*", shown))] if shown else []
        aloud += [f"{_heading(part)}:", *(line.aloud for line in shown)] if shown else []
    where = "The rest is in the thread. " if thread else ""
    closing = f"{where}`{facts.commands.pmo} blockers` lists every open blocker."
    return Digest(Message(read_out([*aloud, closing]), [*blocks, context(closing), *_stop(facts)]), thread)


def _quiet(facts: DigestFacts) -> Digest:
    still = f"{facts.open} {'is' if facts.open == 1 else 'are'} open" if facts.open else "none is open"
    line = f"A quiet week: from {_span(facts)} no blocker was reported or cleared, and {still}."
    return Digest(Message(line, [section(line), *_stop(facts)]), ())


def _stop(facts: DigestFacts) -> list[Block]:
    return [actions(digest_button(wanted=True))] if facts.asked else []


def _parts(facts: DigestFacts) -> tuple[_Part, ...]:
    """In the order in which they help to decide. What was reported is only counted on the screen."""
    return (
        _Part("Waiting for a decision", [_row(one) for one in facts.decisions], SHOWN),
        _Part("Climbed the ladder", [_row(one.row, f" · went to {one.to}") for one in facts.climbed], SHOWN),
        _Part("Cleared", [_cleared(one) for one in facts.cleared], SHOWN),
        _Part("Reported", [_row(one) for one in facts.reported], 0),
    )


def _span(facts: DigestFacts) -> str:
    return f"{day(facts.first, facts.today)} to {day(facts.last, facts.today)}"


def _counts(facts: DigestFacts, between: str, strong: str = "") -> str:
    known = [f"{strong}{facts.open or 'Nothing'} open now{strong}", f"{len(facts.reported) or 'none'} reported"]
    known.append(f"{len(facts.cleared) or 'none'} cleared")
    known += [f"{len(facts.climbed)} climbed the ladder"] if facts.climbed else []
    return between.join([*known, f"{len(facts.decisions) or 'none'} waiting for a decision"])


def _heading(part: _Part) -> str:
    return f"{part.name} ({len(part.lines)})"


def _row(row: Row, after: str = "") -> _Line:
    named, told = title(row.title, 120), row_words(row, mentions=False, owner=False) + after
    return _Line(f"*{w.label(row.number)}* {named}\n{told}", sentence(f"{w.label(row.number)}, {named}: {told}"))


def _cleared(one: Cleared) -> _Line:
    after = f"after {w.days(one.days)}" if one.days else "on the day it began"
    told = " · ".join(part for part in (after, escape(one_line(one.project_code or ""), 40)) if part)
    named = title(one.ref.title, 120)
    label = w.label(one.ref.number)
    return _Line(f"*{label}* {named} · {told}", sentence(f"{label}, {named}: {told}"))


def _listed(heading: str, lines: Sequence[_Line]) -> str:
    return "\n".join([heading, *(line.shown for line in lines)])


def _thread(part: _Part) -> Iterator[Message]:
    """The lines that the screen does not show, a page a message."""
    rest = part.lines[part.on_screen :]
    shown = rest[: _PAGE * _PAGES]
    for start in range(0, len(shown), _PAGE):
        page = shown[start : start + _PAGE]
        heading = f"{'Also ' + part.name.lower() if part.on_screen else _heading(part)}{', going on' if start else ''}"
        blocks: list[Block] = [section(_listed(f"*{heading}*", page[:_SECTION]))]
        blocks += [section("\n".join(line.shown for line in page[_SECTION:]))] if page[_SECTION:] else []
        left = len(rest) - len(shown) if start + _PAGE >= len(shown) else 0
        more = f"And {left} more." if left else ""
        blocks += [context(more)] if more else []
        yield Message(read_out([f"{heading}:", *(line.aloud for line in page), more]), blocks)
