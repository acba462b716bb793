"""What may be sent next, and by whom? A row is committed as sending before the first byte leaves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal_column, or_, select, tuple_, update
from sqlalchemy.orm import Session

from models.outbox import OPEN, Act, Card, OutboxRow, Sending
from services.tenancy import Served

# In the words of the index of open rows, or the database would not use it.
_OPEN: list[ColumnElement[str]] = [literal_column(repr(one.value)) for one in OPEN]


@dataclass(frozen=True)
class Parcel:
    """One attempt to send one row, taken out of the store so that no transaction is open while Slack is asked."""

    workspace: str
    id: str
    act: Act
    kind: str
    lane: str
    target: str  # where to post, whose Home, or the address of an answer
    channel: str | None  # of the living message
    ts: str | None  # of the living message, for an edit
    in_thread: bool
    thread_ts: str | None
    card_id: str | None
    nonce: str
    payload: dict[str, Any]
    version: int
    attempt: int  # 1 for the first
    owner: str
    created_at: datetime
    started_at: datetime
    again: bool  # it was posted before and could not be found: a second copy is possible


@dataclass(frozen=True)
class Resting:
    """What the pace of Slack does not allow just now. Few at a time: a lane rests for about a second."""

    lanes: Collection[tuple[str, str]] = field(default_factory=frozenset)  # (workspace, lane)
    acts: Collection[tuple[str, str]] = field(default_factory=frozenset)  # (workspace, act)


NOTHING_RESTS = Resting()
FRONT = 100  # heads of lanes that are looked at first


def is_open() -> ColumnElement[bool]:
    """States that hold up their lane. Few rows are in one of them, and they have an index of their own."""
    return OutboxRow.state.in_(_OPEN)


def due(
    session: Session,
    *,
    limit: int,
    wall: datetime,
    edit_gap: float = 2.0,
    resting: Resting = NOTHING_RESTS,
    served: Served = None,
) -> list[tuple[str, str]]:
    """(workspace, id) of at most `limit` rows that may be sent, the workspaces taking turns. Reading is enough for it.

    In each workspace the first in rank go first, and of those the oldest. Of a lane only the oldest open row of each
    rank counts, so that the order is kept, and one is in flight at a time. Once a row may be sent it stays so until it
    is claimed.
    """
    may = _may_be_sent(wall, edit_gap)
    turns = zip_longest(*(_of(session, one, limit, may, resting) for one in _speaking(session, served)))
    return [one for turn in turns for one in turn if one is not None][:limit]


def claim(
    session: Session, ids: Sequence[tuple[str, str]], *, owner: str, lease_seconds: float, wall: datetime
) -> list[Parcel]:
    """Make the rows ours, those that nobody else took meanwhile, as parcels in the order of `ids`."""
    if not ids:
        return []
    mine = (tuple_(OutboxRow.workspace, OutboxRow.id).in_(list(ids)), OutboxRow.state == Sending.PENDING)
    free = (
        select(OutboxRow.id).where(*mine).with_for_update(skip_locked=True)
    )  # SQLite has no such words and leaves them out
    taken = session.scalars(
        update(OutboxRow)
        .where(*mine, OutboxRow.id.in_(free.scalar_subquery()))
        .values(
            state=Sending.SENDING,
            attempt=OutboxRow.attempt + 1,
            lease_owner=owner,
            lease_until=wall + timedelta(seconds=lease_seconds),
            started_at=wall,
        )
        .returning(OutboxRow)
        .execution_options(synchronize_session=False, populate_existing=True)
    ).all()
    cards = _cards(session, taken)
    place = {pair: number for number, pair in enumerate(ids)}
    parcels = [_parcel(row, cards.get((row.workspace, row.card_id)), owner, wall) for row in taken]
    return sorted(parcels, key=lambda parcel: place[parcel.workspace, parcel.id])


def claim_due(
    session: Session, *, owner: str, limit: int, lease_seconds: float, wall: datetime, edit_gap: float = 2.0
) -> list[Parcel]:
    """`due` and `claim` in one transaction."""
    found = due(session, limit=limit, wall=wall, edit_gap=edit_gap)
    return claim(session, found, owner=owner, lease_seconds=lease_seconds, wall=wall)


def _speaking(session: Session, served: Served) -> Sequence[str]:
    """The workspaces among which something may wait."""
    if served is not None:
        return sorted(served)
    return session.scalars(select(OutboxRow.workspace).where(is_open()).distinct().order_by(OutboxRow.workspace)).all()


def _of(
    session: Session, workspace: str, limit: int, may: ColumnElement[bool], resting: Resting
) -> list[tuple[str, str]]:
    """Of one workspace. Few heads are looked at, and all only where too few of those may be sent."""
    lanes: dict[str, tuple[str, str]] = {}
    for most in (FRONT, None):
        heads = session.execute(_heads(workspace, may, resting, most)).all()
        for id_, lane, ready in heads:
            if ready:
                lanes.setdefault(lane, (workspace, id_))
        if len(lanes) >= limit or len(heads) < FRONT:
            break
    return list(lanes.values())[:limit]


def _heads(
    workspace: str, may: ColumnElement[bool], resting: Resting, most: int | None
) -> Select[*tuple[str, str, bool]]:
    """The oldest row of each lane and rank, in the order in which they are to be sent, and whether it may be.

    From the heads of the lanes to their rows, never the other way: what waits in a lane may be much. The heads are
    found in their index alone, so ten thousand lanes cost little; the act may be in it as all of a lane have the same.
    """
    head = (OutboxRow.workspace, OutboxRow.lane, OutboxRow.rank, func.min(OutboxRow.seq).label("seq"))
    heads = select(*head).where(OutboxRow.workspace == workspace, is_open())
    if lanes := [lane for where, lane in resting.lanes if where == workspace]:
        heads = heads.where(OutboxRow.lane.not_in(lanes))
    if acts := [act for where, act in resting.acts if where == workspace]:
        heads = heads.where(OutboxRow.act.not_in(acts))
    heads = heads.group_by(OutboxRow.workspace, OutboxRow.lane, OutboxRow.rank)
    front = heads.order_by(OutboxRow.rank, "seq").limit(most).subquery()
    row = (front.c.workspace == OutboxRow.workspace) & (front.c.lane == OutboxRow.lane)
    row &= (front.c.rank == OutboxRow.rank) & (front.c.seq == OutboxRow.seq) & is_open()
    return (
        select(OutboxRow.id, OutboxRow.lane, may)
        .select_from(front)
        .join(OutboxRow, row)
        .outerjoin(Card, (Card.workspace == OutboxRow.workspace) & (Card.id == OutboxRow.card_id))
        .order_by(front.c.rank, front.c.seq, OutboxRow.id)
    )


def _may_be_sent(wall: datetime, edit_gap: float) -> ColumnElement[bool]:
    """The condition that a head is due, nothing of its lane is in flight, and its living message allows it."""
    other = OutboxRow.__table__.alias("other")  # the head itself among them: what is left of the heads is pending
    in_flight = exists().where(
        other.c.workspace == OutboxRow.workspace,
        other.c.lane == OutboxRow.lane,
        other.c.state.in_([Sending.SENDING, Sending.UNKNOWN]),
    )
    is_due = func.coalesce(OutboxRow.not_before, wall) <= wall  # never NULL: it hides the column from the index by time
    return and_(is_due, ~in_flight, _card_allows(wall, edit_gap))


def _card_allows(wall: datetime, edit_gap: float) -> ColumnElement[bool]:
    """What belongs to a living message waits until that stands; an edit also for two seconds after the last one."""
    stands = Card.ts.is_not(None)
    rested = or_(Card.edited_at.is_(None), Card.edited_at <= wall - timedelta(seconds=edit_gap))
    return or_(
        OutboxRow.card_id.is_(None),
        (OutboxRow.act == Act.POST) & OutboxRow.in_thread.is_(False),
        (OutboxRow.act == Act.POST) & OutboxRow.in_thread & stands,
        (OutboxRow.act == Act.UPDATE) & stands & rested,
    )


def _cards(session: Session, rows: Sequence[OutboxRow]) -> dict[tuple[str, str | None], Card]:
    wanted = [(row.workspace, row.card_id) for row in rows if row.card_id]
    if not wanted:
        return {}
    found = session.scalars(
        select(Card).where(tuple_(Card.workspace, Card.id).in_(wanted)).execution_options(populate_existing=True)
    )
    return {(card.workspace, card.id): card for card in found}


def _parcel(row: OutboxRow, card: Card | None, owner: str, wall: datetime) -> Parcel:
    under = card is not None and row.in_thread
    return Parcel(
        workspace=row.workspace,
        id=row.id,
        act=Act(row.act),
        kind=row.kind,
        lane=row.lane,
        target=row.target,
        channel=card.channel if card else None,
        ts=card.ts if card else None,
        in_thread=row.in_thread,
        thread_ts=card.ts if card and under else row.thread_ts,
        card_id=row.card_id,
        nonce=row.nonce,
        payload=row.payload,
        version=row.version,
        attempt=row.attempt,
        owner=owner,
        created_at=row.created_at,
        started_at=wall,
        again=bool(row.payload.get("again")),
    )
