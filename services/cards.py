"""Where does a living message stand, and how is it brought up to date?"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.base import new_id
from models.inserts import insert_once, known
from models.outbox import Act, Card, OutboxRow, Sending
from services.outbox_rows import changed, new_nonce, next_seq, supersede, write

SAID = "said"  # the kind of subject of messages that were not meant to be edited, and are: their row in the outbox


def show(  # noqa: PLR0913  (what a screen needs, each by name)
    session: Session,
    workspace: str,
    *,
    subject_kind: str,
    subject_id: str,
    place: str,
    target: str,
    text: str,
    blocks: Sequence[Mapping[str, Any]],
    wall: datetime,
    create: bool = True,
    kind: str = "card",
    thread_ts: str | None = None,
) -> Card | None:
    """The living message of a subject at a place: the first call posts it, later ones edit it where it stands.

    A first post that no attempt was made for yet is rewritten; of waiting edits only the newest remains. With
    `create=False` None where there is none. A message that Slack lost is posted again by the next call. It stays in the
    channel it was posted to, whatever `target` a later call names. `thread_ts`: it stands under that message.
    """
    identity = {"workspace": workspace, "subject_kind": subject_kind, "subject_id": subject_id, "place": place}
    fresh = {**identity, "id": new_id(), "target": target, "version": 1, "sent_version": 0}
    payload = {"text": text, "blocks": list(blocks)}
    if create and insert_once(session, Card, fresh, tuple(identity)):
        posted = known(session, Card, fresh)
        _post_card(session, posted, payload, wall, kind=kind, thread_ts=thread_ts)
        return posted
    mine = select(Card).filter_by(**identity).with_for_update().execution_options(populate_existing=True)
    card = session.scalars(mine).one_or_none()
    if card is None:
        return None
    card.version += 1
    if card.ts is None:
        card.target = target
    session.flush()
    if card.ts is not None or not post_anew(session, card, payload, wall):
        _edit_card(session, card, payload, wall)
    return card


def begun(
    session: Session, workspace: str, *, subject_kind: str, subject_id: str, place: str, target: str
) -> Card | None:
    """A living message whose first post is written by the caller, under `post_key` and with version 1, in this
    transaction; `show` edits it from then on. None where it was begun before.
    """
    identity = {"workspace": workspace, "subject_kind": subject_kind, "subject_id": subject_id, "place": place}
    fresh = {**identity, "id": new_id(), "target": target, "version": 1, "sent_version": 0}
    return known(session, Card, fresh) if insert_once(session, Card, fresh, tuple(identity)) else None


def amend(
    session: Session, workspace: str, *, key: str, text: str, blocks: Sequence[Mapping[str, Any]], wall: datetime
) -> bool:
    """Edit where it stands what was said once under this key, so that it asks for nothing that was done by now.

    From then on it is a living message of its own. False where it does not stand in Slack, or not yet.
    """
    said = (OutboxRow.workspace == workspace, OutboxRow.dedupe_key == key, OutboxRow.act == Act.POST)
    row = session.scalars(select(OutboxRow).where(*said, OutboxRow.state == Sending.SENT)).one_or_none()
    if row is None or row.slack_ts is None:
        return False
    identity = {"workspace": workspace, "subject_kind": SAID, "subject_id": row.id, "place": row.target[:80]}
    stands = {"channel": row.slack_channel, "ts": row.slack_ts, "version": 1, "sent_version": 1}
    insert_once(session, Card, {**identity, **stands, "id": new_id(), "target": row.target}, tuple(identity))
    show(session, **identity, target=row.target, text=text, blocks=blocks, wall=wall, create=False)
    return True


def locked(session: Session, workspace: str, card_id: str | None) -> Card | None:
    """The card, ours until the commit. Before its outbox rows, always: two orders would block each other."""
    if card_id is None:
        return None
    return session.scalars(
        select(Card)
        .where(Card.workspace == workspace, Card.id == card_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def post_anew(session: Session, card: Card, payload: Mapping[str, Any], wall: datetime) -> bool:
    """Have a message that does not stand in Slack posted with these words. False while a post of it is under way."""
    begun = _say_again(session, card, payload, wall) or _post_card(session, card, payload, wall)
    if begun:
        card.lost_reason = None  # what is to follow under it waits again
    return begun


def post_key(card_id: str) -> str:
    """The one key under which a living message is ever posted."""
    return f"card:{card_id}:post"


def edit_lane(card_id: str) -> str:
    """Edits of one message keep their order among themselves; they do not hold up what else is said in the channel."""
    return f"card:{card_id}"


def _post_card(
    session: Session,
    card: Card,
    payload: Mapping[str, Any],
    wall: datetime,
    *,
    kind: str = "card",
    thread_ts: str | None = None,
) -> bool:
    written = write(
        session,
        card.workspace,
        wall,
        act=Act.POST,
        kind=kind,
        lane=card.target,
        target=card.target,
        card_id=card.id,
        thread_ts=thread_ts,
        dedupe_key=post_key(card.id),
        payload=dict(payload),
        version=card.version,
    )
    return written is not None


def _say_again(session: Session, card: Card, payload: Mapping[str, Any], wall: datetime) -> bool:
    """Change the post that no attempt was made for, or take up one that came to nothing. False where neither is so.

    One that was attempted is never changed: Slack may have it, and a copy must be known as the same.
    """
    mine = (OutboxRow.workspace == card.workspace, OutboxRow.dedupe_key == post_key(card.id))
    waiting = (OutboxRow.state == Sending.PENDING) & (OutboxRow.attempt == 0)
    over = OutboxRow.state.in_([Sending.SENT, Sending.FAILED, Sending.EXPIRED, Sending.CANCELLED])
    content = {"payload": dict(payload), "version": card.version, "target": card.target, "lane": card.target}
    again = {
        "state": Sending.PENDING,
        "nonce": new_nonce(),
        "attempt": 0,
        "seq": next_seq(card.workspace),
        "not_before": wall,
        "created_at": wall,
        "settled_at": None,
        "second_look_at": None,
        "slack_ts": None,
        "reason": None,
    }
    for condition, values in ((waiting, content), (over, {**content, **again})):
        if changed(session, update(OutboxRow).where(*mine, condition).values(**values)):
            session.info["rings"] = True
            return True
    return False


def _edit_card(session: Session, card: Card, payload: Mapping[str, Any], wall: datetime) -> None:
    supersede(session, card.workspace, edit_lane(card.id), wall)
    write(
        session,
        card.workspace,
        wall,
        act=Act.UPDATE,
        kind="card",
        lane=edit_lane(card.id),
        target=card.target,
        card_id=card.id,
        dedupe_key=f"card:{card.id}:v{card.version}",
        payload=dict(payload),
        version=card.version,
    )


def at(session: Session, workspace: str, channel: str, ts: str) -> Card | None:
    """The living message that stands at this place in Slack, if one does."""
    return session.scalars(
        select(Card).where(Card.workspace == workspace, Card.channel == channel, Card.ts == ts)
    ).first()
