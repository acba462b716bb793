"""What would change this order? Of two neighbours, the smallest change of one weight that swaps them.

Both scores are divided by the same sum of weights, so the order of two depends on Σ weight × (their difference) alone,
which is linear in each weight: it is 0 at −(the sum of the others) / (the difference in this one).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from planning.priorities import Ranked
from planning.priority_policy import LEAST_WEIGHT, MOST_WEIGHT, Criterion, Weights

HUNDREDTH = 100


@dataclass(frozen=True, slots=True)
class Swap:
    """`behind` comes before `ahead` when the criterion weighs `at` or beyond, seen from `now`; the rest stays.

    `included`: at `at` itself, too. There they are equal, and the first code leads.
    """

    ahead: str
    behind: str
    criterion: Criterion
    now: Fraction
    at: Fraction
    included: bool

    @property
    def change(self) -> Fraction:
        return abs(self.at - self.now)

    @property
    def told(self) -> Fraction:
        """A weight that swaps them and can be written: the nearest of whole hundredths."""
        up = self.at >= self.now
        nearest = Fraction(ceil(self.at * HUNDREDTH) if up else floor(self.at * HUNDREDTH), HUNDREDTH)
        if nearest == self.at and not self.included:
            return nearest + Fraction(1 if up else -1, HUNDREDTH)
        return nearest


def swaps(order: Sequence[Ranked], weights: Weights) -> tuple[Swap | None, ...]:
    """Of each pair of neighbours the swap that changes one weight least; None where none does.

    Nor where their scores are equal: there the code decides, not a weight.
    """
    return tuple(swap(ahead, behind, weights) for ahead, behind in pairwise(order))


def smallest(some: Iterable[Swap | None]) -> Swap | None:
    """The one that changes least, the first of equal ones."""
    return min((one for one in some if one is not None), key=lambda one: one.change, default=None)


def swap(ahead: Ranked, behind: Ranked, weights: Weights) -> Swap | None:
    """The same of one pair."""
    differences = {one: ahead.terms[one].value - behind.terms[one].value for one in Criterion}
    lead = sum((weights[one] * differences[one] for one in Criterion), Fraction())
    if not lead:
        return None
    total = sum(weights.values(), Fraction())
    found = []
    for criterion, difference in differences.items():
        now = weights[criterion]
        if not difference or now == total:  # it says nothing about the two, or nothing else does
            continue
        at = now - lead / difference
        one = Swap(ahead.code, behind.code, criterion, now, at, included=behind.code < ahead.code)
        if LEAST_WEIGHT <= one.told <= MOST_WEIGHT:
            found.append(one)
    return smallest(found)
