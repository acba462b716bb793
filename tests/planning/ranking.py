"""How do the tests of priorities write down projects, goals and weights?"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from planning.priorities import Candidate
from planning.priority_policy import Criterion, Weights
from planning.why import Serving

GOALS = {"GROW": Decimal(3), "SAFE": Decimal(1)}


def weights(text: str) -> Weights:
    """`3 2 2 1 1`, in the order of the criteria."""
    return dict(zip(Criterion, map(Fraction, text.split()), strict=True))


def project(
    code: str,
    serves: Mapping[str, int] | None = None,
    *,
    benefit: int | None = None,
    delay: int | None = None,
    budget: int | None = None,
    confidence: str | None = None,
    remaining: int = 0,
) -> Candidate:
    servings = tuple(Serving(goal, Decimal(percent)) for goal, percent in (serves or {}).items())
    money = (None if one is None else Decimal(one) for one in (benefit, delay, budget))
    return Candidate(code, servings, *money, None if confidence is None else Decimal(confidence), remaining)
