"""Which picture shows these facts, and does Slack hold it already? Each is handed over once, however many see it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.base import new_id
from models.inserts import insert_once
from models.people import Person
from models.pictures import Picture, PictureState
from services.tenancy import Served, among

KEPT = timedelta(days=35)  # then it is drawn anew where somebody still wants it, and Slack forgets the old one
LEASE = timedelta(minutes=2)  # of who hands it over; after that somebody else does
REST = timedelta(days=1)  # after Slack refused one, before it is asked again
TRIES = 6
FIRST_WAIT = timedelta(seconds=2)  # doubles with every try


@dataclass(frozen=True)
class Order:
    """A picture to be drawn and handed over, taken out of the store so that no transaction is open meanwhile."""

    workspace: str
    id: str
    kind: str
    facts: Mapping[str, Any]
    attempt: int
    until: datetime  # wall clock; by this a later claim is told apart


@dataclass(frozen=True)
class Old:
    """A picture that is not needed any more."""

    workspace: str
    id: str
    slack_file: str | None


def file_of(session: Session, person: Person, kind: str, facts: Mapping[str, Any], *, wall: datetime) -> str | None:
    """Slack's id of the picture of these facts. None where there is none yet: the person waits for it."""
    key = hashlib.sha256(json.dumps([kind, facts], sort_keys=True).encode()).hexdigest()
    mine = select(Picture).where(Picture.workspace == person.workspace, Picture.key == key)
    row = session.scalars(mine).first()
    if row is not None and row.state == PictureState.READY:
        return row.slack_file
    if row is None:
        insert_once(session, Picture, _fresh(person.workspace, key, kind, facts, wall), ("workspace", "key"))
    # Locked, or of two who begin to wait at once one would be forgotten.
    row = session.scalars(mine.with_for_update().execution_options(populate_existing=True)).one()
    if row.state == PictureState.READY:
        return row.slack_file
    if row.state == PictureState.REFUSED:
        if row.due_at > wall:
            return None
        row.state, row.attempt, row.due_at = PictureState.WANTED, 0, wall
    if person.id not in row.waiting:
        row.waiting = [*row.waiting, person.id]
    return None


def is_due(session: Session, *, wall: datetime, served: Served = None) -> bool:
    """Whether there is something to claim. Reading is enough for it."""
    return session.scalars(select(Picture.id).where(*_due(wall, served)).limit(1)).first() is not None


def claim_due(session: Session, *, wall: datetime, served: Served = None) -> Order | None:
    """The picture that has waited longest, ours for two minutes; None where none is due."""
    chosen = select(Picture).where(*_due(wall, served)).order_by(Picture.due_at, Picture.id).limit(1)
    row = session.scalars(chosen.with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    row.attempt += 1
    row.due_at = wall + LEASE
    return Order(row.workspace, row.id, row.kind, row.facts, row.attempt, row.due_at)


def handed_over(session: Session, order: Order, slack_file: str) -> Sequence[str]:
    """Slack holds it now. The ids of the people who wait for it."""
    row = _still(session, order)
    if row is None:
        return ()
    row.state, row.slack_file, row.reason = PictureState.READY, slack_file, None
    return _no_more_waiting(row)


def later(session: Session, order: Order, reason: str, *, wall: datetime, after: timedelta | None = None) -> None:
    """It did not work now. Tried again `after` that time, else a little later each time; after six tries not today."""
    row = _still(session, order)
    if row is None:
        return
    if order.attempt >= TRIES:
        _refuse(row, reason, wall)
        return
    row.due_at, row.reason = wall + (after or FIRST_WAIT * 2 ** (order.attempt - 1)), reason


def refused(session: Session, order: Order, reason: str, *, wall: datetime) -> None:
    """Slack takes no pictures from us: what they show is said in words, and tomorrow we may ask again."""
    if (row := _still(session, order)) is not None:
        _refuse(row, reason, wall)


def old(session: Session, *, wall: datetime, served: Served = None, limit: int = 20) -> Sequence[Old]:
    """Pictures that were made more than five weeks ago."""
    chosen = select(Picture).where(Picture.made_at < wall - KEPT, among(Picture.workspace, served))
    rows = session.scalars(chosen.order_by(Picture.made_at, Picture.id).limit(limit))
    return [Old(row.workspace, row.id, row.slack_file) for row in rows]


def forget(session: Session, gone: Old) -> None:
    row = session.get(Picture, (gone.workspace, gone.id))
    if row is not None:
        session.delete(row)


def _due(wall: datetime, served: Served) -> tuple[ColumnElement[bool], ...]:
    return Picture.state == PictureState.WANTED, Picture.due_at <= wall, among(Picture.workspace, served)


def _fresh(workspace: str, key: str, kind: str, facts: Mapping[str, Any], wall: datetime) -> dict[str, Any]:
    return {
        "workspace": workspace,
        "id": new_id(),
        "key": key,
        "kind": kind,
        "facts": dict(facts),
        "state": PictureState.WANTED.value,
        "attempt": 0,
        "due_at": wall,
        "made_at": wall,
        "waiting": [],
    }


def _still(session: Session, order: Order) -> Picture | None:
    row = session.get(Picture, (order.workspace, order.id), with_for_update=True)
    ours = row is not None and (row.state, row.due_at) == (PictureState.WANTED, order.until)
    return row if ours else None


def _refuse(row: Picture, reason: str, wall: datetime) -> None:
    row.state, row.reason, row.due_at = PictureState.REFUSED, reason, wall + REST
    _no_more_waiting(row)


def _no_more_waiting(row: Picture) -> Sequence[str]:
    waited, row.waiting = tuple(row.waiting), []
    return waited
