"""How severe is a blocker, judged by what the store says that it blocks?"""

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
    here = [one.id for one in blocker_lists.blocks(session, blocker) if State(one.state) in LIVE]
    if not here:
        return 0
    edges = blocker_lists.edges(session, blocker.workspace)
    of_workspace = select(Blocker.id).where(Blocker.workspace == blocker.workspace, STATE_IS_LIVE)
    live = set(session.scalars(of_workspace))
    found: set[str] = set()
    while here:
        one = here.pop()
        if one not in found:
            found.add(one)
            here += [other for other in edges.get(one, ()) if other in live]
    return len(found - {blocker.id})
