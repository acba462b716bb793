"""Which blockers are there: one, mine, open, alike, and what holds up what?"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Row, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models import kept
from models.blockers import STATE_IS_LIVE, Blocker, BlockerLink, BlockerPerson
from models.people import Person
from models.projects import Project
from planning.blockers import LIVE, Cause
from planning.projects import LIVE_STATUSES
from readers import similar
from services import ids
from services.refusals import Refused

COMPARED = 500  # titles, when it is asked whether two blockers are the same thing
_NAMED = (
    select(Project.id, Project.code, Project.name)
    .where(Project.workspace == bindparam("of"), or_(*(Project.status == one for one in sorted(LIVE_STATUSES))))
    .order_by(Project.code)
)
_MANAGED = (
    select(Project, Person)
    .outerjoin(Person, (Person.workspace == Project.workspace) & (Person.id == Project.manager_id))
    .where(Project.workspace == bindparam("of"), Project.id == bindparam("project"))
)
_URGENCY = (Blocker.needed_by.is_(None), Blocker.needed_by, Blocker.since, Blocker.number)
# Of the newest only, found by their index: what is reported twice is mostly reported twice in the same weeks, and the
# hint must not cost the more the more is open.
_NEWEST = (
    select(Blocker)
    .where(Blocker.workspace == bindparam("of"), STATE_IS_LIVE)
    .order_by(Blocker.number.desc())
    .limit(COMPARED)
    .subquery()
    .columns
)
_TITLES = (
    select(_NEWEST.id, _NEWEST.title)
    .where(
        or_(_NEWEST.project_id.is_(None), _NEWEST.project_id == bindparam("project")),
        _NEWEST.id != bindparam("itself"),
    )
    .order_by(_NEWEST.needed_by.is_(None), _NEWEST.needed_by, _NEWEST.since, _NEWEST.number)
)
_PEOPLE_OF = select(BlockerPerson.person_id).where(
    BlockerPerson.workspace == bindparam("of"), BlockerPerson.blocker_id == bindparam("blocker")
)


def find(session: Session, workspace: str, blocker_id: str) -> Blocker:
    """The blocker behind a button's value, locked until the transaction ends. Raises Refused where there is none."""
    return find_both(session, workspace, blocker_id)[0]


def find_both(session: Session, workspace: str, *blocker_ids: str) -> list[Blocker]:
    """The same for several, in the order asked for. They are locked in one order, so that no two gestures wait in a
    circle for each other.
    """
    wanted = [one for one in blocker_ids if ids.plausible(one)]
    found = {
        blocker.id: blocker
        for blocker in session.scalars(
            select(Blocker)
            .where(Blocker.workspace == workspace, Blocker.id.in_(wanted))
            .order_by(Blocker.id)
            .with_for_update(key_share=True)  # nobody's id ever changes, so links to it need not wait
            .execution_options(populate_existing=True)
        )
    }
    if not all(one in found for one in blocker_ids):
        raise Refused("That blocker is not there any more, so nothing was changed.")
    return [found[one] for one in blocker_ids]


def see(session: Session, workspace: str, blocker_id: str) -> Blocker:
    """The same without a lock, to look at it."""
    blocker = session.get(Blocker, (workspace, blocker_id)) if ids.plausible(blocker_id) else None
    if blocker is None:
        raise Refused("That blocker is not there any more.")
    return blocker


def numbered(session: Session, workspace: str, number: int) -> Blocker:
    """The blocker that people call B-12. Raises Refused where there is none."""
    wanted = select(Blocker).where(Blocker.workspace == workspace, Blocker.number == number)
    blocker = session.scalars(wanted).first()
    if blocker is None:
        raise Refused(f"There is no B-{number} here.")
    return blocker


def raised_by(session: Session, workspace: str, person_id: str, limit: int) -> Sequence[Blocker]:
    """Live blockers that hold this person up, the most urgent first."""
    return _live(session, workspace, _raised(person_id), limit)


def owned_by(session: Session, workspace: str, person_id: str, limit: int) -> Sequence[Blocker]:
    """Live blockers that this person is to clear, the most urgent first."""
    return _live(session, workspace, Blocker.owner_id == person_id, limit)


def counts(session: Session, workspace: str, person_id: str) -> tuple[int, int]:
    """How many live blockers the person (raised, is to clear)."""
    live_ones = select(func.count()).where(Blocker.workspace == workspace, Blocker.state.in_(LIVE))
    raised, owned = (
        session.scalar(live_ones.where(which)) or 0 for which in (_raised(person_id), Blocker.owner_id == person_id)
    )
    return raised, owned


def live(session: Session, workspace: str, limit: int | None, project_id: str | None = None) -> Sequence[Blocker]:
    """Every live blocker, or every one of a project, the most urgent first."""
    which = Blocker.project_id == project_id if project_id else Blocker.number > 0
    return _live(session, workspace, which, limit)


def waiting_for(session: Session, workspace: str, cause: Cause) -> Sequence[Blocker]:
    """Every live blocker of this cause, the most urgent first."""
    return _live(session, workspace, Blocker.cause == cause, None)


def _raised(person_id: str) -> ColumnElement[bool]:
    return or_(Blocker.raised_by == person_id, Blocker.reported_by == person_id)


def _live(session: Session, workspace: str, which: ColumnElement[bool], limit: int | None) -> Sequence[Blocker]:
    wanted = select(Blocker).where(Blocker.workspace == workspace, Blocker.state.in_(LIVE), which)
    return session.scalars(wanted.order_by(*_URGENCY).limit(limit)).all()


def alike(session: Session, blocker: Blocker, cutoff: int) -> Blocker | None:
    """The live blocker that looks most like this one, in the same project or in none; None where nothing does."""
    which = {"of": blocker.workspace, "project": blocker.project_id, "itself": blocker.id}
    # Titles only: hundreds of whole rows took a third of the time of a report.
    others: Sequence[Row[str, str]] = kept.run(session, _TITLES, which).all()  # at once, not one by one
    found = similar.alike(blocker.title, others, cutoff)
    return session.get(Blocker, (blocker.workspace, found[0][0])) if found else None


def people_of(session: Session, blocker: Blocker) -> list[str]:
    """Ids of the people whose work it holds up besides the raiser's."""
    return sorted(kept.run(session, _PEOPLE_OF, {"of": blocker.workspace, "blocker": blocker.id}).scalars())


def people_of_all(session: Session, workspace: str, blocker_ids: Sequence[str]) -> dict[str, list[str]]:
    """The same of several, by the blocker's id; those that hold up nobody else are left out."""
    mine = (BlockerPerson.workspace == workspace, BlockerPerson.blocker_id.in_(blocker_ids))
    found: dict[str, list[str]] = {}
    for row in session.execute(select(BlockerPerson.blocker_id, BlockerPerson.person_id).where(*mine)):
        found.setdefault(row.blocker_id, []).append(row.person_id)
    return found


def edges(session: Session, workspace: str) -> dict[str, list[str]]:
    """Which blocker holds up which: id → ids."""
    found: dict[str, list[str]] = {}
    for link in session.scalars(select(BlockerLink).where(BlockerLink.workspace == workspace)):
        found.setdefault(link.blocker_id, []).append(link.blocks_id)
    return found


def blocks(session: Session, blocker: Blocker) -> Sequence[Blocker]:
    """The blockers that this one holds up."""
    return session.scalars(
        select(Blocker)
        .join(BlockerLink, (BlockerLink.workspace == Blocker.workspace) & (BlockerLink.blocks_id == Blocker.id))
        .where(Blocker.workspace == blocker.workspace, BlockerLink.blocker_id == blocker.id)
        .order_by(Blocker.number)
    ).all()


def blocked_by(session: Session, blocker: Blocker) -> Sequence[Blocker]:
    """The live blockers that hold this one up."""
    return session.scalars(
        select(Blocker)
        .join(BlockerLink, (BlockerLink.workspace == Blocker.workspace) & (BlockerLink.blocker_id == Blocker.id))
        .where(Blocker.workspace == blocker.workspace, BlockerLink.blocks_id == blocker.id, Blocker.state.in_(LIVE))
        .order_by(Blocker.number)
    ).all()


def has_project(session: Session, workspace: str, project_id: str) -> bool:
    """Whether there is a project with this id, whatever its state."""
    return ids.plausible(project_id) and session.get(Project, (workspace, project_id)) is not None


def managed(session: Session, workspace: str, project_id: str | None) -> tuple[Project | None, Person | None]:
    """A project with its manager, as far as there are such."""
    found = session.execute(_MANAGED, {"of": workspace, "project": project_id}).first() if project_id else None
    return (found[0], found[1]) if found is not None else (None, None)


def duplicates_of(session: Session, blocker: Blocker) -> Sequence[Blocker]:
    """The blockers that are marked as the same thing as this one."""
    return session.scalars(
        select(Blocker).where(Blocker.workspace == blocker.workspace, Blocker.duplicate_of == blocker.id)
    ).all()


def project_of(session: Session, workspace: str, channel: str | None) -> str | None:
    """The id of the project whose channel this is; None where it is no project's."""
    if not channel:
        return None
    which = (Project.workspace == workspace, Project.channel == channel, Project.status.in_(LIVE_STATUSES))
    return session.scalars(select(Project.id).where(*which).order_by(Project.code).limit(1)).first()


def projects(session: Session, workspace: str, *, live: bool = True) -> Sequence[Project]:
    """Projects that a blocker can belong to, by code; or the others."""
    is_live = Project.status.in_(LIVE_STATUSES)
    theirs = (Project.workspace == workspace, is_live if live else ~is_live)
    return session.scalars(select(Project).where(*theirs).order_by(Project.code)).all()


def named_projects(session: Session, workspace: str) -> Sequence[Row[str, str, str]]:
    """The (id, code, name) of the same: all that a sentence is compared with."""
    return kept.run(session, _NAMED, {"of": workspace}).all()
