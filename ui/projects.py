"""Which projects are there, and how does one of them stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.projects import ProjectStatus
from ui import words as w
from ui.blocker_facts import Who
from ui.blocker_parts import person
from ui.kit import Block, Message, actions, button, context, header, section
from ui.text import day, escape, one_line, read_out
from ui.why import Why
from ui.words import Commands

OPEN = "projects.open"  # value: the project's id; shows its card
EDIT = "projects.edit"  # value: the project's id, or NEW
TURN = "projects.turn"  # value: the project's id
UNDO = "projects.undo"  # value: the id of the act
NEW = "new"

SHOWN = 20
LINES = 8  # people, requests and dependencies on a card
STATUSES: dict[ProjectStatus, str] = {
    ProjectStatus.PROPOSED: "proposed",
    ProjectStatus.ACTIVE: "active",
    ProjectStatus.ON_HOLD: "on hold",
    ProjectStatus.DONE: "done",
    ProjectStatus.CANCELLED: "cancelled",
}


@dataclass(frozen=True)
class Hours:
    """What a project has of people this week, hours: for good, held, and asked for by requests."""

    people: int
    committed: Decimal
    tentative: Decimal
    asked: Decimal


@dataclass(frozen=True)
class ProjectRow:
    """One line of the list."""

    id: str
    code: str
    name: str
    status: ProjectStatus
    start: date | None
    finish: date | None
    manager: Who | None
    hours: Hours
    blockers: int  # open ones


@dataclass(frozen=True)
class Booked:
    """Somebody on the project: a run of days, inclusive."""

    who: Who
    hours: Decimal
    start: date
    finish: date
    tentative: bool


@dataclass(frozen=True)
class Asked:
    """A capacity request that is not filled."""

    skill: str
    level: int
    hours: Decimal
    start: date
    finish: date


@dataclass(frozen=True)
class Leans:
    """The other side of a dependency. too_early: it holds up, as the dates are planned, until that day."""

    code: str
    name: str
    finish: date | None
    lag_weeks: int
    required: date | None = None  # the first day that it allows, where the plan begins earlier


@dataclass(frozen=True)
class Money:
    """Only for who may see it. confidence: 0 to 1."""

    budget: Decimal | None
    benefit: Decimal | None
    cost_of_delay: Decimal | None
    confidence: Decimal | None


@dataclass(frozen=True)
class ProjectFacts:
    """A card."""

    row: ProjectRow
    sponsor: Who | None
    channel: str | None
    description: str | None
    why: Why
    serves: tuple[tuple[str, Decimal], ...]  # goal, percent
    booked: tuple[Booked, ...]
    asked: tuple[Asked, ...]
    needs: tuple[Leans, ...]
    needed_by: tuple[Leans, ...]
    blockers: tuple[tuple[int, str], ...]  # (number, title) of open ones
    money: Money | None
    may_plan: bool
    today: date


def listed(rows: Sequence[ProjectRow], others: Sequence[tuple[str, ProjectStatus]], today: date, *, may_add: bool,
           commands: Commands) -> Message:  # fmt: skip
    """`/pmo projects`. others: codes of those that rest or are over."""
    opening = (
        f"{w.plural(len(rows), 'project', 'projects')}, proposed or active." if rows else "There is no project yet."
    )
    blocks: list[Block] = [header("Projects"), section(opening)]
    for row in rows[:SHOWN]:
        show = button(OPEN, "Show", row.id, says=f"Show {one_line(row.code)}")
        blocks.append(section(f"*{called(row)}*\n{_about(row, today)}", accessory=show))
    rest = []
    if (more := len(rows) - SHOWN) > 0:
        rest.append(f"And {more} more; {commands.pmo} projects with a code or name shows one.")
    if others:
        told = [f"{escape(one_line(code), 40)} ({STATUSES[status]})" for code, status in others]
        rest.append(f"Besides: {w.listed(told, LINES)}.")
    blocks += [context(" ".join(rest))] if rest else []
    blocks += [actions(button(EDIT, "New project…", NEW))] if may_add else []
    aloud = [f"{called(row)}: {_about(row, today)}." for row in rows]
    return Message(read_out(["Projects.", opening, *aloud, *rest]), blocks)


def called(row: ProjectRow) -> str:
    """“APOLLO, Patient portal”."""
    return ", ".join(escape(one_line(part), 120) for part in dict.fromkeys((row.code, row.name)) if part)


def _about(row: ProjectRow, today: date) -> str:
    led = f"led by {person(row.manager, mentions=True)}" if row.manager else "nobody leads it"
    blockers = w.plural(row.blockers, "open blocker", "open blockers") if row.blockers else ""
    told = (STATUSES[row.status], dates(row, today), led, hours_words(row.hours), blockers)
    return ", ".join(part for part in told if part)


def dates(row: ProjectRow, today: date) -> str:
    if row.start and row.finish:
        return f"{day(row.start, today)} to {day(row.finish, today)}"
    if row.start or row.finish:
        return f"from {day(row.start, today)}" if row.start else f"until {day(row.finish or today, today)}"
    return "no dates yet"


def hours_words(hours: Hours) -> str:
    if not hours.people and not hours.asked:
        return "nobody is on it"
    told = [w.plural(hours.people, "person", "people")] if hours.people else []
    told += [w.hours_words(hours.committed)] if hours.committed else []
    told += [f"{w.hours_words(hours.tentative)} tentative"] if hours.tentative else []
    told += [f"{w.hours_words(hours.asked)} asked for"] if hours.asked else []
    return ", ".join(told)


def told(code: str, name: str, status: ProjectStatus) -> Message:
    """To who was booked on it."""
    called_ = ", ".join(escape(one_line(part), 120) for part in dict.fromkeys((code, name)) if part)
    effect = {
        ProjectStatus.ON_HOLD: "Your hours on it rest until it goes on.",
        ProjectStatus.ACTIVE: "Your hours on it count.",
        ProjectStatus.PROPOSED: "Your hours on it are tentative.",
    }.get(status, "Your hours on it end with that day.")
    said = f"{called_} is {STATUSES[status]} now. {effect}"
    return Message(said, [section(said)])


def turned(status: ProjectStatus, people: int, requests: int, blockers: int, *, code: str) -> str:
    """What became of it, as one paragraph above its card."""
    parts = [f"{escape(one_line(code), 80)} is {STATUSES[status]} now."]
    if people:
        rest = "rest" if status == ProjectStatus.ON_HOLD else "end today"
        parts.append(f"The bookings of {w.plural(people, 'person', 'people')} {rest}; they will hear of it.")
    if requests:
        parts.append(f"{w.plural(requests, 'request is', 'requests are')} withdrawn.")
    if blockers:
        parts.append(f"{w.plural(blockers, 'blocker stays', 'blockers stay')} open with their owners.")
    return " ".join(parts)


def saved(code: str) -> str:
    """Above the card, after a form."""
    return f"{escape(one_line(code), 80)} is saved."


def taken_back(code: str) -> str:
    """Above the card, after *Undo*."""
    return f"Taken back: {escape(one_line(code), 80)} is as it was."
