"""Which files did somebody send to be imported, what is to be done with them, and who pressed what?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, or_, select
from sqlalchemy.orm import Session

from models.base import new_id
from models.drops import Drop, DroppedFile, DropState
from models.inserts import insert_once, known
from models.people import Person
from services.permissions import Actor
from services.refusals import Stale
from services.tenancy import Served, among

KEPT = timedelta(days=1)  # what nobody pressed anything at; then it has to be sent again
REMEMBERED = timedelta(days=35)  # that there was one, without what was in it
AT_ONCE = 20  # of those that are let go in one transaction
LEASE = timedelta(minutes=3)  # of who reads or imports it; after that somebody else does
TRIES = 6
FIRST_WAIT = timedelta(seconds=2)  # doubles with every try
_WORK = (DropState.READING, DropState.APPLYING)
_OVER: Mapping[str, str] = {
    DropState.READING: "It is being read again. Give it a moment.",
    DropState.APPLYING: "It is being imported already.",
    DropState.APPLIED: "It was imported already.",
    DropState.DISCARDED: "It was discarded already. Send the file again to import it.",
    DropState.REFUSED: "It cannot be imported as it is. Send the mended file.",
    DropState.EXPIRED: "It was kept for a day, and then let go of. Send the file again.",
}


@dataclass(frozen=True)
class Claim:
    """A drop to be worked on, taken out of the store so that no transaction is open meanwhile.

    files: place, Slack's id, name and, once it was fetched, what is in it; by_id: who has it applied.
    """

    workspace: str
    id: str
    state: DropState
    files: tuple[tuple[int, str, str, bytes | None], ...]
    choices: Mapping[str, Any]
    by_id: str | None
    attempt: int
    until: datetime  # wall clock; by this a later claim is told apart


@dataclass(frozen=True)
class Worker:
    """A process that looks for work. alone: none other serves this store, so what another one began is nobody's."""

    owner: str
    alone: bool
    served: Served = None


def begin(
    session: Session, person: Person, place: tuple[str, str], files: Sequence[tuple[str, str]], *, wall: datetime
) -> Drop | None:
    """Keep that these files (Slack's id and name of each) were sent. place: channel and ts of the message.

    None where that is known.
    """
    fresh = {"workspace": person.workspace, "channel": place[0], "ts": place[1]}
    row: dict[str, Any] = {
        **fresh,
        "id": new_id(),
        "person_id": person.id,
        "state": DropState.READING.value,
        "choices": {},
    }
    row |= {"found": {}, "attempt": 0, "due_at": wall, "made_at": wall}
    if not insert_once(session, Drop, row, tuple(fresh)):
        return None
    for number, (slack_file, name) in enumerate(files):
        of = {"workspace": person.workspace, "drop_id": row["id"], "person_id": person.id}
        session.add(DroppedFile(**of, place=number, slack_file=slack_file, name=name))
    return known(session, Drop, row)


def is_due(session: Session, worker: Worker, *, wall: datetime) -> bool:
    """Whether there is something to claim. Reading is enough for it."""
    return session.scalars(select(Drop.id).where(*_due(worker, wall)).limit(1)).first() is not None


def claim_due(session: Session, worker: Worker, *, wall: datetime) -> Claim | None:
    """The drop that has waited longest, ours for three minutes; None where none is due."""
    chosen = select(Drop).where(*_due(worker, wall)).order_by(Drop.due_at, Drop.id).limit(1)
    row = session.scalars(chosen.with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    row.attempt += 1
    row.due_at, row.lease_owner = wall + LEASE, worker.owner
    files = tuple((one.place, one.slack_file, one.name, one.data) for one in files_of(session, row))
    by_id, state = row.pressed_by, DropState(row.state)
    return Claim(row.workspace, row.id, state, files, dict(row.choices), by_id, row.attempt, row.due_at)


def keep(session: Session, claim: Claim, place: int, data: bytes) -> None:
    """What stands in one of its files, so that it is fetched once."""
    file = session.get(DroppedFile, (claim.workspace, claim.id, place))
    if file is not None and still(session, claim) is not None:
        file.data = data


def still(session: Session, claim: Claim) -> Drop | None:
    """The drop, ours until the commit; None where somebody else is at it by now, or it is gone."""
    row = session.get(Drop, (claim.workspace, claim.id), with_for_update=True, populate_existing=True)
    ours = row is not None and (row.state, row.due_at) == (claim.state, claim.until)
    return row if ours else None


def asks(drop: Drop, found: Mapping[str, Any]) -> None:
    """It was read and tried; what was found waits for an answer."""
    drop.state, drop.found, drop.attempt, drop.lease_owner = DropState.ASKING, dict(found), 0, None


def later(drop: Drop, claim: Claim, *, wall: datetime, after: timedelta | None = None, counts: bool = True) -> bool:
    """Tried again `after` that time, else a little later each time. False where it was tried often enough.

    counts: False where nothing went wrong, and the process is only to stop.
    """
    if counts and claim.attempt >= TRIES:
        return False
    drop.due_at, drop.lease_owner = wall + (after or FIRST_WAIT * 2 ** (claim.attempt - 1)), None
    if not counts:
        drop.due_at, drop.attempt = wall, claim.attempt - 1
    return True


def settle(session: Session, drop: Drop, state: DropState, found: Mapping[str, Any], *, wall: datetime) -> None:
    """It is over, and what it held goes."""
    drop.state, drop.found, drop.settled_at, drop.lease_owner = state, dict(found), wall, None
    for file in files_of(session, drop):
        file.data = None


def pressed(session: Session, drop_id: str, by: Actor) -> Drop:
    """The drop of a button, while it asks for something; ours until the commit. Raises Stale with what is so now."""
    row = session.get(Drop, (by.workspace, drop_id), with_for_update=True, populate_existing=True)
    if row is None:
        raise Stale("That is gone by now. Send the file again to import it.")
    if row.state != DropState.ASKING:
        raise Stale(_OVER[DropState(row.state)])
    row.pressed_by = by.id
    return row


def work_again(drop: Drop, state: DropState, *, wall: datetime, choices: Mapping[str, str] | None = None) -> None:
    """It is to be imported, or to be read anew with one more question answered."""
    drop.state, drop.due_at, drop.attempt = state, wall, 0
    drop.choices = {**drop.choices, **(choices or {})}


def files_of(session: Session, drop: Drop) -> Sequence[DroppedFile]:
    mine = (DroppedFile.workspace == drop.workspace, DroppedFile.drop_id == drop.id)
    return session.scalars(select(DroppedFile).where(*mine).order_by(DroppedFile.place)).all()


def names(session: Session, drop: Drop) -> list[str]:
    return [one.name for one in files_of(session, drop)]


def any_forgotten(session: Session, *, wall: datetime, served: Served = None) -> bool:
    """Whether there is one; a look, which locks nothing."""
    return session.scalars(_forgotten(wall, served).limit(1)).first() is not None


def forgotten(session: Session, *, wall: datetime, served: Served = None) -> Sequence[Drop]:
    """Some that waited for a day in vain, ours until the commit."""
    return session.scalars(_forgotten(wall, served).limit(AT_ONCE).with_for_update()).all()


def _forgotten(wall: datetime, served: Served) -> Select[Drop]:
    old = (Drop.state == DropState.ASKING, Drop.made_at < wall - KEPT, among(Drop.workspace, served))
    return select(Drop).where(*old).order_by(Drop.made_at)


def forget(session: Session, *, wall: datetime) -> None:
    """What is long over, with the names of its files."""
    old = select(Drop.id).where(Drop.settled_at < wall - REMEMBERED)
    at_once = {"synchronize_session": False}
    session.execute(
        delete(DroppedFile).where(DroppedFile.drop_id.in_(old.scalar_subquery())), execution_options=at_once
    )
    session.execute(delete(Drop).where(Drop.settled_at < wall - REMEMBERED), execution_options=at_once)


def _due(worker: Worker, wall: datetime) -> tuple[ColumnElement[bool], ...]:
    """What waits; and what a process began that is no more, where only one can be at work."""
    left = Drop.lease_owner.is_not(None) & (Drop.lease_owner != worker.owner)
    ready = or_(Drop.due_at <= wall, left) if worker.alone else Drop.due_at <= wall
    return Drop.state.in_(_WORK), ready, among(Drop.workspace, worker.served)
