"""Which messages may or may not be in Slack, and what was found out about them?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select, update
from sqlalchemy.orm import Session

from models.outbox import Card, OutboxRow, Sending
from models.workspaces import Workspace
from services.cards import locked
from services.outbox import DeliveryPolicy
from services.outbox_results import TOO_LATE
from services.outbox_rows import changed
from services.tenancy import Served, among

SAID_ONCE_AT_MOST = "it could not be confirmed, and this kind is not said twice"
MAYBE_TWICE = "the first copy could not be confirmed; a second was posted and says so"


@dataclass(frozen=True)
class Doubt:
    """A post whose fate is to be looked up: an unconfirmed one, or a repeated one that may have a late twin."""

    workspace: str
    id: str
    target: str
    channel: str | None  # where it must be, as far as known
    thread_ts: str | None
    card_id: str | None
    kind: str
    nonce: str
    attempt: int
    state: Sending
    since: datetime  # wall clock: not posted before this
    ts: str | None  # of the copy that is known
    version: int  # of the card, where it is one
    bot_id: str  # whose messages count; "" where not known


def doubtful(session: Session, *, wall: datetime, limit: int = 200, served: Served = None) -> list[Doubt]:
    """Unconfirmed posts whose quiet time is over, and repeated ones due for their second look."""
    unconfirmed = (OutboxRow.state == Sending.UNKNOWN) & (OutboxRow.not_before <= wall)
    repeated = (OutboxRow.state == Sending.SENT) & (OutboxRow.second_look_at <= wall)
    # These few are found by their indexes of time; by its workspace, all that was ever said would be read for them, so
    # that column is hidden from the index.
    rows = _rows().where(among(OutboxRow.workspace.concat(""), served))
    open_ones = session.execute(rows.where(unconfirmed).order_by(OutboxRow.not_before).limit(limit)).all()
    looked_for = rows.where(OutboxRow.second_look_at.is_not(None), repeated).order_by(OutboxRow.second_look_at)
    twins = session.execute(looked_for.limit(limit)).all()
    return [_doubt(session, row) for row in [*open_ones, *twins]]


def found(session: Session, doubt: Doubt, *, channel: str, ts: str, wall: datetime) -> None:
    """It is there: nothing more to be said."""
    card = locked(session, doubt.workspace, doubt.card_id)
    values = {"state": Sending.SENT, "slack_channel": channel, "slack_ts": ts, "settled_at": wall, "reason": None}
    if changed(session, update(OutboxRow).where(*_still(doubt)).values(**values)) and card is not None:
        card.channel, card.ts, card.lost_reason, card.edited_at = channel, ts, None, wall
        card.sent_version = doubt.version
    session.info["rings"] = True


def not_there(session: Session, doubt: Doubt, policy: DeliveryPolicy, *, wall: datetime) -> None:
    """Slack does not have it: post it again under the same nonce, and look for a late twin afterwards."""
    _again(session, doubt, policy, wall, marked=False)


def cannot_know(session: Session, doubt: Doubt, policy: DeliveryPolicy, *, wall: datetime) -> None:
    """Slack's history cannot be read: by kind, either once more with a visible mark, or not again."""
    if doubt.kind in policy.never_twice:
        values: dict[str, Any] = {"state": Sending.FAILED, "reason": SAID_ONCE_AT_MOST, "settled_at": wall}
        changed(session, update(OutboxRow).where(*_still(doubt)).values(**values))
        session.info["rings"] = True
    else:
        _again(session, doubt, policy, wall, marked=True)


def wait(session: Session, doubt: Doubt, *, until: datetime) -> None:
    """Slack could not be asked just now."""
    column = "second_look_at" if doubt.state == Sending.SENT else "not_before"
    changed(session, update(OutboxRow).where(*_still(doubt)).values({column: until}))


def looked_twice(session: Session, doubt: Doubt) -> None:
    """The second look is done."""
    changed(session, update(OutboxRow).where(*_still(doubt)).values(second_look_at=None))


def channel_of(session: Session, workspace: str, lane: str) -> str | None:
    """Where earlier messages of this lane went: the channel of a direct message is known once one was sent."""
    return session.scalars(
        select(OutboxRow.slack_channel)
        .where(
            OutboxRow.workspace == workspace,
            OutboxRow.lane == lane,
            OutboxRow.state == Sending.SENT,
            OutboxRow.slack_channel.is_not(None),
        )
        .limit(1)
    ).first()


def _again(session: Session, doubt: Doubt, policy: DeliveryPolicy, wall: datetime, *, marked: bool) -> None:
    row = session.execute(
        select(OutboxRow.payload, OutboxRow.expires_at).where(*_still(doubt)).with_for_update()
    ).first()
    if row is None:
        return
    if row.expires_at is not None and row.expires_at <= wall:
        values: dict[str, Any] = {"state": Sending.EXPIRED, "reason": TOO_LATE, "settled_at": wall}
    else:
        values = {
            "state": Sending.PENDING,
            "not_before": wall,
            "second_look_at": wall + timedelta(seconds=policy.second_look_seconds),
            "payload": {**row.payload, "again": True} if marked else row.payload,
            "reason": MAYBE_TWICE if marked else "it was not in Slack: posted again",
        }
    changed(session, update(OutboxRow).where(*_still(doubt)).values(**values))
    session.info["rings"] = True


def _still(doubt: Doubt) -> list[ColumnElement[bool]]:
    """The row as it was read: whatever happened to it meanwhile counts more than what was found out."""
    return [
        OutboxRow.workspace == doubt.workspace,
        OutboxRow.id == doubt.id,
        OutboxRow.nonce == doubt.nonce,
        OutboxRow.attempt == doubt.attempt,
        OutboxRow.state == doubt.state,
    ]


def _rows() -> Select[OutboxRow, str | None, str | None, str]:
    return (
        select(OutboxRow, Card.channel, Card.ts, Workspace.bot_id)
        .outerjoin(Card, (Card.workspace == OutboxRow.workspace) & (Card.id == OutboxRow.card_id))
        .outerjoin(Workspace, Workspace.id == OutboxRow.workspace)
    )


def _doubt(session: Session, found: Row[OutboxRow, str | None, str | None, str]) -> Doubt:
    row, card_channel, card_ts, bot_id = found
    known = row.slack_channel or (card_channel if row.in_thread else None)
    return Doubt(
        workspace=row.workspace,
        id=row.id,
        target=row.target,
        channel=known or channel_of(session, row.workspace, row.lane),
        thread_ts=card_ts if row.in_thread and row.card_id else row.thread_ts,
        card_id=None if row.in_thread else row.card_id,
        kind=row.kind,
        nonce=row.nonce,
        attempt=row.attempt,
        state=Sending(row.state),
        since=row.created_at if row.state == Sending.SENT else (row.started_at or row.created_at),
        ts=row.slack_ts,
        version=row.version,
        bot_id=bot_id or "",
    )
