"""How are many occurrences closed that happened in one transaction?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.timers import Timer, TimerState
from services.outbox_rows import changed
from services.timers import Due


def close(session: Session, some: Sequence[Due], reasons: Mapping[str, str | None], *, at: datetime) -> bool:
    """They happened, or were left out for the reason that stands at their id. `some`: of one workspace and one claim.
    False: not all are ours any more, and all that was done with them is to be taken back.
    """
    alike = defaultdict[tuple[str | None, int], list[str]](list)
    for due in some:
        alike[reasons[due.id], due.attempt].append(due.id)
    closed = 0
    for (reason, attempt), ids in alike.items():
        ours = (Timer.workspace == some[0].workspace, Timer.id.in_(ids), Timer.state == TimerState.WAITING)
        claimed = (Timer.lease_owner == some[0].owner, Timer.attempt == attempt)
        values = {
            "state": TimerState.DONE if reason is None else TimerState.SKIPPED,
            "done_at": at,
            "reason": reason[:255] if reason is not None else None,
            "lease_owner": None,
            "lease_until": None,
        }
        closed += changed(session, update(Timer).where(*ours, *claimed).values(**values))
    return closed == len(some)
