"""Which teams are there, who leads them, and who is in them?"""

from collections.abc import Sequence
from dataclasses import dataclass

from ui import words as w
from ui.blocker_facts import Who
from ui.blocker_parts import person
from ui.inputs import (
    Filled,
    asked,
    channel_of,
    modal,
    people_input,
    people_of,
    text_of,
    words_input,
)
from ui.inputs import any_channel_input as channel_input
from ui.kit import Message, View, actions, button, context, header, section
from ui.text import channel as channel_link
from ui.text import cut, escape, inert, one_line, read_out
from ui.words import Commands

OPEN = "teams.open"  # the value is the team's id, or NEW
SAVE = "teams.save"
NEW = "new"

NAME, LEAD, CHANNEL, PEOPLE = "name", "lead", "channel", "people"
NAME_CHARACTERS = 80
SHOWN = 40


@dataclass(frozen=True)
class TeamRow:
    id: str
    name: str
    lead: Who | None
    channel: str | None  # Slack's id, or a name as a sheet gave it
    size: int
    may_change: bool


@dataclass(frozen=True)
class TeamFacts:
    """What the form begins with."""

    id: str = NEW
    name: str = ""
    lead: Who | None = None
    channel: str | None = None
    members: tuple[Who, ...] = ()
    may_choose_lead: bool = True


def teams(rows: Sequence[TeamRow], *, in_none: int, may_add: bool) -> Message:
    """`/pmo teams`. `in_none`: how many people are in no team."""
    opening = f"{w.plural(len(rows), 'team', 'teams')}." if rows else "There is no team yet."
    blocks = [header("Teams"), section(opening)]
    for row in rows[:SHOWN]:
        change = button(OPEN, "Change…", row.id, says=f"Change {one_line(row.name)}") if row.may_change else None
        blocks.append(section(f"*{escape(one_line(row.name), 80)}*\n{_about(row)}", accessory=change))
    more = len(rows) - SHOWN
    rest = [f"And {more} more." if more > 0 else "", _loose(in_none)]
    if any(rest):
        blocks.append(context(" ".join(part for part in rest if part)))
    if may_add:
        blocks.append(actions(button(OPEN, "New team…", NEW)))
    aloud = [f"{escape(one_line(row.name), 80)}: {_about(row)}." for row in rows]
    return Message(read_out([opening, *aloud, *rest]), blocks)


def _loose(count: int) -> str:
    return f"{w.plural(count, 'person is', 'people are')} in no team." if count else ""


def _about(row: TeamRow) -> str:
    lead = f"led by {person(row.lead, mentions=True)}" if row.lead else "nobody leads it"
    where = channel_link(row.channel or "") or escape(one_line(row.channel or ""), 80)
    return ", ".join(part for part in (lead, where, w.plural(row.size, "person", "people")) if part)


def form(facts: TeamFacts) -> View:
    name = words_input(facts.name, limit=NAME_CHARACTERS, multiline=False)
    blocks = [asked(NAME, "Name", name, optional=False)]
    if facts.may_choose_lead:
        known = [facts.lead.slack_id] if facts.lead and facts.lead.slack_id else []
        hint = "Approves for the team's people, and confirms their skills."
        blocks.append(asked(LEAD, "Lead", people_input(known, most=1), hint=hint))
    blocks.append(asked(CHANNEL, "Channel", channel_input(facts.channel)))
    chosen = people_input([who.slack_id for who in facts.members if who.slack_id])
    adds = "Whoever you add leaves the team they are in."
    hint = adds if facts.may_choose_lead else "The project management office says who comes into it."
    blocks.append(asked(PEOPLE, "People", chosen, hint=hint))
    title = "New team" if facts.id == NEW else inert(one_line(facts.name), 24) or "Team"
    return modal(title, blocks, callback_id=SAVE, submit="Save", private=facts.id)


@dataclass(frozen=True)
class Saved:
    """What the form says; Slack ids."""

    name: str
    lead: str | None
    channel: str | None
    people: tuple[str, ...]


def saved(name: str, commands: Commands) -> str:
    """The answer to the form, in plain words: a list above it shows what was before."""
    return f"{name} is saved. {commands.pmo} teams lists all of them."


def read(filled: Filled) -> Saved | dict[str, str]:
    name = cut(one_line(text_of(filled, NAME)), NAME_CHARACTERS)
    if not name:
        return {NAME: "Please write a name."}
    lead = people_of(filled, LEAD)
    return Saved(name, lead[0] if lead else None, channel_of(filled, CHANNEL), people_of(filled, PEOPLE))
