"""Which files are to be handed to somebody in Slack? Written here in the transaction that decided it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from models.base import new_id
from models.files import FileState, OutFile
from models.inserts import insert_once
from models.people import Person
from services.drops import Worker
from services.tenancy import among

TEXT, PORTFOLIO = "text", "portfolio"  # its bytes are kept with it, or it is made of what is stored then
KEPT = timedelta(days=2)  # that there was one, once it is over
LEASE = timedelta(minutes=3)
REST_AFTER = timedelta(seconds=5)  # doubles with every try
TRIES = 6
_OPEN = (FileState.WANTED, FileState.UPLOADED)


@dataclass(frozen=True)
class Errand:
    """A file to be handed over, taken out of the store so that no transaction is open meanwhile."""

    workspace: str
    id: str
    person_id: str
    kind: str
    name: str
    says: str
    thread_ts: str | None
    data: bytes | None
    slack_file: str | None  # where Slack has its bytes by now
    attempt: int
    until: datetime  # wall clock; by this a later claim is told apart


def send(  # noqa: PLR0913  (what a file needs, each by name)
    session: Session,
    person: Person,
    *,
    key: str,
    kind: str,
    name: str,
    says: str,
    wall: datetime,
    data: bytes | None = None,
    thread_ts: str | None = None,
) -> bool:
    """Hand the person a file in their direct conversation, once for each key. Whether it was new."""
    row: dict[str, Any] = {
        "workspace": person.workspace,
        "id": new_id(),
        "person_id": person.id,
        "key": key,
        "kind": kind,
    }
    row |= {"name": name, "says": says, "thread_ts": thread_ts, "data": data}
    times = {"state": FileState.WANTED.value, "attempt": 0, "due_at": wall, "made_at": wall}
    return insert_once(session, OutFile, {**row, **times}, ("workspace", "key"))


def is_due(session: Session, worker: Worker, *, wall: datetime) -> bool:
    """Whether there is something to claim. Reading is enough for it."""
    return session.scalars(select(OutFile.id).where(*_due(worker, wall)).limit(1)).first() is not None


def claim_due(session: Session, worker: Worker, *, wall: datetime) -> Errand | None:
    """The file that has waited longest, ours for three minutes; None where none is due."""
    chosen = select(OutFile).where(*_due(worker, wall)).order_by(OutFile.due_at, OutFile.id).limit(1)
    row = session.scalars(chosen.with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    row.attempt += 1
    row.due_at, row.lease_owner = wall + LEASE, worker.owner
    about = (row.workspace, row.id, row.person_id, row.kind, row.name, row.says, row.thread_ts)
    return Errand(*about, row.data, row.slack_file, row.attempt, row.due_at)


def uploaded(session: Session, errand: Errand, slack_file: str) -> None:
    """Slack has its bytes. Kept before anybody is to see it, so that nobody sees it twice."""
    if (row := _still(session, errand)) is not None:
        row.slack_file, row.state = slack_file, FileState.UPLOADED


def shared(session: Session, errand: Errand) -> None:
    if (row := _still(session, errand)) is not None:
        row.state, row.data, row.reason = FileState.SHARED, None, None


def later(session: Session, errand: Errand, reason: str, *, wall: datetime, after: timedelta | None = None) -> bool:
    """Tried again a little later each time. False where it was tried often enough, and is given up."""
    if errand.attempt >= TRIES:
        refused(session, errand, reason)
        return False
    if (row := _still(session, errand)) is not None:
        row.due_at, row.reason = wall + (after or REST_AFTER * 2 ** (errand.attempt - 1)), reason
        row.lease_owner = None
    return True


def refused(session: Session, errand: Errand, reason: str) -> None:
    """Slack takes it from nobody."""
    if (row := _still(session, errand)) is not None:
        row.state, row.data, row.reason = FileState.REFUSED, None, reason


def forget(session: Session, *, wall: datetime) -> None:
    over = (OutFile.state.not_in(_OPEN), OutFile.made_at < wall - KEPT)
    session.execute(delete(OutFile).where(*over), execution_options={"synchronize_session": False})


def _still(session: Session, errand: Errand) -> OutFile | None:
    row = session.get(OutFile, (errand.workspace, errand.id), with_for_update=True, populate_existing=True)
    ours = row is not None and row.state in _OPEN and row.due_at == errand.until
    return row if ours else None


def _due(worker: Worker, wall: datetime) -> tuple[ColumnElement[bool], ...]:
    left = OutFile.lease_owner.is_not(None) & (OutFile.lease_owner != worker.owner)
    ready = or_(OutFile.due_at <= wall, left) if worker.alone else OutFile.due_at <= wall
    return OutFile.state.in_(_OPEN), ready, among(OutFile.workspace, worker.served)
