"""Which project comes first, and which figures say so?

score = 100 × Σ weight[c] × value[c] / Σ weight[c]     over the criteria, each value from 0 to 1

Scores are exact fractions: the same facts give the same order on every machine, whatever the order of rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planning.minutes import HOUR
from planning.priority_policy import Criterion, Weights
from planning.why import Serving, why

HALF = Fraction(1, 2)  # what a criterion counts of which nothing is known, or that tells no two projects apart


@dataclass(frozen=True, slots=True)
class Candidate:
    """A project that is proposed or active. Money is None where nobody has said any."""

    code: str
    serves: tuple[Serving, ...] = ()
    benefit: Decimal | None = None
    cost_of_delay: Decimal | None = None  # a week
    budget: Decimal | None = None
    confidence: Decimal | None = None  # 0 to 1
    remaining: int = 0  # minutes that it still asks, from this week on


@dataclass(frozen=True, slots=True)
class Term:
    """What one criterion adds. `points` of all criteria add up to the score. `missing`: nothing is known of it."""

    value: Fraction
    weight: Fraction
    points: Fraction
    missing: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """`wsjf`: money per week of delay and hour of work; None where the cost of delay is unknown."""

    code: str
    rank: int  # from 1 on, each once
    score: Fraction  # 0 to 100
    terms: Mapping[Criterion, Term]
    wsjf: Fraction | None
    why_goal: str | None  # its code


def ranked(candidates: Sequence[Candidate], goals: Mapping[str, Decimal], weights: Weights) -> tuple[Ranked, ...]:
    """All of them, the highest score first, of equal ones the first code. `goals`: the weight of each by its code.

    ValueError where all weights are 0.
    """
    values = {
        Criterion.ALIGNMENT: [_alignment(one.serves, goals) for one in candidates],
        Criterion.BENEFIT: _spread(candidates, lambda one: one.benefit),
        Criterion.URGENCY: _spread(candidates, lambda one: one.cost_of_delay),
        Criterion.THRIFT: [None if one is None else 1 - one for one in _spread(candidates, lambda one: one.budget)],
        Criterion.CONFIDENCE: [None if one.confidence is None else Fraction(one.confidence) for one in candidates],
    }
    weighed = [_terms({one: values[one][at] for one in Criterion}, weights) for at in range(len(candidates))]
    scores = [sum((term.points for term in terms.values()), Fraction()) for terms in weighed]
    order = sorted(range(len(candidates)), key=lambda at: (-scores[at], candidates[at].code))
    return tuple(
        Ranked(
            candidates[at].code, rank, scores[at], weighed[at], wsjf(candidates[at]), why(candidates[at].serves, goals)
        )
        for rank, at in enumerate(order, start=1)
    )


def wsjf(one: Candidate) -> Fraction | None:
    """Weighted shortest job first: cost of delay / hours still to do, of which less than one counts as one."""
    hours = max(Fraction(1), Fraction(one.remaining, HOUR))
    return None if one.cost_of_delay is None else Fraction(one.cost_of_delay) / hours


def _alignment(serves: Iterable[Serving], goals: Mapping[str, Decimal]) -> Fraction | None:
    """Σ weight × percent / (100 × Σ weight); None where no goal has any weight. Who serves none has 0."""
    whole = sum(goals.values(), Decimal(0))
    if not whole:
        return None
    return Fraction(sum((goals.get(one.goal, Decimal(0)) * one.percent for one in serves), Decimal(0))) / Fraction(
        100 * whole
    )


def _spread(candidates: Iterable[Candidate], amount: Callable[[Candidate], Decimal | None]) -> list[Fraction | None]:
    """Each amount between the smallest (0) and the largest (1) of them; None stays None."""
    amounts = [amount(one) for one in candidates]
    known = [one for one in amounts if one is not None]
    low, high = min(known, default=Decimal(0)), max(known, default=Decimal(0))
    if low == high:
        return [None if one is None else HALF for one in amounts]
    span = Fraction(high) - Fraction(low)
    return [None if one is None else (Fraction(one) - Fraction(low)) / span for one in amounts]


def _terms(values: Mapping[Criterion, Fraction | None], weights: Weights) -> dict[Criterion, Term]:
    total = sum(weights.values(), Fraction())
    if not total:
        raise ValueError("all weights are 0, so nothing can be put in order")
    found = {}
    for criterion, known in values.items():
        value = HALF if known is None else known
        weight = weights[criterion]
        found[criterion] = Term(value, weight, 100 * weight * value / total, known is None)
    return found
