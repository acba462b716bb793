"""How severe is a blocker, judged by what the store says that it blocks?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.blockers import STATE_IS_LIVE, Blocker
from planning.blockers import LIVE, State
from planning.ladder_policy import LadderPolicy
from planning.occurrences import resolve
from planning.quiet_times import MIDNIGHT
from planning.severity import Judgement, Stakes, rises_on, severity
from services import blocker_lists, people


def judge(session: Session, blocker: Blocker, policy: LadderPolicy, *, at: datetime) -> Judgement:
    """With its reasons, on the day that it is for its owner."""
    today = at.astimezone(people.zone_for(session, blocker.workspace, blocker.owner_id)).date()
    return severity(stakes(session, blocker), today, policy)


def judge_all(
    session: Session, blockers: Sequence[Blocker], policy: LadderPolicy, *, at: datetime
) -> dict[str, Judgement]:
    """The same for several of one workspace, by id, in as many statements for a thousand as for two."""
    if not blockers:
        return {}
    workspace = blockers[0].workspace
    people.many(session, workspace, {one.owner_id for one in blockers if one.owner_id})  # for their zones
    held = blocker_lists.people_of_all(session, workspace, [one.id for one in blockers])
    changed = any(one.version > 1 for one in blockers)
    behind = _Waiting(session, workspace) if changed else None
    found = {}
    for one in blockers:
        waits = behind.count(one) if behind is not None and one.version > 1 else 0
        stands = Stakes(len({one.raised_by, *held.get(one.id, ())}), one.hours_per_week, waits, one.needed_by)
        today = at.astimezone(people.zone_for(session, workspace, one.owner_id)).date()
        found[one.id] = severity(stands, today, policy)
    return found


def rises_at(session: Session, blocker: Blocker, policy: LadderPolicy, *, at: datetime) -> datetime | None:
    """When it becomes more severe by time alone; None if it never does."""
    zone = people.zone_for(session, blocker.workspace, blocker.owner_id)
    day = rises_on(stakes(session, blocker), at.astimezone(zone).date(), policy)
    return None if day is None else resolve(day, MIDNIGHT, zone)


def stakes(session: Session, blocker: Blocker) -> Stakes:
    """What it blocks, in two statements; in four where it holds up other blockers."""
    held = {blocker.raised_by, *blocker_lists.people_of(session, blocker)}
    return Stakes(len(held), blocker.hours_per_week, _behind(session, blocker), blocker.needed_by)


def _behind(session: Session, blocker: Blocker) -> int:
    """How many live blockers wait for it, straight or through others."""
    if blocker.version == 1:  # only a change says what else waits
        return 0
    if not any(State(one.state) in LIVE for one in blocker_lists.blocks(session, blocker)):
        return 0
    return _Waiting(session, blocker.workspace).count(blocker)


class _Waiting:
    """Which live blockers wait for which, of a whole workspace."""

    def __init__(self, session: Session, workspace: str) -> None:
        self._edges = blocker_lists.edges(session, workspace)
        of_workspace = select(Blocker.id).where(Blocker.workspace == workspace, STATE_IS_LIVE)
        self._live = set(session.scalars(of_workspace)) if self._edges else set()

    def count(self, blocker: Blocker) -> int:
        """How many wait for it, straight or through others."""
        found: set[str] = set()
        here = self._next(blocker.id)
        while here:
            one = here.pop()
            if one not in found:
                found.add(one)
                here += self._next(one)
        return len(found - {blocker.id})

    def _next(self, blocker_id: str) -> list[str]:
        return [other for other in self._edges.get(blocker_id, ()) if other in self._live]
