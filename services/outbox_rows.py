"""How is one row of the outbox written, and its place in the order found?"""

import base64
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, bindparam, delete, func, select, true, update
from sqlalchemy.orm import Session

from models.base import new_id
from models.inserts import insert_once
from models.outbox import Act, OutboxRow, Rank, Sending

# By kind; all else is as usual. What is urgent is promised within seconds, the others may be many at one hour.
RANKS: Mapping[str, Rank] = {
    "escalation": Rank.FIRST,
    "checkin": Rank.LAST,
    "digest": Rank.LAST,
    "waited": Rank.LAST,
}
SUPERSEDED = "superseded: a newer version took its place"


def next_seq(workspace: Any) -> Any:
    """A place behind all that is there. Two transactions at once may get the same: neither was decided first."""
    return (
        select(func.coalesce(func.max(OutboxRow.seq), 0) + 1).where(OutboxRow.workspace == workspace).scalar_subquery()
    )


_BEHIND_ALL = ("seq", next_seq(bindparam("among")))


def new_nonce() -> str:
    """26 letters with 130 random bits: cannot be guessed, and says nothing about the row."""
    return base64.b32encode(secrets.token_bytes(20)).decode()[:26]


def write(session: Session, workspace: str, wall: datetime, *, kind: str, **values: Any) -> str | None:
    """Insert a row and have the courier woken after the commit. Its id; None when its dedupe_key exists already."""
    row: dict[str, Any] = {
        "among": workspace,
        "workspace": workspace,
        "id": new_id(),
        "nonce": new_nonce(),
        "kind": kind,
        "rank": RANKS.get(kind, Rank.USUAL).value,
        "state": Sending.PENDING,
        "version": 0,
        "attempt": 0,
        "in_thread": False,
        "not_before": wall,
        "created_at": wall,
        **values,
    }
    if not insert_once(session, OutboxRow, row, ("workspace", "dedupe_key"), _BEHIND_ALL):
        return None
    session.info["rings"] = True
    return str(row["id"])


def is_known(session: Session, workspace: str, key: str) -> bool:
    """Whether something was put down under this key, said by now or not."""
    mine = (OutboxRow.workspace == workspace, OutboxRow.dedupe_key == key)
    return session.execute(select(OutboxRow.id).where(*mine).limit(1)).first() is not None


def last_key(session: Session, workspace: str, kind: str, start: str) -> str | None:
    """The key of what was put down last of this kind, of those that begin so."""
    mine = (OutboxRow.workspace == workspace, OutboxRow.kind == kind, OutboxRow.dedupe_key.startswith(start))
    return session.scalar(select(OutboxRow.dedupe_key).where(*mine).order_by(OutboxRow.seq.desc()).limit(1))


def changed(session: Session, statement: Any) -> int:
    """Run an UPDATE or DELETE as it is, past the objects of the session. How many rows it changed."""
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", result).rowcount


def supersede(session: Session, workspace: str, lane: str, wall: datetime) -> None:
    """Cancel what waits in a lane of which only the newest matters."""
    changed(
        session,
        update(OutboxRow)
        .where(OutboxRow.workspace == workspace, OutboxRow.lane == lane, OutboxRow.state == Sending.PENDING)
        .values(state=Sending.CANCELLED, reason=SUPERSEDED, settled_at=wall),
    )


def is_untold() -> ColumnElement[bool]:
    """The condition that a message failed for good and somebody is still to be told of it.

    Answers to a gesture and drawings of a Home are not among them: who waited for those has seen it.
    """
    failed = (OutboxRow.state == Sending.FAILED) & OutboxRow.told_at.is_(None)
    return failed & OutboxRow.act.in_([Act.POST, Act.UPDATE])


def forget(session: Session, *, before: datetime, kind: str | None = None, limit: int = 500) -> int:
    """Delete at most `limit` rows, of that kind, that were settled before that wall-clock instant. How many.

    Failures of which somebody is still to be told stay, and so do repeated posts that are to be looked at once more.
    """
    old = (
        select(OutboxRow.id)
        .where(OutboxRow.settled_at < before, OutboxRow.second_look_at.is_(None), ~is_untold())
        .where(OutboxRow.kind == kind if kind is not None else true())
        .limit(limit)
    )
    return changed(session, delete(OutboxRow).where(OutboxRow.id.in_(old.scalar_subquery())))
