"""What is due now, and who sees to it? Every occurrence is a row: nothing runs twice and nothing is forgotten."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlalchemy.orm import Session

from models.base import new_id
from models.inserts import insert_once
from models.timers import Timer, TimerState
from planning.occurrences import Occurrence
from services.outbox_rows import changed
from services.tenancy import Served, among

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=10)


@dataclass(frozen=True)
class Due:
    """An occurrence that this process has claimed."""

    workspace: str
    id: str
    series: str
    occurrence: Occurrence
    payload: dict[str, Any]
    attempt: int  # 1 for the first
    missed: int  # how many before it were passed over
    owner: str


def plan(
    session: Session,
    workspace: str,
    *,
    series: str,
    occurrence: Occurrence,
    payload: Mapping[str, Any] | None = None,
    missed: int = 0,
) -> bool:
    """Put an occurrence down. False where it was before, done or not: then it stays as it is."""
    values = {
        "workspace": workspace,
        "id": new_id(),
        "series": series,
        "occurrence": occurrence.key,
        "due_at": occurrence.at,
        "payload": dict(payload or {}),
        "state": TimerState.WAITING,
        "attempt": 0,
        "missed": missed,
    }
    return insert_once(session, Timer, values, ("workspace", "series", "occurrence"))


def replan(session: Session, workspace: str, *, series: str, occurrence: Occurrence) -> bool:
    """Move a waiting occurrence, such as after a change of zone; its key stays. False where none waits."""
    mine = (Timer.workspace == workspace, Timer.series == series, Timer.occurrence == occurrence.key)
    return bool(
        changed(session, update(Timer).where(*mine, Timer.state == TimerState.WAITING).values(due_at=occurrence.at))
    )


def expect(session: Session, workspace: str, *, series: str, occurrence: Occurrence) -> bool:
    """Let an occurrence wait until then, whether it is new, waits already or was left out. False: it is done."""
    if plan(session, workspace, series=series, occurrence=occurrence):
        return True
    mine = (Timer.workspace == workspace, Timer.series == series, Timer.occurrence == occurrence.key)
    values = {"due_at": occurrence.at, "state": TimerState.WAITING, "done_at": None, "reason": None}
    return bool(changed(session, update(Timer).where(*mine, Timer.state != TimerState.DONE).values(**values)))


def leave_out(session: Session, workspace: str, *, series: str, key: str, at: datetime, reason: str) -> bool:
    """Close a waiting occurrence that is not to happen any more. False where none waits."""
    mine = (Timer.workspace == workspace, Timer.series == series, Timer.occurrence == key)
    values = {"state": TimerState.SKIPPED, "done_at": at, "reason": reason[:255], "lease_owner": None}
    waits = update(Timer).where(*mine, Timer.state == TimerState.WAITING)
    return bool(changed(session, waits.values(**values, lease_until=None)))


def take_up(session: Session, workspace: str, *, series: str, occurrence: Occurrence, reasons: Collection[str]) -> bool:
    """Let an occurrence wait again that was left out for one of these reasons. False where there is none."""
    mine = (Timer.workspace == workspace, Timer.series == series, Timer.occurrence == occurrence.key)
    left = update(Timer).where(*mine, Timer.state == TimerState.SKIPPED, Timer.reason.in_(reasons))
    values = {"state": TimerState.WAITING, "due_at": occurrence.at, "reason": None, "done_at": None}
    return bool(changed(session, left.values(**values)))


def hasten(session: Session, workspace: str, series: Select[str], *, to: datetime) -> None:
    """Let what waits of these series for a later time be due then."""
    later = (Timer.workspace == workspace, Timer.series.in_(series), Timer.state == TimerState.WAITING)
    changed(session, update(Timer).where(*later, Timer.due_at > to).values(due_at=to))


def is_planned(session: Session, workspace: str, series: str, *, until: datetime | None = None) -> bool:
    """Whether an occurrence of the series waits, due by then at the latest."""
    mine = (Timer.workspace == workspace, Timer.series == series, Timer.state == TimerState.WAITING)
    soon = (Timer.due_at <= until,) if until is not None else ()
    return session.execute(select(Timer.id).where(*mine, *soon).limit(1)).first() is not None


@dataclass(frozen=True)
class Choice:
    """Which series somebody sees to: those named, or all but those named. `crowds` are named as well: each is many
    series, such as `checkin:…` for every person.
    """

    names: frozenset[str]
    named: bool = True
    crowds: frozenset[str] = frozenset()

    def __call__(self) -> ColumnElement[bool]:
        among = or_(Timer.series.in_(self.names), *(Timer.series.startswith(f"{one}:") for one in sorted(self.crowds)))
        return among if self.named else ~among


ALL = Choice(frozenset(), named=False)


def any_due(session: Session, *, now: datetime, wall: datetime, choice: Choice = ALL, served: Served = None) -> bool:
    """Whether `claim_due` would find something; a look that writes nothing."""
    return session.execute(select(Timer.id).where(*_free(now, wall, served), choice()).limit(1)).first() is not None


def claim_due(
    session: Session,
    *,
    owner: str,
    now: datetime,
    wall: datetime,
    limit: int = 50,
    lease_seconds: float = 60.0,
    choice: Choice = ALL,
    served: Served = None,
) -> list[Due]:
    """Make at most `limit` due occurrences ours, the longest due first. `now` is business time, `wall` the lease's."""
    free = [*_free(now, wall, served), choice()]
    picked = select(Timer.id).where(*free).order_by(Timer.due_at).limit(limit).with_for_update(skip_locked=True)
    rows = session.scalars(
        update(Timer)
        .where(Timer.id.in_(picked.scalar_subquery()), *free)
        .values(attempt=Timer.attempt + 1, lease_owner=owner, lease_until=wall + timedelta(seconds=lease_seconds))
        .returning(Timer)
        .execution_options(synchronize_session=False, populate_existing=True)
    ).all()
    return [_due(row, owner) for row in sorted(rows, key=lambda row: row.due_at)]


def release(session: Session, claimed: Sequence[Due]) -> None:
    """Give back what was claimed and not begun, as if it had not been claimed."""
    for due in claimed:
        values = {"attempt": due.attempt - 1, "lease_owner": None, "lease_until": None}
        changed(session, update(Timer).where(*_mine(due)).values(**values))


def done(session: Session, due: Due, *, at: datetime, following: Occurrence | None = None) -> bool:
    """It happened. `following`, the next of its series, is planned with it. False: it is not ours any more."""
    return _close(session, due, {"state": TimerState.DONE, "done_at": at, "reason": None}, following)


def skip(session: Session, due: Due, *, at: datetime, reason: str, following: Occurrence | None = None) -> bool:
    """It is not to happen; `reason` says why."""
    return _close(session, due, {"state": TimerState.SKIPPED, "done_at": at, "reason": reason[:255]}, following)


def put_off(session: Session, due: Due, *, to: datetime) -> bool:
    """It is not due yet, as it turns out: the same occurrence waits until then."""
    values = {"due_at": to, "attempt": 0, "lease_owner": None, "lease_until": None}
    return bool(changed(session, update(Timer).where(*_mine(due)).values(**values)))


def jump(session: Session, due: Due, *, at: datetime, to: Occurrence, missed: int) -> bool:
    """Leave `due` out in favour of a later one that is due as well: after a long sleep one run is enough."""
    closed = skip(session, due, at=at, reason=f"passed over for {to.key}")
    if closed:
        plan(session, due.workspace, series=due.series, occurrence=to, payload=due.payload, missed=due.missed + missed)
    return closed


def fail(session: Session, due: Due, *, wall: datetime, reason: str) -> bool:
    """It went wrong: tried again after a wait that doubles up to ten minutes, until it works or somebody skips it."""
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(due.attempt - 1, 20))
    values = {"lease_owner": None, "lease_until": wall + wait, "reason": reason[:255]}
    return bool(changed(session, update(Timer).where(*_mine(due)).values(**values)))


def overdue(session: Session, *, before: datetime, wall: datetime, served: Served = None) -> int:
    """How many were due before that business instant and still wait; one that is being run does not wait."""
    running = (Timer.attempt == 1) & (Timer.lease_until > wall)
    waiting = (Timer.state == TimerState.WAITING, Timer.due_at < before, among(Timer.workspace, served), ~running)
    return session.scalar(select(func.count()).select_from(Timer).where(*waiting)) or 0


def forget(session: Session, *, before: datetime) -> int:
    """Delete what was closed before that business instant. How many."""
    return changed(session, delete(Timer).where(Timer.state != TimerState.WAITING, Timer.done_at < before))


def _close(session: Session, due: Due, values: dict[str, Any], following: Occurrence | None) -> bool:
    values = {**values, "lease_owner": None, "lease_until": None}
    if not changed(session, update(Timer).where(*_mine(due)).values(**values)):
        return False
    if following is not None:
        plan(session, due.workspace, series=due.series, occurrence=following, payload=due.payload)
    return True


def _mine(due: Due) -> list[ColumnElement[bool]]:
    """As this process claimed it: one whose lease was taken over by another is the other's to close."""
    return [
        Timer.workspace == due.workspace,
        Timer.id == due.id,
        Timer.state == TimerState.WAITING,
        Timer.lease_owner == due.owner,
        Timer.attempt == due.attempt,
    ]


def _free(now: datetime, wall: datetime, served: Served) -> list[ColumnElement[bool]]:
    """A lease that ends later than any is given was written before the clock was set back."""
    return [
        among(Timer.workspace, served),
        Timer.state == TimerState.WAITING,
        Timer.due_at <= now,
        or_(Timer.lease_until.is_(None), Timer.lease_until <= wall, Timer.lease_until > wall + LONGEST_WAIT),
    ]


def _due(row: Timer, owner: str) -> Due:
    return Due(
        workspace=row.workspace,
        id=row.id,
        series=row.series,
        occurrence=Occurrence(row.due_at, row.occurrence),
        payload=row.payload,
        attempt=row.attempt,
        missed=row.missed,
        owner=owner,
    )
