"""Which screens are there about projects and goals, each with a believable example?"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from bot.cli.gallery_screens import Screen, message_screen
from planning.order_changes import smallest, swaps
from planning.priorities import Ranked, Term
from planning.priority_policy import Criterion, PriorityPolicy
from planning.robustness import robustness
from ui import goals, priorities
from ui.priorities import Money, Move, NewWeight, ProjectLine, TermLine
from ui.words import Commands

HERE = Commands()
WEIGHTS = PriorityPolicy().weights
TOTAL = sum(WEIGHTS.values(), Fraction())


def _ranked(rank: int, code: str, *values: str | None) -> Ranked:
    """The values of 0 to 1 in the order of the criteria; None: nobody has said."""
    total = sum(WEIGHTS.values())
    terms = {
        one: Term(
            Fraction(value or "0.5"), WEIGHTS[one], 100 * WEIGHTS[one] * Fraction(value or "0.5") / total, value is None
        )
        for one, value in zip(Criterion, values, strict=True)
    }
    return Ranked(code, rank, sum((term.points for term in terms.values()), Fraction()), terms, None, None)


ORDER = (
    _ranked(1, "APOLLO", "0.65", "1", "0.8", "0", "0.9"),
    _ranked(2, "ORION", "0.7", "0.45", "1", "0.2", "0.6"),
    _ranked(3, "VEGA", "0.25", "0.9", None, "0.9", "0.95"),
)
KEPT = robustness(ORDER, WEIGHTS)


def _line(place: int, name: str, goal: str) -> ProjectLine:
    one, total = ORDER[place], sum(WEIGHTS.values())
    terms = tuple(
        TermLine(name, term.points, 100 * term.weight / total, term.missing) for name, term in one.terms.items()
    )
    return ProjectLine(one.rank, one.code, name, one.score, goal, terms=terms)


APOLLO = replace(
    _line(0, "Patient portal", "Care within a day"),
    wsjf=Fraction(25),
    money=Money(Decimal(420_000), Decimal(1_250_000)),
)
ORION = replace(
    _line(1, "One record for all clinics", "Care within a day"),
    tied_with="VEGA",
    kept=KEPT[1],
    swap=swaps(ORDER, WEIGHTS)[1],
    wsjf=Fraction(93, 10),
    money=Money(Decimal(390_000), Decimal(700_000)),
)
VEGA = replace(
    _line(2, "Badges and access", "Keep patients safe"), is_proposed=True, money=Money(Decimal(42_000), None)
)
FACTS = priorities.PrioritiesFacts(
    lines=(APOLLO, ORION, VEGA),
    count=3,
    weights=tuple(WEIGHTS.items()),
    easiest=smallest(swaps(ORDER, WEIGHTS)),
)
ACCESS = (("APOLLO", Decimal(80)), ("ORION", Decimal(70)))
SAFE = (("VEGA", Decimal(60)), ("APOLLO", Decimal(20)))
GOALS = goals.GoalsFacts(
    (
        goals.GoalLine("ACCESS", "Care within a day", Decimal(3), 60, ACCESS),
        goals.GoalLine("SAFE", "Keep patients safe", Decimal(2), 40, SAFE),
    ),
    ("LYRA",),
)
CHANGED = priorities.changed(
    [NewWeight("urgency", is_goal=False, before=Fraction(2), after=Fraction(3))],
    [Move("ORION", 2, 1), Move("APOLLO", 1, 2)],
    HERE,
)


def screens() -> Iterator[Screen]:
    office = priorities.overview(FACTS, HERE)
    yield message_screen("priorities", office, "`/pmo priorities`, for the PMO and executives.")
    plain = tuple(replace(one, terms=(), wsjf=None, money=None) for one in FACTS.lines)
    members = priorities.overview(replace(FACTS, lines=plain), HERE)
    yield message_screen("priorities-members", members, "The same for members: without what follows from money.")
    merged = "To managers and sponsors of projects that a changed weight moved, together with what else waits."
    yield message_screen("priorities-changed", CHANGED, merged)
    yield message_screen("goals", goals.overview(GOALS, HERE), "`/pmo goals`, for members.")
