"""At which levels of their ladders can nobody be asked about the blockers that are open?"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.blockers import STATE_IS_LIVE, Blocker
from planning import rungs
from planning.rungs import DeadEnd
from services import ladder_rungs
from services.policies import Policy


def dead_ends(session: Session, policy: Policy, *, at: datetime) -> Mapping[rungs.Passed, Sequence[str]]:
    """Each level with why it is passed over → the open blockers, such as `B-12`, for which it is, in every workspace.

    That those at a level are asked already at a lower one is as it should be, and none.
    """
    found: dict[rungs.Passed, list[str]] = {}
    for blocker in session.scalars(select(Blocker).where(STATE_IS_LIVE).order_by(Blocker.workspace, Blocker.number)):
        for end in rungs.dead_ends(ladder_rungs.ladder(session, blocker, policy, at=at)):
            if end.why is not DeadEnd.SAME:
                found.setdefault(end, []).append(f"B-{blocker.number}")
    return found
