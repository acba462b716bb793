"""How did an attempt end? Every end has its reason, and a late word of an attempt that was given up changes nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select, update
from sqlalchemy.orm import Session

from models.outbox import Act, Card, OutboxRow, Sending
from services.cards import locked, post_anew
from services.outbox_claims import Parcel, is_open
from services.outbox_rows import SUPERSEDED, changed

UNCONFIRMED = "nobody knows whether Slack took it"
STRANDED = "the message it belongs to could not be posted"
TOO_LATE = "its time had passed before Slack could take it"
NOT_REPEATED = "it could not be confirmed, and an answer that adds to others is not given twice"


def sent(session: Session, parcel: Parcel, *, channel: str | None, ts: str | None, wall: datetime) -> bool:
    """Slack has it. A post is believed as long as no other attempt was begun: its ts proves it."""
    trusted = [Sending.SENDING]
    if parcel.act == Act.POST:
        trusted += [Sending.UNKNOWN, Sending.PENDING]
    card = locked(session, parcel.workspace, parcel.card_id)
    values = {"slack_channel": channel, "slack_ts": ts, "reason": None, **_over(Sending.SENT, wall)}
    if not changed(session, update(OutboxRow).where(*_same(parcel, *trusted)).values(**values)):
        return False
    if card is not None:
        _note_on_card(card, parcel, channel, ts, wall)
    session.info["rings"] = True  # the next one of its lane may go
    return True


def later(session: Session, parcel: Parcel, *, not_before: datetime, reason: str, wall: datetime) -> bool:
    """Slack certainly does not have it: try again from `not_before` on, unless something newer took its place."""
    if parcel.act in (Act.UPDATE, Act.PUBLISH) and _has_newer(session, parcel):
        values: dict[str, Any] = {"reason": SUPERSEDED, **_over(Sending.CANCELLED, wall)}
    else:
        values = {"state": Sending.PENDING, "not_before": not_before, "reason": reason, **_NO_LEASE}
    return bool(changed(session, update(OutboxRow).where(*_same(parcel, Sending.SENDING)).values(**values)))


def unknown(session: Session, parcel: Parcel, *, not_before: datetime, reason: str, wall: datetime) -> bool:
    """Slack may have it. From `not_before` on a post is looked up, and what is harmless to repeat is tried again."""
    values = {**_doubted(parcel.act, parcel.payload, reason, wall), "not_before": not_before}
    return bool(changed(session, update(OutboxRow).where(*_same(parcel, Sending.SENDING)).values(**values)))


def failed(session: Session, parcel: Parcel, *, reason: str, wall: datetime) -> bool:
    """It will never be said. What was to follow under it, or to edit it, fails with it."""
    card = locked(session, parcel.workspace, parcel.card_id)
    values = {"reason": reason, **_over(Sending.FAILED, wall)}
    if not changed(session, update(OutboxRow).where(*_same(parcel, Sending.SENDING)).values(**values)):
        return False
    if card is not None and not _is_reply(parcel):
        card.lost_reason = reason
        if card.ts is None:
            _fail_followers(session, card, reason, wall)
    session.info["rings"] = True
    return True


def lost(session: Session, parcel: Parcel, *, reason: str, wall: datetime) -> bool:
    """Slack says that the message to be edited is gone: it is posted once more, under the key of its first post."""
    card = locked(session, parcel.workspace, parcel.card_id)
    values = {"reason": f"{reason}: posted again", **_over(Sending.CANCELLED, wall)}
    if not changed(session, update(OutboxRow).where(*_same(parcel, Sending.SENDING)).values(**values)):
        return False
    if card is not None and card.ts == parcel.ts:
        card.ts = None
        post_anew(session, card, parcel.payload, wall)
    return True


def release(session: Session, parcels: Sequence[Parcel]) -> None:
    """Give back what was claimed and not begun, as if it had not been claimed."""
    for parcel in parcels:
        values = {"state": Sending.PENDING, "attempt": parcel.attempt - 1, **_NO_LEASE}
        changed(session, update(OutboxRow).where(*_same(parcel, Sending.SENDING)).values(**values))


def expire(session: Session, *, wall: datetime) -> int:
    """Close what waits though its time has passed, or the message that it was to follow will not come. How many."""
    late = (OutboxRow.state == Sending.PENDING, OutboxRow.expires_at <= wall)
    alone = {"reason": STRANDED, **_over(Sending.FAILED, wall)}
    stranded = changed(session, update(OutboxRow).where(_is_stranded()).values(**alone))
    return stranded + changed(
        session, update(OutboxRow).where(*late).values(reason=TOO_LATE, **_over(Sending.EXPIRED, wall))
    )


def needs_tidying(session: Session, *, wall: datetime) -> bool:
    """Whether `expire` or `reclaim` would find something; a look that writes nothing."""
    late = (OutboxRow.state == Sending.PENDING) & (OutboxRow.expires_at <= wall)
    stuck = (OutboxRow.state == Sending.SENDING) & (OutboxRow.lease_until <= wall)
    needed = select(OutboxRow.id).where(is_open(), late | stuck | _is_stranded()).limit(1)
    return session.execute(needed).first() is not None


def reclaim(session: Session, *, wall: datetime, quiet_seconds: float, everything: bool = False) -> int:
    """Take up attempts whose lease ran out; how many. `everything`: all, where no other process can be sending."""
    stuck: list[ColumnElement[bool]] = [OutboxRow.state == Sending.SENDING]
    if not everything:
        stuck.append(or_(OutboxRow.lease_until.is_(None), OutboxRow.lease_until <= wall))
    rows = session.execute(
        select(OutboxRow.workspace, OutboxRow.id, OutboxRow.act, OutboxRow.payload)
        .where(*stuck)
        .with_for_update(skip_locked=True)
    ).all()
    for workspace, id_, act, payload in rows:
        quiet = quiet_seconds if act == Act.POST else 0.0
        values = {**_doubted(Act(act), payload, UNCONFIRMED, wall), "not_before": wall + timedelta(seconds=quiet)}
        changed(
            session, update(OutboxRow).where(OutboxRow.workspace == workspace, OutboxRow.id == id_).values(**values)
        )
    return len(rows)


_NO_LEASE = {"lease_owner": None, "lease_until": None}


def _over(state: Sending, wall: datetime) -> dict[str, Any]:
    return {"state": state, "settled_at": wall, **_NO_LEASE}


def _doubted(act: Act, payload: dict[str, Any], reason: str, wall: datetime) -> dict[str, Any]:
    if act == Act.RESPOND and not payload.get("replace_original"):
        return {"reason": NOT_REPEATED, **_over(Sending.FAILED, wall)}
    return {"state": Sending.UNKNOWN if act == Act.POST else Sending.PENDING, "reason": reason, **_NO_LEASE}


def _same(parcel: Parcel, *states: Sending) -> list[ColumnElement[bool]]:
    """The row as this attempt left it: a later attempt, or another life of a living message, is not ours to close."""
    return [
        OutboxRow.workspace == parcel.workspace,
        OutboxRow.id == parcel.id,
        OutboxRow.attempt == parcel.attempt,
        OutboxRow.nonce == parcel.nonce,
        OutboxRow.state.in_(states),
    ]


def _is_reply(parcel: Parcel) -> bool:
    return parcel.act == Act.POST and parcel.in_thread


def _note_on_card(card: Card, parcel: Parcel, channel: str | None, ts: str | None, wall: datetime) -> None:
    if parcel.act == Act.UPDATE:
        card.edited_at, card.sent_version = wall, max(card.sent_version, parcel.version)
    elif not _is_reply(parcel):
        card.channel, card.ts, card.sent_version, card.lost_reason = channel, ts, parcel.version, None
        card.edited_at = wall


def _is_stranded() -> ColumnElement[bool]:
    """It waits for a message that failed. Left alone it would hold up its channel for ever."""
    failed_card = exists().where(
        Card.workspace == OutboxRow.workspace,
        Card.id == OutboxRow.card_id,
        Card.ts.is_(None),
        Card.lost_reason.is_not(None),
    )
    return (OutboxRow.state == Sending.PENDING) & or_(OutboxRow.in_thread, OutboxRow.act == Act.UPDATE) & failed_card


def _has_newer(session: Session, parcel: Parcel) -> bool:
    mine = select(OutboxRow.seq).where(OutboxRow.workspace == parcel.workspace, OutboxRow.id == parcel.id)
    return (
        session.execute(
            select(OutboxRow.id)
            .where(
                OutboxRow.workspace == parcel.workspace,
                OutboxRow.lane == parcel.lane,
                OutboxRow.state == Sending.PENDING,
                OutboxRow.seq > mine.scalar_subquery(),
            )
            .limit(1)
        ).first()
        is not None
    )


def _fail_followers(session: Session, card: Card, reason: str, wall: datetime) -> None:
    waiting = (OutboxRow.workspace == card.workspace, OutboxRow.card_id == card.id, OutboxRow.state == Sending.PENDING)
    why = f"{STRANDED}: {reason}"
    changed(session, update(OutboxRow).where(*waiting).values(reason=why, **_over(Sending.FAILED, wall)))
