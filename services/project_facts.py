"""What is going on in a project: who is on it, how much, what it waits for and what waits for it?"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.allocations import Allocation
from models.blockers import STATE_IS_LIVE, Blocker
from models.capacity_requests import CapacityRequest
from models.goals import Alignment, Goal
from models.projects import Dependency, Project
from planning.allocations import AllocationState
from planning.capacity_requests import ASKING
from planning.projects import LIVE_STATUSES

Id = InstrumentedAttribute[str]


@dataclass(frozen=True)
class Staffing:
    """Of the bookings that run on a day: how many people, and hours a week. asked: what open requests ask in all."""

    people: int = 0
    committed: Decimal = Decimal(0)
    tentative: Decimal = Decimal(0)
    asked: Decimal = Decimal(0)


@dataclass(frozen=True)
class Leaning:
    """A project on the other side of a dependency."""

    project: Project
    lag_weeks: int


def known(session: Session, workspace: str, *, live: bool) -> list[Project]:
    """The projects that are proposed or active, or all others; by code."""
    here = Project.status.in_(LIVE_STATUSES)
    ours = (Project.workspace == workspace, here if live else ~here)
    return list(session.scalars(select(Project).where(*ours).order_by(Project.code)))


def staffing(
    session: Session, workspace: str, day: date, *, only: Collection[str] | None = None
) -> dict[str, Staffing]:
    """By project's id, on that day; of those that have any, or of these ids."""
    booked, asked = _booked(session, workspace, day, only), _asked(session, workspace, day, only)
    found: dict[str, Staffing] = {}
    for project in booked.keys() | asked.keys():
        rows = booked.get(project, [])
        firm = [hours for _, state, hours in rows if state == AllocationState.COMMITTED]
        held = [hours for _, state, hours in rows if state != AllocationState.COMMITTED]
        zero = Decimal(0)
        people = len({person for person, _, _ in rows})
        found[project] = Staffing(people, sum(firm, zero), sum(held, zero), asked.get(project, zero))
    return found


def _booked(
    session: Session, workspace: str, day: date, only: Collection[str] | None
) -> dict[str, list[tuple[str, str, Decimal]]]:
    columns = (Allocation.project_id, Allocation.person_id, Allocation.state, Allocation.hours_per_week)
    running = (Allocation.workspace == workspace, Allocation.start <= day, Allocation.finish >= day)
    chosen = select(*columns).where(*running)
    chosen = chosen if only is None else chosen.where(Allocation.project_id.in_(only))
    found = defaultdict[str, list[tuple[str, str, Decimal]]](list)
    for project, person, state, hours in session.execute(chosen):
        found[project].append((person, state, hours))
    return found


def _asked(session: Session, workspace: str, day: date, only: Collection[str] | None) -> dict[str, Decimal]:
    """What is to come counts, too: it has to be found."""
    table = CapacityRequest
    asking = (table.workspace == workspace, table.state.in_(ASKING), table.finish >= day)
    chosen = select(table.project_id, table.hours_per_week).where(*asking)
    chosen = chosen if only is None else chosen.where(table.project_id.in_(only))
    found = defaultdict[str, Decimal](Decimal)
    for project, hours in session.execute(chosen):
        found[project] += hours
    return found


def open_blockers(session: Session, workspace: str) -> dict[str, int]:
    """By project's id, how many are open."""
    here = (Blocker.workspace == workspace, Blocker.project_id.is_not(None), STATE_IS_LIVE)
    counted = select(Blocker.project_id, func.count()).where(*here).group_by(Blocker.project_id)
    return {str(project): int(count) for project, count in session.execute(counted).all()}


def bookings(session: Session, project: Project, day: date) -> list[Allocation]:
    """Those that are not over on that day, by start."""
    theirs = (Allocation.workspace == project.workspace, Allocation.project_id == project.id, Allocation.finish >= day)
    return list(session.scalars(select(Allocation).where(*theirs).order_by(Allocation.start, Allocation.id)))


def requests(session: Session, project: Project) -> list[CapacityRequest]:
    """Those that still ask for something, by start."""
    table = CapacityRequest
    theirs = (table.workspace == project.workspace, table.project_id == project.id, table.state.in_(ASKING))
    return list(session.scalars(select(table).where(*theirs).order_by(table.start, table.id)))


def needs(session: Session, project: Project) -> list[Leaning]:
    """What it needs, by code."""
    return _leaning(session, project, Dependency.project_id, Dependency.needs_id)


def needed_by(session: Session, project: Project) -> list[Leaning]:
    """What needs it, by code."""
    return _leaning(session, project, Dependency.needs_id, Dependency.project_id)


def _leaning(session: Session, project: Project, near: Id, far: Id) -> list[Leaning]:
    other = (Project.workspace == Dependency.workspace) & (Project.id == far)
    mine = (Dependency.workspace == project.workspace, near == project.id)
    rows = session.execute(select(Project, Dependency.lag_weeks).join(Dependency, other).where(*mine)).all()
    return sorted((Leaning(*row) for row in rows), key=lambda one: one.project.code)


def serves(session: Session, project: Project) -> list[tuple[Goal, Decimal]]:
    """The goals that it serves with their percent, what weighs most first."""
    of_goal = (Goal.workspace == Alignment.workspace) & (Goal.id == Alignment.goal_id)
    mine = (Alignment.workspace == project.workspace, Alignment.project_id == project.id)
    rows = session.execute(select(Goal, Alignment.percent).join(Alignment, of_goal).where(*mine)).all()
    return sorted(((row[0], row[1]) for row in rows), key=lambda one: (-one[0].weight * one[1], one[0].code))
