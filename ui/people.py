"""Who is here, in `/pmo people`: the list by teams, and one person's details?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ui import blocker_parts, skill_merges
from ui import words as w
from ui.blocker_facts import Who
from ui.inputs import Filled, asked, choices_input, choices_of, modal, people_input, people_of, shown, text_of
from ui.inputs import words_input as written
from ui.kit import Block, Message, View, actions, button, context, divider, header, person_menu, section
from ui.settings import week_words
from ui.text import cut, day, escape, one_line, read_out
from ui.words import Commands

SHOW = "people.show"  # the value is a person's id; a menu carries a Slack id
SAVE = "people.save"  # of the form
CONFIRM = "people.confirm"  # the value: person:skill:level

ROLES = "roles"
DEPUTY = "deputy"
HOLIDAYS = "holidays"
SHOWN = 50  # people in one list
GROUPS = 36  # teams in it: a message has fifty blocks
_ROWS = 10  # in one block
ROLE_WORDS: dict[str, str] = {
    "member": "member",
    "pm": "project manager",
    "lead": "lead",
    "pmo": "PMO",
    "executive": "executive",
    "admin": "admin",
}


@dataclass(frozen=True)
class PersonRow:
    """One line of the list. `hours` a week; `state` is "" for a member who is here."""

    id: str
    who: Who
    roles: tuple[str, ...]
    hours: Decimal
    state: str


@dataclass(frozen=True)
class PeopleFacts:
    """Teams by name with those who are shown; `more` are not."""

    groups: tuple[tuple[str, tuple[PersonRow, ...]], ...]
    more: int = 0
    may_merge_skills: bool = False
    commands: Commands = field(default_factory=Commands)


@dataclass(frozen=True)
class SkillLine:
    id: str
    name: str
    level: int
    confirmed: bool


@dataclass(frozen=True)
class PersonFacts:
    id: str
    who: Who
    is_reader: bool
    roles: tuple[str, ...]
    team: str | None
    leads: tuple[str, ...]  # names of teams
    week: tuple[Decimal, ...]
    share: Decimal  # 0 to 1
    zone: str
    holidays: str | None  # as it is kept: a region, `-` for none, None for the workspace's
    deputy: Who | None
    state: str
    skills: tuple[SkillLine, ...]
    may_give_roles: bool
    may_change: bool
    may_confirm: bool


def state_words(standing: str, last_day: date | None, today: date) -> str:
    """“guest”, “away through Fri 27 Nov”: what is to be said besides that they are here. `last_day`: of being away."""
    words = {"guest": "guest", "unseen": "not seen in Slack yet", "deactivated": "account closed"}.get(standing, "")
    away = f"away through {day(last_day, today)}" if last_day is not None and standing != "deactivated" else ""
    return ", ".join(part for part in (words, away) if part)


def people(facts: PeopleFacts) -> Message:
    """The list, team by team."""
    count = sum(len(rows) for _, rows in facts.groups) + facts.more
    opening = f"{w.plural(count, 'person', 'people')}, by team."
    blocks: list[Block] = [header("People"), section(opening)]
    for team, rows in facts.groups:
        blocks += _group(team, rows)
    if facts.more:
        blocks.append(
            context(f"And {facts.more} more. `{facts.commands.pmo} people` with a part of a name finds them.")
        )
    menu = person_menu(SHOW, "Choose a person")
    blocks.append(section("Open somebody's details. They see on their Home tab who did.", accessory=menu))
    if facts.may_merge_skills:
        blocks.append(actions(button(skill_merges.OPEN, "Skills…", "skills", says="Merge names of skills")))
    aloud = [f"{escape(team, 80)}: {'; '.join(_row(row) for row in rows)}." for team, rows in facts.groups]
    more = f"And {facts.more} more." if facts.more else ""
    return Message(read_out([opening, *aloud, more]), blocks)


def found(rows: Sequence[PersonRow], said: str) -> Message:
    """Several whom somebody may have meant."""
    opening = f"More than one person is called “{escape(cut(one_line(said), 80))}”."
    blocks = [section(opening)]
    for row in rows:
        open_it = button(SHOW, "Open", row.id, says=f"Open {one_line(row.who.name)}")
        blocks.append(section(_row(row), accessory=open_it))
    return Message(read_out([opening, *(f"{_row(row)}." for row in rows)]), blocks)


def nobody(said: str) -> str:
    return (
        f"I know nobody called “{cut(one_line(said), 80)}”. A part of the name, the address or a mention finds people."
    )


def _group(team: str, rows: Sequence[PersonRow]) -> Iterator[Block]:
    for first in range(0, len(rows), _ROWS):
        lines = "\n".join(f"• {_row(row)}" for row in rows[first : first + _ROWS])
        yield section(f"*{escape(one_line(team), 80)}*\n{lines}" if not first else lines)


def _row(row: PersonRow) -> str:
    parts = [role_words(row.roles), f"{row.hours.normalize():f} h a week", row.state]
    return f"{_name(row.who)}: {', '.join(part for part in parts if part)}"


def role_words(roles: Sequence[str]) -> str:
    """“project manager and lead”; a plain member is one."""
    named = [ROLE_WORDS[role] for role in roles if role in ROLE_WORDS and role != "member"]
    return w.listed(named, 6) if named else ROLE_WORDS["member"]


def details(facts: PersonFacts) -> View:
    """One person in a window, as a form where the reader may change something."""
    blocks = [section(f"*{_name(facts.who)}*", fields=_fields(facts)), *_skills(facts)]
    asks = list(_asks(facts))
    if asks:
        blocks += [divider(), *asks]
    if not facts.is_reader:
        blocks.append(context("They see on their Home tab that you opened this."))
    if asks:
        return modal("Details", blocks, callback_id=SAVE, submit="Save", private=facts.id)
    return modal("Details", blocks, close="Close", private=facts.id)


def _fields(facts: PersonFacts) -> list[str]:
    holidays = {None: "as everybody here", "-": "none"}.get(facts.holidays, facts.holidays or "")
    pairs = [
        ("Role", role_words(facts.roles)),
        ("Team", escape(one_line(facts.team or "none"), 80)),
        ("Usual week", f"{week_words(facts.week)}, {facts.share * 100:.0f} % for projects"),
        ("Time zone", escape(facts.zone, 80)),
        ("Public holidays", holidays),
        ("Deputy", _name(facts.deputy) if facts.deputy else "nobody"),
    ]
    pairs += [("Leads", escape(w.listed(facts.leads), 200))] if facts.leads else []
    pairs += [("Now", facts.state)] if facts.state else []
    return [f"*{title}*\n{value}" for title, value in pairs]


def _skills(facts: PersonFacts) -> Iterator[Block]:
    if not facts.skills:
        yield section("*Skills*: none said yet.")
        return
    yield section("*Skills*, level 1 to 5")
    for skill in facts.skills[:30]:
        known = " · confirmed" if skill.confirmed else ""
        ask = facts.may_confirm and not skill.confirmed
        value = f"{facts.id}:{skill.id}:{skill.level}"
        says = f"Confirm {one_line(skill.name)} at level {skill.level}"
        line = f"{escape(one_line(skill.name), 80)}: {skill.level}{known}"
        yield section(line, accessory=button(CONFIRM, "Confirm", value, says=says) if ask else None)


def _asks(facts: PersonFacts) -> Iterator[Block]:
    if facts.may_give_roles:
        choices = [(role, words[0].upper() + words[1:]) for role, words in ROLE_WORDS.items() if role != "member"]
        hint = "Everybody here is a member; each role counts as soon as it is saved."
        yield asked(ROLES, "Roles", choices_input(choices, facts.roles, placeholder="Choose roles"), hint=hint)
    if facts.may_change:
        known = [facts.deputy.slack_id] if facts.deputy and facts.deputy.slack_id else []
        hint = "Is asked while they are away, or once their account is closed."
        yield asked(DEPUTY, "Deputy", people_input(known, most=1), hint=hint)
        region = written(facts.holidays or "", limit=16, multiline=False, placeholder="DE, or DE-BY for a part of it")
        hint = "Empty: as everybody here. A single - stands for none."
        yield asked(HOLIDAYS, "Public holidays of", region, hint=hint)


@dataclass(frozen=True)
class Saved:
    """What the form says. None where it did not ask."""

    roles: tuple[str, ...] | None
    deputy: str | None  # Slack id
    holidays: str | None


def read_details(filled: Filled) -> Saved:
    deputy = people_of(filled, DEPUTY)
    roles = choices_of(filled, ROLES) if shown(filled, ROLES) else None
    return Saved(roles, deputy[0] if deputy else None, text_of(filled, HOLIDAYS) or None)


def read_confirm(value: str) -> tuple[str, str, int]:
    """(the person's id, the skill's, the level that was shown); level 0 for what is no such value."""
    person, _, rest = value.partition(":")
    skill, _, level = rest.partition(":")
    return person, skill, int(level) if level in {"1", "2", "3", "4", "5"} else 0


def _name(who: Who) -> str:
    """As a mention where Slack knows them: it interrupts nobody in an answer that only the reader sees."""
    return blocker_parts.person(who, mentions=True, nobody="Somebody")
