"""Would two projects still stand in this order if the criteria counted a little otherwise?

Weights are drawn around the stated ones, from a Dirichlet distribution whose mean they are. Where too few of the draws
keep two neighbours as they are, they are shown as about equal.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from random import Random

from planning.priorities import Ranked
from planning.priority_policy import Criterion, Weights

DRAWS = 1000
SEED = 2026  # fixed, so that the same figures say the same
CONCENTRATION = 50.0  # how near the draws stay: a weight of a third varies by ± 0.07
KEPT = 0.8  # neighbours whose order fewer draws keep are a tie

Draw = tuple[float, float, float, float, float]  # of each criterion, in their order; not scaled to any sum


def robustness(order: Sequence[Ranked], weights: Weights) -> tuple[float, ...]:
    """Of each but the last, the share of draws in which it stands strictly before the one that follows it."""
    total = sum(weights.values())
    drawn = draws(tuple(float(weights[one] / total) for one in Criterion))
    points = [tuple(float(each.terms[one].value) for one in Criterion) for each in order]
    return tuple(_kept(ahead, behind, drawn) for ahead, behind in pairwise(points))


def is_tie(kept: float) -> bool:
    return kept < KEPT


@lru_cache(maxsize=8)
def draws(shares: tuple[float, ...]) -> tuple[Draw, ...]:
    """Weights around `shares`, which add up to 1; what is 0 stays 0.

    Gamma variates of the shape share × concentration; divided by their sum they would be the Dirichlet's. They are not
    divided, as only the sign of a difference matters.
    """
    random = Random(SEED)  # noqa: S311  # nothing secret: the same draws each time are the point
    return tuple(_draw(random, shares) for _ in range(DRAWS))


def _draw(random: Random, shares: tuple[float, ...]) -> Draw:
    one, two, three, four, five = (random.gammavariate(CONCENTRATION * share, 1) if share else 0.0 for share in shares)
    return one, two, three, four, five


def _kept(ahead: Sequence[float], behind: Sequence[float], drawn: Sequence[Draw]) -> float:
    """Written out, because it is done a million times for a thousand projects."""
    v, w, x, y, z = (mine - theirs for mine, theirs in zip(ahead, behind, strict=True))
    return sum([a * v + b * w + c * x + d * y + e * z > 0 for a, b, c, d, e in drawn]) / len(drawn)
