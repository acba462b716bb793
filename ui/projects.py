"""Which projects are there, and how does one of them stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.projects import ProjectStatus
from ui import words as w
from ui.blocker_facts import Who
from ui.blocker_parts import person
from ui.kit import Block, Element, Message, actions, button, context, header, section
from ui.text import channel as channel_link
from ui.text import day, escape, one_line, read_out
from ui.why import Why, why_line
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
        blocks.append(section(f"*{_called(row)}*\n{_about(row, today)}", accessory=show))
    rest = []
    if (more := len(rows) - SHOWN) > 0:
        rest.append(f"And {more} more; {commands.pmo} projects with a code or name shows one.")
    if others:
        told = [f"{escape(one_line(code), 40)} ({STATUSES[status]})" for code, status in others]
        rest.append(f"Besides: {w.listed(told, LINES)}.")
    blocks += [context(" ".join(rest))] if rest else []
    blocks += [actions(button(EDIT, "New project…", NEW))] if may_add else []
    aloud = [f"{_called(row)}: {_about(row, today)}." for row in rows]
    return Message(read_out(["Projects.", opening, *aloud, *rest]), blocks)


def card(facts: ProjectFacts, *, said: str = "", undo: str | None = None) -> Message:
    """One project. `said`: what was just done to it, with the way back."""
    row, today = facts.row, facts.today
    title = _called(row)
    parts = [
        f"*{title}*" + (f"\n{escape(one_line(facts.description), 500)}" if facts.description else ""),
        _line("What for", why_line(facts.why, _served(facts.serves)) if facts.why.goal else "No goal is named yet"),
        _line("Stands", _stands(facts)),
        _line("People this week", _hours(row.hours)),
    ]
    parts += [_line("Booked", _several([_booked(one, today) for one in facts.booked]))] if facts.booked else []
    parts += [_line("Asked for", _several([_asked(one, today) for one in facts.asked]))] if facts.asked else []
    parts += [_line("Needs", _several([_leans(one, today) for one in facts.needs]))] if facts.needs else []
    parts += (
        [_line("Is needed by", _several([_leans(one, today) for one in facts.needed_by]))] if facts.needed_by else []
    )
    if facts.blockers:
        parts.append(
            _line("Open blockers", _several([f"{w.label(n)} {escape(one_line(t), 80)}" for n, t in facts.blockers]))
        )
    parts += [_line("Money", _money(facts.money))] if facts.money is not None else []
    shown = [section(part) for part in parts]
    above = (
        [section(said, accessory=button(UNDO, "Undo", undo, says="Undo this change") if undo else None)] if said else []
    )
    below: list[Element] = []
    if facts.may_plan:
        below = [button(EDIT, "Edit…", row.id), button(TURN, "Hold or close…", row.id)]
    blocks = [*above, *shown, *([actions(*below)] if below else [])]
    aloud = [said, *(part.replace("*", "").replace("\n", ": ", 1) + "." for part in parts)]
    return Message(read_out(aloud), blocks)


def _line(name: str, text: str) -> str:
    return f"*{name}*\n{text}"


def _called(row: ProjectRow) -> str:
    """“APOLLO, Patient portal”."""
    return ", ".join(escape(one_line(part), 120) for part in dict.fromkeys((row.code, row.name)) if part)


def _about(row: ProjectRow, today: date) -> str:
    led = f"led by {person(row.manager, mentions=True)}" if row.manager else "nobody leads it"
    blockers = w.plural(row.blockers, "open blocker", "open blockers") if row.blockers else ""
    told = (STATUSES[row.status], _dates(row, today), led, _hours(row.hours), blockers)
    return ", ".join(part for part in told if part)


def _dates(row: ProjectRow, today: date) -> str:
    if row.start and row.finish:
        return f"{day(row.start, today)} to {day(row.finish, today)}"
    if row.start or row.finish:
        return f"from {day(row.start, today)}" if row.start else f"until {day(row.finish or today, today)}"
    return "no dates yet"


def _stands(facts: ProjectFacts) -> str:
    row = facts.row
    told = [STATUSES[row.status], _dates(row, facts.today)]
    told.append(f"led by {person(row.manager, mentions=True)}" if row.manager else "nobody leads it")
    told += [f"sponsored by {person(facts.sponsor, mentions=True)}"] if facts.sponsor else []
    where = channel_link(facts.channel or "") or escape(one_line(facts.channel or ""), 80)
    return ", ".join(part for part in (*told, where) if part)


def _hours(hours: Hours) -> str:
    if not hours.people and not hours.asked:
        return "nobody is on it"
    told = [w.plural(hours.people, "person", "people")] if hours.people else []
    told += [w.hours_words(hours.committed)] if hours.committed else []
    told += [f"{w.hours_words(hours.tentative)} tentative"] if hours.tentative else []
    told += [f"{w.hours_words(hours.asked)} asked for"] if hours.asked else []
    return ", ".join(told)


def _served(serves: Sequence[tuple[str, Decimal]]) -> str:
    percent = serves[0][1] if serves else Decimal(0)
    more = f", and {w.plural(len(serves) - 1, 'more goal', 'more goals')}" if len(serves) > 1 else ""
    return f"serves it to {percent.normalize():f} %{more}"


def _several(items: Sequence[str]) -> str:
    more = len(items) - LINES
    rows = [f"• {one}" for one in items[:LINES]] + ([f"• and {more} more"] if more > 0 else [])
    return "\n".join(rows)


def _booked(one: Booked, today: date) -> str:
    maybe = ", tentative" if one.tentative else ""
    return f"{person(one.who, mentions=True)}: {w.hours_words(one.hours)}, {day(one.start, today)} to {day(one.finish, today)}{maybe}"


def _asked(one: Asked, today: date) -> str:
    what = f"{escape(one_line(one.skill), 80)} at level {one.level} or above"
    return f"{what}: {w.hours_words(one.hours)}, {day(one.start, today)} to {day(one.finish, today)}"


def _leans(one: Leans, today: date) -> str:
    called = ", ".join(escape(one_line(part), 80) for part in dict.fromkeys((one.code, one.name)) if part)
    until = f", planned until {day(one.finish, today)}" if one.finish else ""
    lag = f", {w.plural(one.lag_weeks, 'week', 'weeks')} between them" if one.lag_weeks else ""
    late = f": the plan begins before {day(one.required, today)}, which is too early" if one.required else ""
    return f"{called}{until}{lag}{late}"


def _money(money: Money) -> str:
    told = [
        (name, value)
        for name, value in (
            ("budget", money.budget),
            ("benefit", money.benefit),
            ("cost of delay", money.cost_of_delay),
        )
        if value is not None
    ]
    parts = [f"{name} {_amount(value)}{' a week' if name == 'cost of delay' else ''}" for name, value in told]
    parts += [f"confidence {money.confidence * 100:.0f} %"] if money.confidence is not None else []
    return ", ".join(parts) if parts else "nothing is known yet"


def _amount(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value:,.2f}"
