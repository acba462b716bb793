"""Which goal is a project for? The middle of the why line: goal → project → your part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Serving:
    """How much a project serves a goal."""

    goal: str  # its code
    percent: Decimal  # 0 to 100


def why(serves: Iterable[Serving], weights: Mapping[str, Decimal]) -> str | None:
    """Code of the goal with the largest weight × percent, the first code of equal ones; None where all are 0.

    `weights`: of each goal, by its code.
    """
    heavy = [(weights[one.goal] * one.percent, one.goal) for one in serves if one.goal in weights]
    most = max((product for product, _ in heavy), default=Decimal(0))
    return min(goal for product, goal in heavy if product == most) if most > 0 else None
