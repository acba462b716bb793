"""How many minutes of each week are people committed to projects, and how many are held for them?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planning.allocations import AllocationState
from planning.demand import Asked, asked
from planning.projects import ProjectStatus
from planning.weeks import Weeks


@dataclass(frozen=True, slots=True)
class Commitment:
    """An allocation with the status of its project. hours: per week; both days inclusive."""

    person: str
    hours: Decimal
    start: date
    finish: date
    state: str
    status: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Whole minutes, one number a week: what is committed, and what is tentative."""

    committed: tuple[int, ...]
    tentative: tuple[int, ...]


def counts_as(state: str, status: str) -> AllocationState | None:
    """As what an allocation counts: of a proposed project it is tentative, of one that rests or is over nothing."""
    if status == ProjectStatus.ACTIVE:
        return AllocationState(state)
    return AllocationState.TENTATIVE if status == ProjectStatus.PROPOSED else None


def taken(commitments: Iterable[Commitment], weeks: Weeks, workdays: frozenset[int]) -> Mapping[str, Taken]:
    """By person; who has nothing in these weeks is not there. `commitments` may be a stream, in any order.

    The minutes of each allocation and week are whole before they are added, so that the sum is that of what is shown.
    """
    demand: Asked = asked(weeks, workdays)
    sums: dict[str, tuple[list[int], list[int]]] = {}
    for one in commitments:
        counted = counts_as(one.state, one.status)
        if counted is None:
            continue
        first, minutes = demand(one.hours, one.start, one.finish)
        if not minutes:
            continue
        if one.person not in sums:
            sums[one.person] = [0] * len(weeks), [0] * len(weeks)
        row = sums[one.person][counted is AllocationState.TENTATIVE]
        for number, more in enumerate(minutes, first):
            row[number] += more
    return {person: Taken(tuple(committed), tuple(tentative)) for person, (committed, tentative) in sums.items()}
