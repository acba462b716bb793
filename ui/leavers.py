"""How is somebody asked who takes over what a leaver was to do?"""

from dataclasses import dataclass

from ui import words as w
from ui.blocker_facts import Ref, Who
from ui.blocker_parts import person
from ui.kit import Message, actions, button, person_menu, section
from ui.text import escape, one_line, read_out

CHOOSE = "leavers.choose"
HAND_OVER = "leavers.hand_over"  # the value is the leaver's id
SHOWN = 8


@dataclass(frozen=True)
class LeaverFacts:
    id: str
    who: Who
    blockers: tuple[Ref, ...]
    projects: tuple[str, ...]  # codes
    teams: tuple[str, ...]  # names
    stands_in_for: tuple[Who, ...]


def ask(facts: LeaverFacts) -> Message:
    """A direct message with a choice of people and one button."""
    name = escape(one_line(facts.who.name), 80) or "Somebody"
    opening = f"The account of {name} was closed. Who takes over what was with them?"
    lines = _lines(facts)
    closing = "One person gets all of it now; each part can be handed on from there."
    menu = person_menu(CHOOSE, "Choose a person")
    hand_over = button(HAND_OVER, "Hand over", facts.id, style="primary", says=f"Hand over what was with {name}")
    shown = "\n".join(f"• {line}" for line in lines)
    blocks = [section(opening), section(shown), section(closing), actions(menu, hand_over)]
    return Message(read_out([opening, *(f"{line}." for line in lines), closing]), blocks)


def handed_over(facts: LeaverFacts, to: Who) -> str:
    """The answer under the message, in plain words."""
    return f"Handed over to {one_line(to.name) or 'them'}: {'; '.join(_plain(line) for line in _lines(facts))}."


def _plain(line: str) -> str:
    return line[0].lower() + line[1:]


def _lines(facts: LeaverFacts) -> list[str]:
    lines = []
    if facts.blockers:
        named = [f"{w.label(one.number)} {escape(one_line(one.title), 60)}" for one in facts.blockers]
        lines.append(f"{w.plural(len(named), 'open blocker', 'open blockers')}: {w.listed(named, SHOWN)}")
    if facts.projects:
        lines.append(f"Project manager of {escape(w.listed(facts.projects, SHOWN), 300)}")
    if facts.teams:
        lines.append(f"Lead of {escape(w.listed(facts.teams, SHOWN), 300)}")
    if facts.stands_in_for:
        names = [person(one, mentions=True) for one in facts.stands_in_for]
        lines.append(f"Deputy of {w.listed(names, SHOWN)}")
    return lines
