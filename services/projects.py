"""How is a project made, changed, put on hold and closed?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.base import new_id
from models.capacity_requests import CapacityRequest
from models.goals import Alignment, Goal
from models.people import Person
from models.projects import Project
from planning.capacity_requests import RequestState
from planning.people import Role, Standing
from planning.projects import ProjectStatus
from services import audit, ids, people, portfolio_history, project_facts, project_needs, project_rights
from services.permissions import Actor, Permission, roles_of
from services.portfolio_history import Act
from services.refusals import NotAllowed, Refused, Unfilled

_CODE = re.compile(r"\w[\w.\-]{0,39}")
_ENDED = frozenset({ProjectStatus.DONE, ProjectStatus.CANCELLED})


@dataclass(frozen=True)
class ProjectDraft:
    """What a form says of a project. Money is None where the form did not show it: then it stays."""

    name: str
    sponsor: Person | None
    manager: Person | None
    start: date | None
    finish: date | None
    channel: str | None
    description: str | None
    serves: Mapping[str, Decimal]  # percent by goal's id; a goal that is not in it is not served
    needs: tuple[str, ...] | None = None  # ids of projects; None: the form did not show it
    money: Mapping[str, Decimal | None] | None = None  # budget, benefit, cost_of_delay, confidence


@dataclass(frozen=True)
class Turned:
    """What became of a project's people, requests and blockers when its status changed."""

    act_id: str
    project: Project
    ended: tuple[Allocation, ...] = ()  # bookings that end with it, or rest with it
    withdrawn: tuple[CapacityRequest, ...] = ()
    blockers: int = field(default=0)  # that stay open with their owners


def find(session: Session, workspace: str, project_id: str) -> Project:
    """The project with this id. Raises Refused where there is none."""
    project = session.get(Project, (workspace, project_id)) if ids.plausible(project_id) else None
    if project is None:
        raise Refused("That project is not there any more, so nothing was changed.")
    return project


def may_make(by: Actor) -> bool:
    """Whether they may begin a project: project managers their own, the PMO any."""
    return by.may(Permission.PORTFOLIO_MANAGE) or Role.PM in roles_of(by.person)


def make(session: Session, code: str, draft: ProjectDraft, *, by: Actor, at: datetime) -> tuple[Project, str]:
    """A new project, proposed until somebody makes it active. With it the id of the act.

    Raises Refused, NotAllowed, or Unfilled for a code that cannot be.
    """
    if not may_make(by):
        raise NotAllowed("Projects are begun by project managers and the project management office.")
    if not _CODE.fullmatch(code):
        raise Unfilled({"code": "A code has up to 40 letters and digits and no spaces, such as APOLLO."})
    known = select(Project.code).where(Project.workspace == by.workspace)
    if code.casefold() in {one.casefold() for one in session.scalars(known)}:
        raise Unfilled({"code": f"There is a project {code} already."})
    doing = portfolio_history.act(by, at=at)
    project = Project(workspace=by.workspace, id=new_id(), code=code, name=draft.name, notes={})
    project.status = ProjectStatus.PROPOSED.value
    project.manager_id = draft.manager.id if draft.manager is not None else by.id
    portfolio_history.add(session, doing, project)
    _take_over(session, doing, project, draft, by=by)
    _audit(session, project, "made", doing, by=by)
    return project, doing.id


def change(session: Session, project: Project, draft: ProjectDraft, *, by: Actor, at: datetime) -> str | None:
    """Take over what the form says. The id of the act; None where all was so already. Raises Refused, Unfilled."""
    project_rights.must_plan(project, by)
    doing = portfolio_history.act(by, at=at)
    if not _take_over(session, doing, project, draft, by=by):
        return None
    _audit(session, project, "changed", doing, by=by)
    return doing.id


def turn(session: Session, project: Project, status: ProjectStatus, *, by: Actor, at: datetime) -> Turned:
    """Put it on hold, close it or let it go on, with what that means for its people, requests and blockers.

    On hold its bookings and requests stay and count for nothing. Done or cancelled, bookings end with today (what
    would begin later is gone) and requests are withdrawn. Blockers stay with their owners. Raises Refused.
    """
    project_rights.must_plan(project, by)
    if project.status == status:
        raise Refused(f"{project.code} is {_SAID[status]} already, so nothing was changed.")
    today = people.today_of(session, by.person, at=at)
    doing = portfolio_history.act(by, at=at)
    portfolio_history.edit(session, doing, project, {"status": status.value})
    booked = project_facts.bookings(session, project, today)
    asking = project_facts.requests(session, project)
    if status in _ENDED:
        for one in booked:
            _ended(session, doing, one, today)
        for request in asking:
            portfolio_history.edit(session, doing, request, {"state": RequestState.WITHDRAWN.value})
    _audit(session, project, f"is {status}", doing, by=by)
    left = project_facts.open_blockers(session, project.workspace).get(project.id, 0)
    concerned = tuple(booked) if status not in {ProjectStatus.ACTIVE, ProjectStatus.PROPOSED} else ()
    return Turned(doing.id, project, concerned, tuple(asking) if status in _ENDED else (), left)


_SAID = {
    ProjectStatus.PROPOSED: "proposed",
    ProjectStatus.ACTIVE: "active",
    ProjectStatus.ON_HOLD: "on hold",
    ProjectStatus.DONE: "done",
    ProjectStatus.CANCELLED: "cancelled",
}


def _ended(session: Session, doing: Act, booking: Allocation, today: date) -> None:
    if booking.start > today:
        portfolio_history.remove(session, doing, booking)
    else:
        portfolio_history.edit(session, doing, booking, {"finish": min(booking.finish, today)})


def _take_over(session: Session, doing: Act, project: Project, draft: ProjectDraft, *, by: Actor) -> bool:
    if draft.start and draft.finish and draft.finish < draft.start:
        raise Unfilled({"finish": "It ends before it begins. Please choose a day on or after the start."})
    for person in (draft.sponsor, draft.manager):
        if person is not None and (people.is_gone(person) or person.standing == Standing.GUEST):
            raise Refused(f"{person.name or 'That account'} is no member of this workspace. Please choose members.")
    manager_id = draft.manager.id if draft.manager is not None else project.manager_id
    values: dict[str, Any] = {
        "name": draft.name or project.name,
        "sponsor_id": draft.sponsor.id if draft.sponsor is not None else None,
        "manager_id": manager_id,
        "start": draft.start,
        "finish": draft.finish,
        "channel": draft.channel,
        "description": draft.description,
    }
    if draft.money is not None and project_rights.may_see_money(project, by):
        values |= draft.money
    changed = portfolio_history.edit(session, doing, project, values)
    if draft.needs is not None:
        changed |= project_needs.change(session, doing, project, draft.needs)
    return _serve(session, doing, project, draft.serves) or changed


def _serve(session: Session, doing: Act, project: Project, wanted: Mapping[str, Decimal]) -> bool:
    """Align the project with these goals and no others; whether anything is different now."""
    held = {goal.id: percent for goal, percent in project_facts.serves(session, project)}
    changed = False
    for goal_id, percent in wanted.items():
        if session.get(Goal, (project.workspace, goal_id)) is None:
            raise Refused("One of those goals is not there any more, so nothing was changed.")
        row = session.get(Alignment, (project.workspace, project.id, goal_id))
        if row is None:
            given = {"project_id": project.id, "goal_id": goal_id, "percent": percent}
            portfolio_history.add(session, doing, Alignment(workspace=project.workspace, **given))
            changed = True
        else:
            changed |= portfolio_history.edit(session, doing, row, {"percent": percent})
    for goal_id in held.keys() - wanted.keys():
        portfolio_history.remove(session, doing, session.get_one(Alignment, (project.workspace, project.id, goal_id)))
        changed = True
    return changed


def _audit(session: Session, project: Project, what: str, doing: Act, *, by: Actor) -> None:
    subject = ("project", project.id)
    details = {"what": what, "act": doing.id}
    audit.record(
        session, by.workspace, actor_id=by.id, action="projects.changed", subject=subject, at=doing.at, details=details
    )
