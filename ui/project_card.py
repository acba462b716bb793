"""How does one project stand: what for, who is on it, what it waits for, and what it costs where one may know?"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ui import words as w
from ui.blocker_parts import person
from ui.kit import Element, Message, actions, button, section
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
    """One project. `said`: what was just done to it, with the way back."""
    row, today = facts.row, facts.today
    title = called(row)
    parts = [
        f"*{title}*" + (f"\n{escape(one_line(facts.description), 500)}" if facts.description else ""),
        _line("What for", why_line(facts.why, _served(facts.serves)) if facts.why.goal else "No goal is named yet"),
        _line("Stands", _stands(facts)),
        _line("People this week", hours_words(row.hours)),
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


def _stands(facts: ProjectFacts) -> str:
    row = facts.row
    told = [STATUSES[row.status], dates(row, facts.today)]
    told.append(f"led by {person(row.manager, mentions=True)}" if row.manager else "nobody leads it")
    told += [f"sponsored by {person(facts.sponsor, mentions=True)}"] if facts.sponsor else []
    where = channel_link(facts.channel or "") or escape(one_line(facts.channel or ""), 80)
    return ", ".join(part for part in (*told, where) if part)


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
