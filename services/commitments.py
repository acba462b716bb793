"""Which hours of people do projects have, week by week?"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.projects import Project
from planning.commitments import Commitment, Taken, taken
from planning.projects import LIVE_STATUSES
from planning.weeks import Weeks


def of(
    session: Session, workspace: str, weeks: Weeks, workdays: frozenset[int], *, only: Collection[str] | None = None
) -> Mapping[str, Taken]:
    """By id, of everybody or of those with these ids; who has nothing in these weeks is not there. A stream of columns:
    there may be tens of thousands of allocations."""
    rows = session.execute(_chosen(workspace, weeks, only).execution_options(yield_per=1000))
    return taken(_commitments(rows), weeks, workdays)


def _commitments(rows: Any) -> Iterator[Commitment]:
    for row in rows:
        yield Commitment(*row)


def _chosen(workspace: str, weeks: Weeks, only: Collection[str] | None) -> Select[*tuple[Any, ...]]:
    """Those of proposed and active projects that touch these weeks."""
    first, last = date.fromordinal(weeks.first_day), date.fromordinal(weeks.last_day)
    columns = (Allocation.person_id, Allocation.hours_per_week, Allocation.start, Allocation.finish, Allocation.state)
    its_project = (Project.workspace == Allocation.workspace) & (Project.id == Allocation.project_id)
    chosen = select(*columns, Project.status).join(Project, its_project)
    within = (Allocation.workspace == workspace, Allocation.finish >= first, Allocation.start <= last)
    chosen = chosen.where(*within, Project.status.in_(LIVE_STATUSES))
    return chosen if only is None else chosen.where(Allocation.person_id.in_(only))
