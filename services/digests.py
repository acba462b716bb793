"""What happened to blockers in a week, and what stands out among those that are open?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.blockers import STATE_IS_LIVE, Blocker
from planning.blockers import LIVE, Cause, State
from planning.ladder_policy import Level
from planning.occurrences import resolve
from planning.weeks import Week
from services import blocker_lists, blocker_roots, ladders
from services.blocker_history import came_by_file
from services.blocker_roots import RootBlocker
from services.policies import AvailabilityPolicy

_COUNTED = frozenset({*LIVE, State.CLEARED})  # not what was withdrawn, nor what goes on in another one


@dataclass(frozen=True)
class BlockersOfWeek:
    """What was reported here and cleared in the week; `open`, `decisions` and `root` are as the store has them now."""

    open: int
    reported: Sequence[Blocker]  # oldest first
    cleared: Sequence[Blocker]  # oldest first
    climbed: Sequence[tuple[Blocker, Level]]  # with the highest level that was told in the week
    decisions: Sequence[Blocker]  # open ones that wait for a decision, the most urgent first
    root: RootBlocker | None


def blockers_of(
    session: Session, workspace: str, week: Week, zone: ZoneInfo, policy: AvailabilityPolicy
) -> BlockersOfWeek:
    """The week from its Monday to its Sunday as clocks in `zone` show them: each reader has their own."""
    start, end = (resolve(one.monday, time.min, zone) for one in (week, week + 1))
    reported = (Blocker.state.in_(_COUNTED), Blocker.created_at >= start, Blocker.created_at < end, ~came_by_file())
    cleared = (Blocker.state == State.CLEARED, Blocker.cleared_at >= start, Blocker.cleared_at < end)
    of_state = select(func.count()).select_from(Blocker).where(Blocker.workspace == workspace, STATE_IS_LIVE)
    return BlockersOfWeek(
        open=session.scalar(of_state) or 0,
        reported=_found(session, workspace, *reported, by=Blocker.created_at),
        cleared=_found(session, workspace, *cleared, by=Blocker.cleared_at),
        climbed=ladders.climbed(session, workspace, start, end),
        decisions=blocker_lists.waiting_for(session, workspace, Cause.DECISION),
        root=blocker_roots.find(session, workspace, policy),
    )


def _found(
    session: Session, workspace: str, *which: ColumnElement[bool], by: InstrumentedAttribute[Any]
) -> Sequence[Blocker]:
    wanted = select(Blocker).where(Blocker.workspace == workspace, *which)
    return session.scalars(wanted.order_by(by, Blocker.number)).all()
