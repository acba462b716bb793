"""How much does each criterion count when projects are put in order?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Criterion(StrEnum):
    """What speaks for a project; each is a value from 0 to 1."""

    ALIGNMENT = "alignment"  # how much of the goals, by their weights, it serves
    BENEFIT = "benefit"
    URGENCY = "urgency"  # its cost of delay
    THRIFT = "thrift"  # the less it costs, the more
    CONFIDENCE = "confidence"


LEAST_WEIGHT, MOST_WEIGHT = 0, 100
Weights = Mapping[Criterion, Fraction]  # of every criterion, 0 or more each, not all 0


@dataclass(frozen=True)
class PriorityPolicy:
    """Only how the weights stand to each other matters: twice all of them is the same."""

    alignment: float = 3
    benefit: float = 2
    urgency: float = 2
    thrift: float = 1
    confidence: float = 1

    @property
    def weights(self) -> Weights:
        """As they were written, so that 0.1 is a tenth."""
        return {one: Fraction(str(getattr(self, one.value))) for one in Criterion}
