"""Which open blockers does somebody own, has raised, or is held up by, and does anybody wait for them?"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.blockers import STATE_IS_LIVE, Blocker, BlockerChange, BlockerPerson
from planning.blockers import Change
from planning.checkins import Concern, Tie


def of(session: Session, workspace: str, ids: Collection[str]) -> dict[str, list[Concern]]:
    """By person's id; of each blocker the strongest tie."""
    live = select(Blocker).where(Blocker.workspace == workspace, STATE_IS_LIVE)
    owned = session.scalars(live.where(Blocker.owner_id.in_(ids))).all()
    raised = session.scalars(live.where(Blocker.raised_by.in_(ids))).all()
    given = _given(session, workspace, [one.id for one in owned])
    found: dict[tuple[str, str], Concern] = {}
    for person_id, blocker in _held(session, workspace, ids):
        found[person_id, blocker.id] = _concern(Tie.TOUCHED, blocker, blocker.created_at)
    for blocker in raised:
        found[blocker.raised_by, blocker.id] = _concern(Tie.RAISER, blocker, blocker.created_at)
    for blocker in owned:
        waits = blocker.raised_by != blocker.owner_id
        since = given.get(blocker.id, blocker.created_at)
        found[str(blocker.owner_id), blocker.id] = _concern(Tie.OWNER, blocker, since, awaited=waits)
    by_person: dict[str, list[Concern]] = {}
    for (person_id, _), one in found.items():
        by_person.setdefault(person_id, []).append(one)
    return by_person


def _concern(tie: Tie, blocker: Blocker, since: datetime, *, awaited: bool = False) -> Concern:
    return Concern(tie, blocker.id, since, blocker.needed_by, awaited)


def _given(session: Session, workspace: str, blocker_ids: Collection[str]) -> dict[str, datetime]:
    """When each was last handed over: since then it is its owner's."""
    changes = (BlockerChange.workspace == workspace, BlockerChange.blocker_id.in_(blocker_ids))
    last = select(BlockerChange.blocker_id, func.max(BlockerChange.at)).where(
        *changes, BlockerChange.what == Change.HANDED_OVER
    )
    return {row[0]: row[1] for row in session.execute(last.group_by(BlockerChange.blocker_id))}


def _held(session: Session, workspace: str, ids: Collection[str]) -> list[tuple[str, Blocker]]:
    live = (Blocker.workspace == workspace, STATE_IS_LIVE)
    theirs = (BlockerPerson.workspace == Blocker.workspace) & (BlockerPerson.blocker_id == Blocker.id)
    rows = select(BlockerPerson.person_id, Blocker).join(Blocker, theirs).where(*live, BlockerPerson.person_id.in_(ids))
    return [(person_id, blocker) for person_id, blocker in session.execute(rows)]
