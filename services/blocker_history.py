"""What has happened to a blocker, and how is the last of it taken back?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Date, Numeric, exists, select, update
from sqlalchemy.orm import Session

from models.base import UtcDateTime, new_id
from models.blockers import Blocker, BlockerChange
from models.inserts import insert_row
from planning.blockers import Change, State
from services import audit, people

# Undo never takes back a word that was said, nor an undo, nor what a file brought.
_NOT_UNDONE = frozenset({Change.COMMENTED, Change.ABSORBED, Change.UNDONE, Change.REPORTED, Change.IMPORTED})


@dataclass(frozen=True)
class UndoOffer:
    """The last change, while it can be taken back."""

    change_id: str
    what: Change
    by_id: str | None
    until: datetime


def write(  # noqa: PLR0913 - one line of history has this many parts
    session: Session,
    blocker: Blocker,
    what: Change,
    *,
    by_id: str | None,
    at: datetime,
    fields: Mapping[str, Any] | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    text: str | None = None,
) -> None:
    """Set `fields` on the blocker and keep a line of history with what they were.

    `before` and `after` add what lies outside the row itself, such as links. Fields that stay the same leave no trace.
    """
    changed = {name: value for name, value in (fields or {}).items() if getattr(blocker, name) != value}
    was = {name: plain(getattr(blocker, name)) for name in changed} | dict(before or {})
    for name, value in changed.items():
        setattr(blocker, name, value)
    blocker.version += 1
    blocker.updated_at = at
    line(
        session,
        blocker,
        what,
        by_id=by_id,
        at=at,
        before=was,
        after={name: plain(value) for name, value in changed.items()} | dict(after or {}),
        text=text,
    )


def line(
    session: Session,
    blocker: Blocker,
    what: Change,
    *,
    by_id: str | None,
    at: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    text: str | None = None,
) -> None:
    """One line of history for the blocker's present version, and its audit row."""
    insert_row(
        session,
        BlockerChange,
        {
            "workspace": blocker.workspace,
            "id": new_id(),
            "blocker_id": blocker.id,
            "seq": blocker.version,
            "what": what.value,
            "by_id": by_id,
            "at": at,
            "before": dict(before),
            "after": dict(after),
            "text": text,
            "undone_at": None,
        },
    )
    audit.record(
        session,
        blocker.workspace,
        actor_id=by_id,
        action=f"blocker.{what}",
        subject=("blocker", blocker.id),
        at=at,
        details={"number": blocker.number, "state": blocker.state, "version": blocker.version},
    )


def lines(session: Session, blocker: Blocker, limit: int | None = 100) -> Sequence[BlockerChange]:
    """The newest lines, oldest of them first."""
    newest = session.scalars(
        select(BlockerChange)
        .where(BlockerChange.workspace == blocker.workspace, BlockerChange.blocker_id == blocker.id)
        .order_by(BlockerChange.seq.desc())
        .limit(limit)
    ).all()
    return newest[::-1]


def last(session: Session, blocker: Blocker) -> BlockerChange:
    """The line of the present version: what was just written."""
    return session.scalars(
        select(BlockerChange).where(
            BlockerChange.workspace == blocker.workspace,
            BlockerChange.blocker_id == blocker.id,
            BlockerChange.seq == blocker.version,
        )
    ).one()


def latest(session: Session, blocker: Blocker, whats: Iterable[Change]) -> BlockerChange | None:
    """The newest line of one of these kinds that was not taken back."""
    return session.scalars(
        select(BlockerChange)
        .where(
            BlockerChange.workspace == blocker.workspace,
            BlockerChange.blocker_id == blocker.id,
            BlockerChange.what.in_(list(whats)),
            BlockerChange.undone_at.is_(None),
        )
        .order_by(BlockerChange.seq.desc())
        .limit(1)
    ).first()


_NOT_OPEN = {
    State.ACKNOWLEDGED: ("has been acknowledged already", Change.ACKNOWLEDGED),
    State.IN_PROGRESS: ("is being worked on already", Change.STARTED),
    State.CLEARED: ("was cleared in the meantime", Change.CLEARED),
    State.WITHDRAWN: ("was withdrawn in the meantime", Change.WITHDRAWN),
    State.DUPLICATE: ("was merged with another one in the meantime", Change.MERGED),
}


def standing(session: Session, blocker: Blocker) -> str:
    """`B-12 was cleared in the meantime by Bo`: so that whoever was second knows who was first. Not of an open one."""
    words, what = _NOT_OPEN[State(blocker.state)]
    change = latest(session, blocker, [what])
    person = people.by_id(session, blocker.workspace, change.by_id) if change is not None else None
    by = f" by {person.name}" if person is not None and person.name else ""
    return f"B-{blocker.number} {words}{by}"


def offer(session: Session, blocker: Blocker, *, at: datetime, undo_hours: int) -> UndoOffer | None:
    """What an undo would take back now: the last change that was not a word, if it is younger than `undo_hours`."""
    last = session.scalars(
        select(BlockerChange)
        .where(
            BlockerChange.workspace == blocker.workspace,
            BlockerChange.blocker_id == blocker.id,
            BlockerChange.undone_at.is_(None),
            BlockerChange.what.not_in(_NOT_UNDONE),
        )
        .order_by(BlockerChange.seq.desc())
        .limit(1)
    ).first()
    if last is None or at >= last.at + timedelta(hours=undo_hours):
        return None
    return UndoOffer(last.id, Change(last.what), last.by_id, last.at + timedelta(hours=undo_hours))


def came_by_file() -> ColumnElement[bool]:
    """Of a row of blockers: nobody reported it here."""
    return _imported(1)


def rests() -> ColumnElement[bool]:
    """Of a row of blockers: it came by a file, and nobody has touched it since. Nothing is said of it unasked."""
    return _imported(1) & _imported(Blocker.version)


def _imported(seq: Any) -> ColumnElement[bool]:
    mine = (BlockerChange.workspace == Blocker.workspace, BlockerChange.blocker_id == Blocker.id)
    return exists().where(*mine, BlockerChange.seq == seq, BlockerChange.what == Change.IMPORTED)


def is_resting(session: Session, blocker: Blocker) -> bool:
    this = (Blocker.workspace == blocker.workspace, Blocker.id == blocker.id)
    return session.scalar(select(Blocker.id).where(*this, rests())) is not None


def mark_undone(session: Session, change: BlockerChange, *, at: datetime) -> None:
    session.execute(
        update(BlockerChange)
        .where(BlockerChange.workspace == change.workspace, BlockerChange.id == change.id)
        .values(undone_at=at)
    )


def plain(value: Any) -> Any:
    """A field's value as JSON keeps it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def rich(name: str, value: Any) -> Any:
    """The value of a blocker's field `name` as it was before JSON kept it."""
    if value is None:
        return None
    match Blocker.__table__.columns[name].type:
        case UtcDateTime():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case Numeric():
            return Decimal(value)
    return value
