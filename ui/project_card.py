"""How does one project stand: what for, who is on it, what it waits for, and what it costs where one may know?"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ui import words as w
from ui.blocker_parts import person
from ui.kit import Block, Message, actions, button, section
from ui.projects import (
    EDIT,
    STATUSES,
    TURN,
    UNDO,
    Asked,
    Booked,
    Leans,
    Money,
    ProjectFacts,
    called,
    dates,
    hours_words,
)
from ui.text import channel as channel_link
from ui.text import day, escape, one_line, read_out
from ui.why import why_line

LINES = 8  # people, requests and dependencies on a card


def card(facts: ProjectFacts, *, said: str = "", undo: str | None = None) -> Message:
    """One project. `said`: what was just done to it; `undo`: id of the act, as long as it can be taken back."""
    title = called(facts.row)
    about = escape(one_line(facts.description), 500) if facts.description else ""
    rows = [(name, text) for name, text in _rows(facts) if text]
    blocks: list[Block] = []
    if said:
        way_back = button(UNDO, "Undo", undo, says="Undo this change") if undo else None
        blocks.append(section(said, accessory=way_back))
    blocks.append(section(f"*{title}*\n{about}" if about else f"*{title}*"))
    blocks += [section(f"*{name}*\n{text}") for name, text in rows]
    if facts.may_plan:
        blocks.append(actions(button(EDIT, "Edit…", facts.row.id), button(TURN, "Hold or close…", facts.row.id)))
    aloud = [f"{name}: {text.replace('• ', '').replace(chr(10), '; ')}." for name, text in rows]
    return Message(read_out([said, f"{title}.", about, *aloud]), blocks)


def _rows(facts: ProjectFacts) -> Iterator[tuple[str, str]]:
    """What the card says under which name; "" where there is nothing to say."""
    today = facts.today
    yield "What for", f"{why_line(facts.why)}{_served(facts.serves)}" if facts.why.goal else "No goal is named yet."
    yield "Stands", _stands(facts)
    yield "People this week", hours_words(facts.row.hours)
    yield "Booked", _several([_booked(one, today) for one in facts.booked])
    yield "Asked for", _several([_asked(one, today) for one in facts.asked])
    yield "Needs", _several([_leans(one, today) for one in facts.needs])
    yield "Is needed by", _several([_leans(one, today) for one in facts.needed_by])
    yield "Open blockers", _several([f"{w.label(number)} {escape(title, 80)}" for number, title in facts.blockers])
    yield "Money", _money(facts.money) if facts.money is not None else ""


def _stands(facts: ProjectFacts) -> str:
    row = facts.row
    told = [STATUSES[row.status], dates(row, facts.today)]
    told.append(f"led by {person(row.manager, mentions=True)}" if row.manager else "nobody leads it")
    told += [f"sponsored by {person(facts.sponsor, mentions=True)}"] if facts.sponsor else []
    where = channel_link(facts.channel or "") or escape(one_line(facts.channel or ""), 80)
    return ", ".join(part for part in (*told, where) if part)


def _served(serves: Sequence[tuple[str, Decimal]]) -> str:
    """How much it serves the goal that was named, and how many others."""
    percent = serves[0][1] if serves else Decimal(0)
    more = f", and {w.plural(len(serves) - 1, 'more goal', 'more goals')}" if len(serves) > 1 else ""
    return f", which serves it to {percent.normalize():f} %{more}"


def _several(items: Sequence[str]) -> str:
    more = len(items) - LINES
    rows = [f"• {one}" for one in items[:LINES]] + ([f"• and {more} more"] if more > 0 else [])
    return "\n".join(rows)


def _booked(one: Booked, today: date) -> str:
    maybe = ", tentative" if one.tentative else ""
    when = f"{day(one.start, today)} to {day(one.finish, today)}{maybe}"
    return f"{person(one.who, mentions=True)}: {w.hours_words(one.hours)}, {when}"


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
