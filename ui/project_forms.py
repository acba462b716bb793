"""How is a project filled in, and how is it put on hold or closed?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from planning.projects import ProjectStatus
from ui.blocker_facts import Who
from ui.inputs import (
    Choice,
    Filled,
    any_channel_input,
    asked,
    channel_of,
    choice_input,
    choice_of,
    choices_input,
    choices_of,
    day_input,
    day_of,
    modal,
    number_input,
    number_of,
    people_input,
    people_of,
    shown,
    text_of,
    words_input,
)
from ui.kit import View, section
from ui.projects import NEW, Money
from ui.text import cut, escape, inert, one_line

SAVE = "projects.save"
TURN_FORM = "projects.turn_form"

CODE, NAME, MANAGER, SPONSOR, START, FINISH = "code", "name", "manager", "sponsor", "start", "finish"
CHANNEL, DESCRIPTION, GOALS, NEEDS, STATUS = "channel", "description", "goals", "needs", "status"
MONEY = ("budget", "benefit", "cost_of_delay", "confidence")
SERVES = "serves_"  # and the goal's id: how much, in percent
CODE_CHARACTERS, NAME_CHARACTERS, DESCRIPTION_CHARACTERS = 40, 120, 500
MOST_MONEY = 10**15
GOALS_SHOWN = 8  # with a number each

_CHANGES: Mapping[ProjectStatus, str] = {
    ProjectStatus.PROPOSED: "Proposed: its bookings count as tentative",
    ProjectStatus.ACTIVE: "Active: its bookings count",
    ProjectStatus.ON_HOLD: "On hold: its bookings stay and count for nothing",
    ProjectStatus.DONE: "Done: its bookings end today",
    ProjectStatus.CANCELLED: "Cancelled: its bookings end today",
}


@dataclass(frozen=True)
class FormFacts:
    """What the form begins with. goals: (id, name) with percent; projects: those that it may need."""

    id: str = NEW
    code: str = ""
    name: str = ""
    manager: Who | None = None
    sponsor: Who | None = None
    start: date | None = None
    finish: date | None = None
    channel: str | None = None
    description: str = ""
    goals: tuple[tuple[str, str, Decimal | None], ...] = ()
    projects: tuple[Choice, ...] = ()
    needs: tuple[str, ...] = ()
    money: Money | None = None


def form(facts: FormFacts) -> View:
    """A project, or a new one."""
    blocks = []
    if facts.id == NEW:
        code = words_input(facts.code, limit=CODE_CHARACTERS, multiline=False, placeholder="APOLLO", focus=True)
        hint = "Short and without spaces: everybody names the project by it."
        blocks.append(asked(CODE, "Code", code, optional=False, hint=hint))
    blocks.append(asked(NAME, "Name", words_input(facts.name, limit=NAME_CHARACTERS, multiline=False)))
    blocks.append(asked(MANAGER, "Project manager", people_input(_known(facts.manager), most=1)))
    blocks.append(asked(SPONSOR, "Sponsor", people_input(_known(facts.sponsor), most=1)))
    blocks.append(asked(START, "Start", day_input(facts.start)))
    blocks.append(asked(FINISH, "Finish", day_input(facts.finish)))
    for goal_id, name, percent in facts.goals[:GOALS_SHOWN]:
        label = f"Serves “{inert(one_line(name), 60)}”, in percent"
        blocks.append(asked(f"{SERVES}{goal_id}", label, number_input(percent, high=100)))
    if facts.projects:
        menu = choices_input(facts.projects, facts.needs, placeholder="Choose projects")
        blocks.append(asked(NEEDS, "Cannot begin before these are done", menu))
    if facts.money is not None:
        blocks += _money(facts.money)
    blocks.append(asked(CHANNEL, "Channel", any_channel_input(facts.channel)))
    description = words_input(facts.description, limit=DESCRIPTION_CHARACTERS)
    blocks.append(asked(DESCRIPTION, "What it is about", description))
    title = "New project" if facts.id == NEW else inert(one_line(facts.code), 24) or "Project"
    return modal(title, blocks, callback_id=SAVE, submit="Save", private=facts.id)


def _money(money: Money) -> list[dict[str, object]]:
    labels = {
        "budget": "Budget",
        "benefit": "Benefit",
        "cost_of_delay": "Cost of delay, a week",
    }
    rows = [asked(name, label, number_input(getattr(money, name), high=MOST_MONEY)) for name, label in labels.items()]
    percent = money.confidence * 100 if money.confidence is not None else None
    hint = "How sure is it that the benefit comes?"
    return [*rows, asked("confidence", "Confidence, in percent", number_input(percent, high=100), hint=hint)]


@dataclass(frozen=True)
class Saved:
    """What the form says; people and channel by Slack's ids. money None: the form did not show it."""

    code: str
    name: str
    manager: str | None
    sponsor: str | None
    start: date | None
    finish: date | None
    channel: str | None
    description: str | None
    serves: Mapping[str, Decimal] = field(default_factory=dict)  # of the goals that were shown: percent by id
    shown_goals: tuple[str, ...] = ()
    needs: tuple[str, ...] | None = None  # ids; None: the form did not show it
    money: Mapping[str, Decimal | None] | None = None


def read(filled: Filled) -> Saved | dict[str, str]:
    """What was filled in, or a sentence for each input that cannot be taken."""
    errors: dict[str, str] = {}
    numbers: dict[str, Decimal | None] = {}
    for block in filled:
        if block in MONEY or block.startswith(SERVES):
            high = 100 if block == "confidence" or block.startswith(SERVES) else MOST_MONEY
            numbers[block] = _number(filled, block, high, errors)
    start, finish = day_of(filled, START), day_of(filled, FINISH)
    if start and finish and finish < start:
        errors[FINISH] = "It ends before it begins. Please choose a day on or after the start."
    if errors:
        return errors
    manager, sponsor = people_of(filled, MANAGER), people_of(filled, SPONSOR)
    goals = {block.removeprefix(SERVES): value for block, value in numbers.items() if block.startswith(SERVES)}
    return Saved(
        code=one_line(text_of(filled, CODE)),
        name=cut(one_line(text_of(filled, NAME)), NAME_CHARACTERS),
        manager=manager[0] if manager else None,
        sponsor=sponsor[0] if sponsor else None,
        start=start,
        finish=finish,
        channel=channel_of(filled, CHANNEL),
        description=cut(text_of(filled, DESCRIPTION), DESCRIPTION_CHARACTERS) or None,
        serves={goal: value for goal, value in goals.items() if value},
        shown_goals=tuple(goals),
        needs=choices_of(filled, NEEDS) if NEEDS in filled else None,
        money=_read_money(numbers) if any(shown(filled, name) or name in filled for name in MONEY) else None,
    )


def _read_money(numbers: Mapping[str, Decimal | None]) -> Mapping[str, Decimal | None]:
    told = {name: numbers.get(name) for name in MONEY}
    percent = told["confidence"]
    return {**told, "confidence": percent / 100 if percent is not None else None}


def _number(filled: Filled, block: str, high: int, errors: dict[str, str]) -> Decimal | None:
    try:
        number = number_of(filled, block)
    except ValueError:
        errors[block] = "Please write a number."
        return None
    if number is not None and not 0 <= number <= high:
        errors[block] = f"Please write a number from 0 to {high:,}."
        return None
    return number.quantize(Decimal("0.01")) if number is not None else None


@dataclass(frozen=True)
class TurnFacts:
    """What would become of a project's people, requests and blockers."""

    id: str
    code: str
    status: ProjectStatus
    people: int
    hours: Decimal  # of bookings that run this day, a week
    requests: int
    blockers: int


def turn_form(facts: TurnFacts) -> View:
    """The effect first, then the choice."""
    others = [status for status in ProjectStatus if status != facts.status]
    choices: Sequence[Choice] = [(status.value, _CHANGES[status]) for status in others]
    menu = choice_input(choices, placeholder="Choose")
    blocks = [section(effect(facts)), asked(STATUS, "What becomes of it", menu, optional=False)]
    title = inert(one_line(facts.code), 24) or "Project"
    return modal(title, blocks, callback_id=TURN_FORM, submit="Do it", private=facts.id)


def effect(facts: TurnFacts) -> str:
    """Who and what hangs on it."""
    code = f"*{escape(one_line(facts.code), 80)}*"
    people = "Nobody is booked on it." if not facts.people else (
        f"{facts.people} {'person is' if facts.people == 1 else 'people are'} booked on it, with "
        f"{facts.hours.normalize():f} h this week."
    )  # fmt: skip
    more = [
        f"{facts.requests} open {'request' if facts.requests == 1 else 'requests'}" if facts.requests else "",
        f"{facts.blockers} open {'blocker' if facts.blockers == 1 else 'blockers'}" if facts.blockers else "",
    ]
    rest = " and ".join(part for part in more if part)
    asks = f" It has {rest}." if rest else ""
    closing = (
        "Done or cancelled, bookings end today and requests are withdrawn; on hold, they rest until it goes on. "
        "Blockers stay with their owners. Whoever is booked hears of it, and it can be undone for a while."
    )
    return f"{code}: {people}{asks}\n{closing}"


def read_turn(filled: Filled) -> ProjectStatus | dict[str, str]:
    """The status that was chosen."""
    chosen = choice_of(filled, STATUS)
    known = next((status for status in ProjectStatus if status == chosen), None)
    return known if known is not None else {STATUS: "Please choose what becomes of it."}


def _known(who: Who | None) -> list[str]:
    return [who.slack_id] if who is not None and who.slack_id else []
