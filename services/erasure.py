"""How does a person go from the store, so that what they did stays and who they were does not?

The row stays with an id that says nothing: blockers, history and audit point to it, and the audit still verifies.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.blockers import Blocker, BlockerChange, BlockerPerson
from models.people import Person, Team
from models.projects import Project
from models.tables import METADATA
from planning.people import Role, Standing
from services import audit, erased_messages, leavers, office, people, roles
from services.permissions import Actor, Permission, must
from services.personal_data import naming
from services.policies import Policy
from services.refusals import Refused

NAME = "erased person"
# Whose work a blocker held up, and which hours a project was given, is part of what happened to those.
_HISTORY = frozenset({BlockerPerson.__tablename__, Allocation.__tablename__})
_GONE: dict[str, Any] = {
    "name": NAME,
    "slack_id": None,
    "email": None,
    "zone": None,
    "standing": Standing.DEACTIVATED.value,
    "is_admin": False,
    "roles": [],
    "team_id": None,
    "deputy_id": None,
    "week": None,
    "project_share": None,
    "holidays": None,
    "cost_rate": None,
    "away_from": None,
    "away_until": None,
    "checkin_frequency": None,
    "back_on": None,
    "merged_at": None,
    "digest": None,
    "dnd_from": None,
    "dnd_until": None,
    "dnd_read_at": None,
    "notes": {},
    "home_opened_at": None,
}


@dataclass(frozen=True)
class Extent:
    """What would go, and what stays. `goes`: rows by table."""

    goes: dict[str, int]
    open_blockers: int  # that they are to clear; somebody else becomes the owner
    heir: Person | None  # who
    blockers: int  # that they raised, reported or owned; they stay, with an opaque owner or raiser
    lines: int  # of history that they wrote


@dataclass(frozen=True)
class Erased:
    slack_id: str | None  # whose Home tab is to be emptied
    handed_over: list[Blocker] = field(default_factory=list)


def extent(session: Session, person: Person, policy: Policy) -> Extent:
    counted = {table.name: _count(session, table, person) for table in _tables()}
    mine = (Blocker.raised_by, Blocker.reported_by, Blocker.owner_id)
    concerns = (Blocker.workspace == person.workspace) & (
        (mine[0] == person.id) | (mine[1] == person.id) | (mine[2] == person.id)
    )
    wrote = (BlockerChange.workspace == person.workspace) & (BlockerChange.by_id == person.id)
    return Extent(
        goes={name: count for name, count in counted.items() if count},
        open_blockers=len(leavers.blockers(session, person)),
        heir=_heir(session, person, policy),
        blockers=session.scalar(select(func.count()).select_from(Blocker).where(concerns)) or 0,
        lines=session.scalar(select(func.count()).select_from(BlockerChange).where(wrote)) or 0,
    )


def erase(session: Session, person: Person, policy: Policy, *, by: Actor, at: datetime, wall: datetime) -> Erased:
    """Take away who the person was. Raises Refused with a sentence; there is no way back."""
    must(by, Permission.DATA_ERASE)
    if person.id == by.id:
        raise Refused("Another admin has to erase you: somebody must be left who can answer for it.")
    if person.standing == Standing.BOT:
        raise Refused("That is an app and no person, so nothing was changed.")
    if Role.ADMIN in person.roles:  # two admins may erase each other at the same moment
        roles.must_leave_an_admin(session, person)
    slack_id, heir = person.slack_id, _heir(session, person, policy)
    handed = leavers.give_blockers(session, person, heir, by=by, at=at)
    gone = {table.name: _delete(session, table, person) for table in _tables()}
    _let_go(session, person)
    erased_messages.forget(session, person)
    for name, value in _GONE.items():
        setattr(person, name, value)
    person.refreshed_at = wall
    details = {name: count for name, count in gone.items() if count}
    subject = ("person", person.id)
    audit.record(
        session, person.workspace, actor_id=by.id, action="people.erased", subject=subject, at=at, details=details
    )
    session.flush()
    return Erased(slack_id, handed)


def _tables() -> list[Table]:
    """Those whose rows say something about one person and nothing else."""
    return [
        table
        for table in METADATA.sorted_tables
        if table.name not in _HISTORY and any(column.name == "person_id" for column in naming(table))
    ]


def _count(session: Session, table: Table, person: Person) -> int:
    mine = (table.c.workspace == person.workspace) & (table.c.person_id == person.id)
    return session.scalar(select(func.count()).select_from(table).where(mine)) or 0


def _delete(session: Session, table: Table, person: Person) -> int:
    count = _count(session, table, person)
    session.execute(
        delete(table).where(table.c.workspace == person.workspace, table.c.person_id == person.id),
        execution_options={"synchronize_session": False},
    )
    return count


def _heir(session: Session, person: Person, policy: Policy) -> Person | None:
    """Who gets what they are to clear: their deputy, else who owns what has no owner."""
    after = [one for one in people.deputies(session, person) if one.id != person.id and not people.is_gone(one)]
    found = after[0] if after else office.pmo(session, person.workspace, policy.pmo.lead)
    if found is None or found.id == person.id:
        others = office.holders(session, person.workspace, Role.PMO)
        found = next((one for one in others if one.id != person.id), None)
    return found


def _let_go(session: Session, person: Person) -> None:
    """Nobody is led, managed or stood in for by somebody who is gone."""
    for model, column in (
        (Team, Team.lead_id),
        (Project, Project.manager_id),
        (Project, Project.sponsor_id),
        (Person, Person.deputy_id),
    ):
        here = (model.workspace == person.workspace, column == person.id)
        session.execute(update(model).where(*here).values({column.key: None}))
    # Where no file named an allocation, its code has the address of who is on it.
    theirs = (Allocation.workspace == person.workspace, Allocation.person_id == person.id)
    session.execute(update(Allocation).where(*theirs).values(code=Allocation.id))
