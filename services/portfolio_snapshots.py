"""How do rows of the portfolio become the facts that planning puts in order?"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.capacity_requests import CapacityRequest
from models.goals import Alignment, Goal
from models.projects import Project
from planning.capacity_requests import ASKING
from planning.priorities import Candidate
from planning.projects import LIVE_STATUSES
from planning.remaining import Work, remaining
from planning.weeks import Week
from planning.why import Serving


def goal_weights(session: Session, workspace: str) -> dict[str, Decimal]:
    """By the goal's code."""
    theirs = select(Goal.code, Goal.weight).where(Goal.workspace == workspace)
    return {row.code: row.weight for row in session.execute(theirs)}


def candidates(session: Session, workspace: str, left: Mapping[str, int] | None = None) -> list[Candidate]:
    """Every project that is proposed or active, in no order. `left`: minutes that each still asks, by its id."""
    columns = (Project.id, Project.code, Project.benefit, Project.cost_of_delay, Project.budget, Project.confidence)
    live = (Project.workspace == workspace, Project.status.in_(LIVE_STATUSES))
    serves = servings(session, workspace)
    return [
        Candidate(
            row.code,
            tuple(serves.get(row.id, ())),
            benefit=row.benefit,
            cost_of_delay=row.cost_of_delay,
            budget=row.budget,
            confidence=row.confidence,
            remaining=(left or {}).get(row.id, 0),
        )
        for row in session.execute(select(*columns).where(*live))
    ]


def minutes_left(session: Session, workspace: str, first: Week, workdays: frozenset[int]) -> dict[str, int]:
    """What each project still asks from the week `first` on, by its id: reads all its allocations and requests."""
    return remaining(_allocated(session, workspace, first), _asked(session, workspace, first), first, workdays)


def servings(session: Session, workspace: str) -> dict[str, list[Serving]]:
    """How much each project serves which goals, by the project's id."""
    of_goal = (Goal.workspace == Alignment.workspace) & (Goal.id == Alignment.goal_id)
    columns = select(Alignment.project_id, Goal.code, Alignment.percent).join(Goal, of_goal)
    found: dict[str, list[Serving]] = {}
    for project, goal, percent in session.execute(columns.where(Alignment.workspace == workspace).order_by(Goal.code)):
        found.setdefault(project, []).append(Serving(goal, percent))
    return found


def _allocated(session: Session, workspace: str, first: Week) -> Iterator[Work]:
    """What is tentative counts, too: it is held for the project."""
    yield from _works(session, workspace, first, Allocation, Allocation.request_id)


def _asked(session: Session, workspace: str, first: Week) -> Iterator[Work]:
    asking = CapacityRequest.state.in_(ASKING)
    yield from _works(session, workspace, first, CapacityRequest, CapacityRequest.id, asking)


def _works(
    session: Session, workspace: str, first: Week, table: type[Allocation | CapacityRequest], *more: Any
) -> Iterator[Work]:
    """`more`: the column that names the request, then conditions."""
    request, *conditions = more
    columns = (table.project_id, table.hours_per_week, table.start, table.finish, request)
    theirs = (table.workspace == workspace, table.finish >= first.monday, *conditions)
    for row in session.execute(select(*columns).where(*theirs).execution_options(yield_per=1000)):
        yield Work(*row)
