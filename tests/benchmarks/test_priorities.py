"""What does it cost to put a large portfolio in order, with its ties and what would change it?

1,000 projects that serve two of ten goals each; 1,000 draws of weights for each of the 999 pairs of neighbours.
"""

import time
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from planning.order_changes import smallest, swaps
from planning.priorities import Candidate, ranked
from planning.priority_policy import PriorityPolicy
from planning.robustness import draws, robustness
from planning.why import Serving

PROJECTS, SECONDS = 1000, 2.0
GOALS = {f"GOAL{number}": Decimal(number + 1) for number in range(10)}
WEIGHTS = PriorityPolicy().weights


def portfolio() -> list[Candidate]:
    random = Random(7)
    return [some_project(f"P{number:04}", random) for number in range(PROJECTS)]


def some_project(code: str, random: Random) -> Candidate:
    """Money in whole hundreds, one figure in ten unknown."""
    serves = tuple(Serving(goal, Decimal(random.randrange(0, 101, 5))) for goal in random.sample(sorted(GOALS), 2))
    benefit, delay, budget = (
        Decimal(random.randrange(most) * 100) if random.random() < 0.9 else None for most in (20_000, 500, 10_000)
    )
    return Candidate(
        code, serves, benefit, delay, budget, Decimal(random.randrange(101)) / 100, random.randrange(90_000)
    )


@pytest.mark.benchmark(group="priorities", timer=time.process_time)
def test_a_thousand_projects(benchmark: Any) -> None:
    some = portfolio()

    def everything() -> int:
        draws.cache_clear()
        order = ranked(some, GOALS, WEIGHTS)
        kept = robustness(order, WEIGHTS)
        assert smallest(swaps(order, WEIGHTS)) is not None
        return len(kept)

    assert benchmark(everything) == PROJECTS - 1
    assert benchmark.stats is None or benchmark.stats.stats.min <= SECONDS
