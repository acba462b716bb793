"""Who looked at the reader's details?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ui import words as w
from ui.blocker_facts import Who
from ui.blocker_parts import person
from ui.kit import Block, context, header, section
from ui.text import escape, moment

WHAT: Mapping[str, str] = {
    "details": "your role, hours and skills",
    "availability": "your availability",
    "skills": "your skills",
}


@dataclass(frozen=True)
class LookLine:
    """`by` is None where who looked was erased since; `what` as services.looks keeps it."""

    by: Who | None
    what: str
    at: datetime


@dataclass(frozen=True)
class LooksFacts:
    newest: tuple[LookLine, ...] = ()
    more_this_month: int = 0


def looks(facts: LooksFacts) -> Iterator[Block]:
    """The section of the Home tab. Where nobody looked, one quiet line says that it would be told here."""
    if not facts.newest:
        yield context("*Who looked at me*: nobody has opened your details.")
        return
    yield header("Who looked at me")
    yield section("\n".join(f"• {_line(one)}" for one in facts.newest))
    if facts.more_this_month:
        yield context(f"And {w.plural(facts.more_this_month, 'time', 'times')} more this month.")


def _line(look: LookLine) -> str:
    who = "Somebody who was erased since"
    if look.by is not None:
        who = person(look.by, mentions=True, nobody="Somebody")
    return f"{who} opened {WHAT.get(look.what) or escape(look.what, 40)}, {moment(look.at)}"
