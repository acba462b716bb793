"""Who is what here, and who changed it?"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import Person
from models.workspaces import Workspace
from planning.people import Role, Standing
from services import audit, office
from services.permissions import Actor, Permission, must
from services.refusals import Refused


def become_first_admin(session: Session, person: Person, *, at: datetime) -> bool:
    """Make a workspace admin the admin of Clearway where nobody set it up yet. Returns whether that happened.

    The workspace's row is held until the end of the transaction: of two who come at once, one is the first.
    """
    if not person.is_admin or person.standing != Standing.MEMBER:
        return False
    here = select(Workspace).where(Workspace.id == person.workspace).with_for_update()
    workspace = session.scalars(here.execution_options(populate_existing=True)).first()
    if workspace is None or workspace.set_up_at is not None or office.holders(session, person.workspace, Role.ADMIN):
        return False
    _write(session, person, {*person.roles, Role.ADMIN}, by_id=None, at=at)
    return True


def change(session: Session, person: Person, roles: Iterable[str], *, by: Actor, at: datetime) -> bool:
    """Give the person these roles and take the others. Returns whether anything is different now."""
    must(by, Permission.ROLES_GIVE)
    wanted = {role for role in Role if role in set(roles)}
    if wanted - set(person.roles) and person.standing not in {Standing.MEMBER, Standing.UNSEEN}:
        raise Refused("Roles are for members of this workspace, so nothing was changed.")
    if Role.ADMIN in person.roles and Role.ADMIN not in wanted:
        must_leave_an_admin(session, person)
    return _write(session, person, wanted, by_id=by.id, at=at)


def kept_member(person: Person, chosen: Iterable[str]) -> set[str]:
    """The chosen roles, and `member` where the person has it written down: no form asks for that."""
    return {*chosen} | ({Role.MEMBER.value} & {*person.roles})


def make_office(session: Session, workspace: str, members: Iterable[Person], *, by: Actor, at: datetime) -> list[str]:
    """Make these people the PMO, and nobody else. Returns the ids of those for whom something changed."""
    must(by, Permission.SETTINGS_CHANGE)
    chosen = {person.id: person for person in members}
    if not chosen:
        raise Refused("Somebody has to be of the PMO. Please choose at least one person.")
    for person in chosen.values():
        if person.standing not in {Standing.MEMBER, Standing.UNSEEN}:
            raise Refused(f"{person.name or 'That account'} is no member of this workspace. Please choose members.")
    held = {person.id: person for person in office.holders(session, workspace, Role.PMO)}
    changed = []
    for person in (chosen | held).values():
        roles = {*person.roles, Role.PMO} if person.id in chosen else {*person.roles} - {Role.PMO}
        if _write(session, person, roles, by_id=by.id, at=at):
            changed.append(person.id)
    return changed


def must_leave_an_admin(session: Session, person: Person) -> None:
    """Raises Refused where the person is the only admin by now."""
    # The workspace's row is what two admins who take each other's role at the same moment have in common.
    session.execute(select(Workspace.id).where(Workspace.id == person.workspace).with_for_update())
    if [one.id for one in office.holders(session, person.workspace, Role.ADMIN)] == [person.id]:
        raise Refused("Somebody has to be an admin. Please give that role to another person first.")


def _write(session: Session, person: Person, roles: Iterable[str], *, by_id: str | None, at: datetime) -> bool:
    was, now = set(person.roles), {str(role) for role in roles}
    if was == now:
        return False
    person.roles = [role.value for role in Role if role in now]
    details = {"given": sorted(now - was), "taken": sorted(was - now)}
    subject = ("person", person.id)
    audit.record(
        session, person.workspace, actor_id=by_id, action="roles.changed", subject=subject, at=at, details=details
    )
    session.flush()
    return True
