"""In which order do projects stand, and why: what do people read of it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planning.order_changes import Swap
from planning.priority_policy import LEAST_WEIGHT, MOST_WEIGHT, Criterion
from planning.robustness import DRAWS, KEPT
from ui import words as w
from ui.kit import Block, Message, context, header, section
from ui.text import escape, one_line, read_out
from ui.words import Commands

SHOWN = 15  # rows of one message; every one of them may say five terms
NAMED = 3  # projects whose move is told in one sentence


@dataclass(frozen=True)
class TermLine:
    """What a criterion adds, of the most that it could."""

    criterion: Criterion
    points: Fraction
    most: Fraction
    missing: bool


@dataclass(frozen=True)
class Money:
    """None where nobody has said any."""

    budget: Decimal | None
    benefit: Decimal | None


@dataclass(frozen=True)
class ProjectLine:
    """`terms`, `wsjf` and `money` are left out where they are not for the reader."""

    rank: int
    code: str
    name: str
    score: Fraction
    goal: str | None  # its name, or its code where it has none
    is_proposed: bool = False
    tied_with: str | None = None  # code of the next one, where they are about equal
    kept: float = 1.0  # in which share of the draws it stands before the next
    swap: Swap | None = None  # what would put the next before it
    terms: tuple[TermLine, ...] = ()
    wsjf: Fraction | None = None
    money: Money | None = None


@dataclass(frozen=True)
class PrioritiesFacts:
    """`lines`: all that are put in order, or some of them, around one that was asked for."""

    lines: tuple[ProjectLine, ...]
    count: int  # of all that are put in order
    weights: tuple[tuple[Criterion, Fraction], ...]
    easiest: Swap | None
    unplaced: str | None = None  # code of the project that was asked for, where it is neither proposed nor active


@dataclass(frozen=True)
class Move:
    """A project whose place is another one now."""

    code: str
    before: int
    after: int


@dataclass(frozen=True)
class NewWeight:
    """Of a criterion, or of the goal with this name; None: it had, or has, none."""

    name: str
    is_goal: bool
    before: Fraction | None
    after: Fraction | None


def overview(facts: PrioritiesFacts, commands: Commands) -> Message:
    """`/pmo priorities`."""
    title = "Priorities"
    if not facts.lines:
        nothing = "No project is proposed or active, so there is nothing to put in order."
        return Message(f"{title}. {nothing}", [header(title), section(nothing)])
    shown = facts.lines[:SHOWN]
    counted = w.plural(facts.count, "project", "projects")
    opening = f"{_unplaced(facts)}{counted}, by the points that five criteria add up to. {_weights(facts)}"
    change = _change(facts)
    rest = _rest(facts, len(shown), commands)
    small = " ".join(part for part in (rest, _legend(facts)) if part)
    rows = [list(_row(one)) for one in shown]
    blocks: list[Block] = [header(title), section(opening)]
    blocks += [section("\n".join((f"*{first}*", *others))) for first, *others in rows]
    blocks += [section(f"*What would change this order*\n{change}"), context(small)]
    return Message(read_out([f"{title}.", opening, *(_sentences(row) for row in rows), change, small]), blocks)


def changed(weights: Sequence[NewWeight], moves: Sequence[Move], commands: Commands) -> Message:
    """To who answers for projects that a changed weight moved: one sentence."""
    why = w.listed([_new_weight(one) for one in weights], 2)
    where = w.listed([_moved(one) for one in moves], NAMED)
    text = f"Because {why}, {where}; {commands.pmo} priorities shows the order and its reasons."
    return Message(text, [section(text)])


def _row(one: ProjectLine) -> Iterator[str]:
    """First the heading of a project, then what is said of it, one line each."""
    name = escape(one_line(one.name), 80)
    called = f"{_code(one.code)} {name}" if name and name.casefold() != one.code.casefold() else _code(one.code)
    yield f"{one.rank}. {called}: {_number(one.score)} points"
    goal = f"for the goal {escape(one_line(one.goal), 80)}" if one.goal else "for no goal yet"
    yield f"Proposed, {goal}" if one.is_proposed else f"F{goal[1:]}"
    if one.terms:
        yield ", ".join(_term(term) for term in one.terms)
        delay = "not known, as its cost of delay is not" if one.wsjf is None else f"{_amount(one.wsjf)}"
        yield f"WSJF {delay}{_money(one.money)}"
    if one.tied_with is not None:
        kept = f"{_share(one.kept)} of the draws keep this order"
        yield f"About equal to {_code(one.tied_with)}, the next: {kept}{_swapped(one.swap)}"


def _term(term: TermLine) -> str:
    missing = " (nobody has said, counts half)" if term.missing else ""
    return f"{term.criterion.value} {_number(term.points)} of {_number(term.most)}{missing}"


def _swapped(swap: Swap | None) -> str:
    return f"; if {_weighed(swap)}, they would change places" if swap is not None else ""


def _weighed(swap: Swap) -> str:
    return f"{swap.criterion.value} weighed {_hundredths(swap.told)} instead of {_hundredths(swap.now)}"


def _money(money: Money | None) -> str:
    if money is None:
        return ""
    told = [("budget", money.budget), ("benefit", money.benefit)]
    return "".join(f", {name} {'not known' if amount is None else _amount(amount)}" for name, amount in told)


def _weights(facts: PrioritiesFacts) -> str:
    told = [f"{criterion.value} weighs {_number(weight)}" for criterion, weight in facts.weights]
    listed = w.listed(told, len(told))
    return f"{listed[0].upper()}{listed[1:]}."


def _unplaced(facts: PrioritiesFacts) -> str:
    if facts.unplaced is None:
        return ""
    return f"{_code(facts.unplaced)} is neither proposed nor active, so it has no place in this order. "


def _change(facts: PrioritiesFacts) -> str:
    if facts.count == 1:
        return "Nothing: it stands alone."
    swap = facts.easiest
    if swap is None:
        return f"No single weight from {LEAST_WEIGHT} to {MOST_WEIGHT} makes two neighbours change places."
    return f"The smallest change: if {_weighed(swap)}, {_code(swap.behind)} would stand before {_code(swap.ahead)}."


def _rest(facts: PrioritiesFacts, shown: int, commands: Commands) -> str:
    if shown == facts.count:
        return ""
    return f"{shown} of {facts.count} are shown; {commands.pmo} priorities with a code shows where that one stands."


def _legend(facts: PrioritiesFacts) -> str:
    ties = f"About equal: fewer than {_share(KEPT)} of {DRAWS:,} drawn weightings near these keep the order."
    if not any(one.terms for one in facts.lines):
        return ties
    scale = "Benefit, urgency (cost of delay) and thrift (budget) lie between the smallest and the largest of all."
    return f"{scale} WSJF: cost of delay a week for each hour that is left to do. {ties}"


def _new_weight(one: NewWeight) -> str:
    called = f"{'the goal ' if one.is_goal else ''}{escape(one_line(one.name), 60)}"
    if one.after is None:
        return f"{called} is gone"
    if one.before is None:
        return f"{called} is new and weighs {_hundredths(one.after)}"
    return f"{called} weighs {_hundredths(one.after)} instead of {_hundredths(one.before)}"


def _moved(one: Move) -> str:
    return (
        f"{_code(one.code)} moves {'up' if one.after < one.before else 'down'} from place {one.before} to {one.after}"
    )


def _sentences(row: Sequence[str]) -> str:
    return " ".join(f"{part}." for part in row)


def _code(code: str) -> str:
    return escape(one_line(code), 40)


def _number(exact: Fraction) -> str:
    """“76.1”, “25”."""
    return f"{float(exact):.1f}".removesuffix(".0")


def _hundredths(exact: Fraction) -> str:
    return f"{float(exact):.2f}".rstrip("0").removesuffix(".")


def _amount(exact: Fraction | Decimal) -> str:
    """“1,250,000”, “12.50”."""
    return f"{float(exact):,.2f}".removesuffix(".00")


def _share(part: float) -> str:
    return f"{round(100 * part)} %"
