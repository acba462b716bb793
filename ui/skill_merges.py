"""How does the PMO say that two names of skills mean the same?"""

from collections.abc import Sequence
from dataclasses import dataclass

from ui import words as w
from ui.inputs import Choice, Filled, asked, choice_input, choice_of, modal
from ui.kit import View, context, section
from ui.text import cut, escape, one_line

OPEN = "skills.open"
CHOOSE = "skills.choose"  # of the form
MERGE = "skills.merge"  # of the question that follows

GOES, INTO = "goes", "into"


@dataclass(frozen=True)
class SkillRow:
    id: str
    name: str
    people: int


@dataclass(frozen=True)
class MergeFacts:
    goes: SkillRow
    into: SkillRow
    both: int  # people who have both


def form(rows: Sequence[SkillRow]) -> View:
    """Two names out of those in use."""
    if len(rows) < 2:
        return modal(
            "Skills", [section("Fewer than two names are in use, so there is nothing to merge.")], close="Close"
        )
    choices: list[Choice] = [
        (row.id, f"{cut(one_line(row.name), 50)} ({w.plural(row.people, 'person', 'people')})") for row in rows
    ]
    goes = choice_input(choices, placeholder="Such as k8s")
    into = choice_input(choices, placeholder="Such as Kubernetes")
    blocks = [
        section("Two names for the same thing? Say it here, and both lead to one."),
        asked(GOES, "Which name goes?", goes, optional=False),
        asked(INTO, "In which one does it go on?", into, optional=False, hint="You see first what would happen."),
    ]
    return modal("Skills", blocks, callback_id=CHOOSE, submit="Next")


def read(filled: Filled) -> tuple[str, str] | dict[str, str]:
    """(id of the name that goes, id of the one that stays)."""
    goes, into = choice_of(filled, GOES), choice_of(filled, INTO)
    if not goes or not into:
        return {GOES if not goes else INTO: "Please choose a name."}
    return (goes, into) if goes != into else {INTO: "That is the same name. Please choose another one."}


def question(facts: MergeFacts) -> View:
    """What would happen, before it does: a merge cannot be undone."""
    goes, into = (escape(cut(one_line(one.name), 64)) for one in (facts.goes, facts.into))
    lines = [f"*{goes} goes on in {into}.*", _people(facts, goes, into)]
    if facts.both:
        has = "has" if facts.both == 1 else "have"
        lines.append(f"{facts.both} of them {has} both: the higher level stays, and its confirmation with it.")
    lines.append(f"Whoever writes “{goes}” later gets {into}.")
    blocks = [section("\n".join(lines)), context("This cannot be undone.")]
    return modal("Merge skills", blocks, callback_id=MERGE, submit="Merge", private=f"{facts.goes.id}:{facts.into.id}")


def _people(facts: MergeFacts, goes: str, into: str) -> str:
    count = facts.goes.people
    if not count:
        return f"Nobody has {goes}."
    return f"{w.plural(count, 'person', 'people')} with {goes} {'has' if count == 1 else 'have'} {into} then."


def pair(private: str) -> tuple[str, str]:
    """Of the question: (id of the name that goes, id of the one that stays)."""
    goes, _, into = private.partition(":")
    return goes, into


def merged(facts: MergeFacts) -> str:
    return f"{one_line(facts.goes.name)} goes on in {one_line(facts.into.name)}."
