"""Who works on a project, and on which projects does somebody work, as far as blockers and its manager tell?"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from models.blockers import STATE_IS_LIVE, Blocker, BlockerPerson
from models.people import Person
from models.projects import Project
from planning.projects import LIVE_STATUSES

RECENT = timedelta(weeks=8)  # for so long somebody whose blocker was cleared still counts
_OF_BLOCKER = (BlockerPerson.workspace == Blocker.workspace) & (BlockerPerson.blocker_id == Blocker.id)


def of(session: Session, project: Project, *, at: datetime) -> set[str]:
    """Ids: its manager, and who raised, owns or is held up by a blocker of it that is open or was reported lately."""
    theirs = (Blocker.workspace == project.workspace, Blocker.project_id == project.id, _lately(at))
    rows = session.execute(select(Blocker.raised_by, Blocker.owner_id).where(*theirs))
    held = session.scalars(select(BlockerPerson.person_id).join(Blocker, _OF_BLOCKER).where(*theirs))
    found = {project.manager_id, *held, *(one for row in rows for one in row)}
    return {one for one in found if one is not None}


def projects_of(session: Session, person: Person, *, at: datetime) -> list[str]:
    """Ids of the projects that a blocker of this person may belong to, the latest first; those they manage follow."""
    mine = (Blocker.workspace == person.workspace, Blocker.project_id.is_not(None), _lately(at))
    told = select(Blocker.created_at, Blocker.project_id).where(*mine)
    own = told.where(or_(Blocker.raised_by == person.id, Blocker.owner_id == person.id))
    held = told.join(BlockerPerson, _OF_BLOCKER).where(BlockerPerson.person_id == person.id)
    rows = sorted((*session.execute(own), *session.execute(held)), key=lambda row: row.created_at, reverse=True)
    managed = select(Project.id).where(Project.workspace == person.workspace, Project.manager_id == person.id)
    known = [str(row.project_id) for row in rows] + list(session.scalars(managed.order_by(Project.code)))
    live = (Project.workspace == person.workspace, Project.id.in_(known), Project.status.in_(LIVE_STATUSES))
    here = set(session.scalars(select(Project.id).where(*live)))
    return [one for one in dict.fromkeys(known) if one in here]


def _lately(at: datetime) -> ColumnElement[bool]:
    return or_(STATE_IS_LIVE, Blocker.created_at >= at - RECENT)
