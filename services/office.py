"""Who is the project management office, and who owns what has no owner?"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Text, cast, func, select
from sqlalchemy.orm import Session

from models.people import Person
from planning.people import Role, Standing
from services import people


def pmo(session: Session, workspace: str, lead_email: str | None) -> Person | None:
    """The one person who owns what has no owner: the policy's lead, else the first by name of the PMO.

    Where nobody is of the PMO, of Clearway's admins; where they have none either, of the workspace's. To own something
    is no right to anything else.
    """
    lead = people.by_email(session, workspace, lead_email)
    if lead is not None and not people.is_gone(lead):
        return lead
    for among in (has_role(Role.PMO), has_role(Role.ADMIN), Person.is_admin.is_(True)):
        found = _members(session, workspace, among, limit=1)
        if found:
            return found[0]
    return None


def office(session: Session, workspace: str, lead_email: str | None) -> Sequence[Person]:
    """The members with the role `pmo` by name, the policy's lead first where they have it."""
    found = holders(session, workspace, Role.PMO)
    lead = people.by_email(session, workspace, lead_email)
    return [lead, *(one for one in found if one is not lead)] if lead is not None and lead in found else found


def holders(session: Session, workspace: str, role: Role) -> Sequence[Person]:
    """The members with this role, by name."""
    return _members(session, workspace, has_role(role))


def has_role(role: Role) -> ColumnElement[bool]:
    """The condition that a person's list of roles names this one. No role's name is part of another's in quotes."""
    return cast(Person.roles, Text).contains(f'"{role}"')


def _members(
    session: Session, workspace: str, among: ColumnElement[bool], limit: int | None = None
) -> Sequence[Person]:
    ours = select(Person).where(Person.workspace == workspace, Person.standing == Standing.MEMBER, among)
    return session.scalars(ours.order_by(func.lower(Person.name), Person.id).limit(limit)).all()
