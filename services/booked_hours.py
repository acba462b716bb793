"""How many minutes of each week are promised to projects?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.projects import Project
from planning.allocations import AllocationState
from planning.demand import demand
from planning.projects import LIVE_STATUSES, ProjectStatus
from planning.weeks import Weeks


@dataclass(frozen=True, slots=True)
class Promised:
    """Whole minutes, one number a week."""

    committed: tuple[int, ...]
    tentative: tuple[int, ...]


def of(
    session: Session, workspace: str, weeks: Weeks, workdays: frozenset[int], *, only: Collection[str] | None = None
) -> dict[str, Promised]:
    """By person's id, of everybody who has any, or of those with these ids. See planning.demand for the formula.

    Work of proposed projects is tentative, whatever its own state; of those that rest or are over nothing counts.
    """
    first, last = date.fromordinal(weeks.first_day), date.fromordinal(weeks.last_day)
    of_project = (Project.workspace == Allocation.workspace) & (Project.id == Allocation.project_id)
    columns = (
        Allocation.person_id,
        Allocation.state,
        Project.status,
        Allocation.hours_per_week,
        Allocation.start,
        Allocation.finish,
    )
    chosen = select(*columns).join(Project, of_project).where(
        Allocation.workspace == workspace,
        Allocation.start <= last,
        Allocation.finish >= first,
        Project.status.in_(LIVE_STATUSES),
    )  # fmt: skip
    chosen = chosen if only is None else chosen.where(Allocation.person_id.in_(only))
    known: dict[tuple[Decimal, date, date], tuple[int, ...]] = {}  # many have the same hours and dates
    sums: dict[tuple[str, bool], list[int]] = {}
    for person, state, status, hours, start, finish in session.execute(chosen.execution_options(yield_per=1000)):
        span = hours, max(start, first), min(finish, last)
        minutes = known.get(span)
        if minutes is None:
            minutes = known[span] = demand(hours, start, finish, weeks, workdays)
        firm = state == AllocationState.COMMITTED and status == ProjectStatus.ACTIVE
        so_far = sums.setdefault((person, firm), [0] * len(weeks))
        for number, more in enumerate(minutes):
            so_far[number] += more
    none = (0,) * len(weeks)
    return {person: Promised(*(tuple(sums.get((person, firm), none)) for firm in (True, False))) for person, _ in sums}
