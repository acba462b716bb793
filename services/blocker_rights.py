"""Who may see and do what with this blocker? Decided anew at every press, because owners and roles change."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.blockers import Blocker, BlockerPerson
from models.projects import Project
from planning.blockers import Change
from services import ladders, people
from services.permissions import Actor, Permission
from services.refusals import NotAllowed

# Who may, in words; the words are also what somebody else is told.
_OWNING = frozenset({"owner", "deputy", "manager"})
_RAISING = frozenset({"raiser"})
ALLOWED: Mapping[Change, frozenset[str]] = {
    Change.ACKNOWLEDGED: _OWNING | {"helper", "told"},
    Change.STARTED: _OWNING | {"helper", "told"},
    Change.CLEARED: _OWNING | _RAISING | {"helper", "told"},
    Change.HANDED_OVER: _OWNING | {"told"},
    Change.WITHDRAWN: _RAISING,
    Change.EDITED: _OWNING | _RAISING,
    Change.LINKED: _OWNING | _RAISING,
    Change.MERGED: _OWNING | _RAISING,
}
_WHO = "the person who raised it, its owner, or the project management office"
_SENTENCES: Mapping[Change, str] = {
    Change.ACKNOWLEDGED: "its owner or the project management office can acknowledge it",
    Change.STARTED: "its owner or the project management office can say that work on it has begun",
    Change.CLEARED: f"{_WHO} can clear it",
    Change.HANDED_OVER: "its owner or the project management office can hand it over",
    Change.WITHDRAWN: "the person who raised it or the project management office can withdraw it",
    Change.EDITED: f"{_WHO} can edit it",
    Change.LINKED: f"{_WHO} can say what it blocks",
    Change.MERGED: f"{_WHO} can say that it is the same thing",
}


def check(session: Session, blocker: Blocker, change: Change, *, by: Actor, at: datetime) -> None:
    """Raises NotAllowed with a sentence that names who may. A blocker without an owner may be taken by anybody."""
    if manages(by):
        return
    if blocker.owner_id is None and change in {Change.ACKNOWLEDGED, Change.STARTED, Change.HANDED_OVER}:
        return
    if not ALLOWED[change] & parts(session, blocker, by=by, at=at):
        raise NotAllowed(f"Nothing was changed: {_SENTENCES[change]}. You can add a comment.")


def may_see(session: Session, blockers: Iterable[Blocker], *, by: Actor, at: datetime) -> list[Blocker]:
    """Those of the blockers that the person may see, in the same order: a guest only what concerns them."""
    if by.may(Permission.BLOCKERS_READ_ALL):
        return list(blockers)
    waits = select(BlockerPerson.blocker_id).where(
        BlockerPerson.workspace == by.workspace, BlockerPerson.person_id == by.id
    )
    held = set(session.scalars(waits))
    return [one for one in blockers if one.id in held or parts(session, one, by=by, at=at)]


def must_see(session: Session, *blockers: Blocker, by: Actor, at: datetime) -> None:
    """Raises NotAllowed with a sentence where the person may not see one of them."""
    if len(may_see(session, blockers, by=by, at=at)) < len(blockers):
        raise NotAllowed("As a guest you see the blockers that you raised, are to clear, help with or wait for.")


def parts(session: Session, blocker: Blocker, *, by: Actor, at: datetime) -> frozenset[str]:
    """What the person is to this blocker: raiser, owner, deputy, manager, helper, told (it climbed to them)."""
    found = set()
    if by.id in {blocker.raised_by, blocker.reported_by}:
        found.add("raiser")
    if by.id == blocker.owner_id:
        found.add("owner")
    if by.id == blocker.helper_id:
        found.add("helper")
    project = session.get(Project, (blocker.workspace, blocker.project_id)) if blocker.project_id else None
    if project is not None and by.id == project.manager_id:
        found.add("manager")
    owner = people.by_id(session, blocker.workspace, blocker.owner_id)
    if owner is not None and people.is_away(owner, at=at):
        deputy = people.stand_in(session, owner, at=at)
        if deputy is not None and deputy.id == by.id:
            found.add("deputy")
    if ladders.was_told(session, blocker, by.id):
        found.add("told")
    return frozenset(found)


def manages(by: Actor) -> bool:
    """Whether the person may act for everybody: the PMO."""
    return by.may(Permission.BLOCKERS_MANAGE)
