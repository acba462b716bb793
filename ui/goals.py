"""Which goals are there, how much does each weigh, and which projects serve it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ui import words as w
from ui.kit import Block, Message, context, header, section
from ui.text import escape, one_line, read_out
from ui.words import Commands

SHOWN = 20
NAMED = 5  # projects of one goal


@dataclass(frozen=True)
class GoalLine:
    """`served_by`: codes with percent, those that serve it most first, of projects that are proposed or active."""

    code: str
    name: str
    weight: Decimal
    percent: int | None  # of all weights; None where all are 0
    served_by: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True)
class GoalsFacts:
    lines: tuple[GoalLine, ...]  # those that weigh most first
    serving_none: tuple[str, ...]  # codes of projects


def overview(facts: GoalsFacts, commands: Commands) -> Message:
    """`/pmo goals`."""
    title = "Goals"
    if not facts.lines:
        nothing = "There is no goal yet. The PMO imports them, and how much each project serves them."
        return Message(f"{title}. {nothing}", [header(title), section(nothing)])
    opening = f"{w.plural(len(facts.lines), 'goal', 'goals')}, those that weigh most first."
    rows = [(_called(one), _about(one)) for one in facts.lines]
    more = len(rows) - SHOWN
    small = " ".join(
        part
        for part in (
            f"And {more} more." if more > 0 else "",
            _none(facts.serving_none),
            f"{commands.pmo} priorities shows what follows from it.",
        )
        if part
    )
    blocks: list[Block] = [header(title), section(opening)]
    blocks += [section(f"*{called}*\n{about}") for called, about in rows[:SHOWN]]
    blocks.append(context(small))
    return Message(read_out([f"{title}.", opening, *(f"{called}: {about}" for called, about in rows), small]), blocks)


def _called(one: GoalLine) -> str:
    """“GROW, Grow the clinics”."""
    return ", ".join(escape(one_line(part), 80) for part in dict.fromkeys((one.code, one.name)) if part)


def _about(one: GoalLine) -> str:
    share = f", {one.percent} % of all" if one.percent is not None else ""
    return f"Weighs {one.weight.normalize():f}{share}. {_served(one.served_by)}"


def _served(served_by: Sequence[tuple[str, Decimal]]) -> str:
    if not served_by:
        return "No project serves it yet."
    named = [f"{escape(one_line(code), 40)} {percent.normalize():f} %" for code, percent in served_by]
    return f"Served by {w.listed(named, NAMED)}."


def _none(codes: Sequence[str]) -> str:
    if not codes:
        return ""
    named = w.listed([escape(one_line(code), 40) for code in codes], NAMED)
    return f"{named} {'serves' if len(codes) == 1 else 'serve'} none of them."
