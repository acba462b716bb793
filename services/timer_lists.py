"""What is due, what is late, and what was left out and why, by series? People's own series are counted together."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from models.timers import Timer, TimerState
from services.tenancy import Served, among

LATE = timedelta(seconds=60)  # from then on it is said


@dataclass
class SeriesState:
    """Of all series whose names begin with the same word; `since` is the caller's."""

    waiting: int = 0
    following: datetime | None = None  # when the next one is due
    late: int = 0  # by more than a minute
    tried: int = 0  # of those that wait, which went wrong at least once
    done: int = 0  # of those due since then
    missed: int = 0  # of those: passed over in one go, after a long sleep
    left_out: Counter[str] = field(default_factory=Counter)  # of those, by reason


def by_series(session: Session, workspace: str, *, now: datetime, since: datetime) -> Mapping[str, SeriesState]:
    """By the name before the colon; `now` and `since` are business time."""
    found: defaultdict[str, SeriesState] = defaultdict(SeriesState)
    _waiting(session, workspace, now, found)
    _closed(session, workspace, since, found)
    return dict(found)


def counts(session: Session, *, now: datetime, since: datetime, served: Served = None) -> dict[str, int]:
    """Of the whole installation: what waits, what is late, what is tried again; of what was due since, how it ended."""
    ours = among(Timer.workspace, served)
    late, tried = func.sum(case((Timer.due_at < now - LATE, 1), else_=0)), func.count(Timer.reason)
    waiting, late_ones, tried_ones = session.execute(
        select(func.count(), late, tried).where(ours, Timer.state == TimerState.WAITING)
    ).one()
    over = select(Timer.state, func.count().label("number")).where(
        ours, Timer.state != TimerState.WAITING, Timer.due_at >= since
    )
    ended = {row.state: row.number for row in session.execute(over.group_by(Timer.state))}
    return {
        "waiting": waiting,
        "late": late_ones or 0,
        "tried_again": tried_ones,
        "done": ended.get(TimerState.DONE, 0),
        "left_out": ended.get(TimerState.SKIPPED, 0),
    }


def _waiting(session: Session, workspace: str, now: datetime, found: defaultdict[str, SeriesState]) -> None:
    late = func.sum(case((Timer.due_at < now - LATE, 1), else_=0))
    tried = func.sum(case((Timer.reason.is_not(None), 1), else_=0))
    waits = select(Timer.series, func.count(), func.min(Timer.due_at), late, tried).where(
        Timer.workspace == workspace, Timer.state == TimerState.WAITING
    )
    for series, count, due, behind, failed in session.execute(waits.group_by(Timer.series)):
        one = found[_name(series)]
        one.following = due if one.following is None else min(one.following, due)
        one.waiting += count
        one.late += behind
        one.tried += failed


def _closed(session: Session, workspace: str, since: datetime, found: defaultdict[str, SeriesState]) -> None:
    over = select(Timer.series, Timer.state, Timer.reason, func.count(), func.sum(Timer.missed)).where(
        Timer.workspace == workspace, Timer.state != TimerState.WAITING, Timer.due_at >= since
    )
    for series, state, reason, count, missed in session.execute(over.group_by(Timer.series, Timer.state, Timer.reason)):
        one = found[_name(series)]
        one.missed += missed
        if state == TimerState.DONE:
            one.done += count
        else:
            one.left_out[_why(reason)] += count


def _name(series: str) -> str:
    return series.partition(":")[0]


def _why(reason: str | None) -> str:
    """A reason without what differs from one occurrence to the next."""
    if reason is None:
        return "no reason was noted"
    return "a later one took its place" if reason.startswith("passed over for ") else reason
