"""What was written while the machine's clock was wrong, far ahead, and would wait there for ever once it is right?

A clock that is off by seconds or a day needs nothing: what was done is not done again, and the next comes by itself.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from models.timers import Timer, TimerState
from planning.occurrences import Occurrence
from services import timers
from services.outbox_rows import changed
from services.tenancy import Served, among

AHEAD = timedelta(days=2)  # of the clock: no act and no question can have been later
PLANNED = timedelta(days=400)  # ahead: nothing is planned later
WHY = "the clock was set back"


def leave_far(session: Session, workspace: str, *, series: str, following: Occurrence, at: datetime) -> bool:
    """Leave out what waits of the series later than `following`, which is the next. Whether something waits still."""
    mine = (Timer.workspace == workspace, Timer.series == series, Timer.state == TimerState.WAITING)
    waits = session.execute(select(Timer.occurrence, Timer.due_at).where(*mine)).all()
    for row in waits:
        if row.due_at > following.at:
            timers.leave_out(session, workspace, series=series, key=row.occurrence, at=at, reason=WHY)
    return any(row.due_at <= following.at for row in waits)


def hasten(session: Session, series: Collection[str], *, at: datetime, served: Served) -> int:
    """Think now about what waits of such series (the word before the colon) further ahead than anything is planned."""
    far = (among(Timer.workspace, served), Timer.state == TimerState.WAITING, Timer.due_at > at + PLANNED)
    these = or_(*(Timer.series.startswith(f"{one}:") for one in sorted(series)))
    return changed(session, update(Timer).where(*far, these).values(due_at=at))


def anything_far(session: Session, series: Collection[str], *, at: datetime, served: Served) -> bool:
    """Whether `hasten` would find something; a look that writes nothing."""
    far = (among(Timer.workspace, served), Timer.state == TimerState.WAITING, Timer.due_at > at + PLANNED)
    these = or_(*(Timer.series.startswith(f"{one}:") for one in sorted(series)))
    return session.execute(select(Timer.id).where(*far, these).limit(1)).first() is not None
