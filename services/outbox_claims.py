"""What may be sent next, and by whom? A row is committed as sending before the first byte leaves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal_column, or_, select, tuple_, update
from sqlalchemy.orm import Session

from models.outbox import OPEN, Act, Card, OutboxRow, Rank, Sending
from services.tenancy import Served, among

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
    order = (OutboxRow.rank, OutboxRow.seq, OutboxRow.id)
    turn = func.row_number().over(partition_by=OutboxRow.workspace, order_by=order)
    found = session.execute(
        _ready(wall, edit_gap, resting, served)
        .add_columns(OutboxRow.lane, turn.label("turn"))
        .order_by("turn", OutboxRow.workspace)
        .limit(limit * len(Rank))
    )
    lanes: dict[tuple[str, str], tuple[str, str]] = {}
    for workspace, id_, lane, _turn in found:
        lanes.setdefault((workspace, lane), (workspace, id_))
    return list(lanes.values())[:limit]


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


def _ready(wall: datetime, edit_gap: float, resting: Resting, served: Served) -> Select[*tuple[Any, ...]]:
    """From the heads of the lanes to their rows, never the other way: lanes are few, what waits in them may be much."""
    heads = (
        select(OutboxRow.workspace, OutboxRow.lane, OutboxRow.rank, func.min(OutboxRow.seq).label("seq"))
        .where(is_open(), among(OutboxRow.workspace, served))
        .group_by(OutboxRow.workspace, OutboxRow.lane, OutboxRow.rank)
        .subquery()
    )
    other = OutboxRow.__table__.alias("other")  # the head itself among them: what is left of the heads is pending
    in_flight = exists().where(
        other.c.workspace == OutboxRow.workspace,
        other.c.lane == OutboxRow.lane,
        other.c.state.in_([Sending.SENDING, Sending.UNKNOWN]),
    )
    is_due = func.coalesce(OutboxRow.not_before, wall) <= wall  # never NULL: it hides the column from the index by time
    ready: Select[*tuple[Any, ...]] = (
        select(OutboxRow.workspace, OutboxRow.id)
        .select_from(heads)
        .join(
            OutboxRow,
            (heads.c.workspace == OutboxRow.workspace)
            & (heads.c.lane == OutboxRow.lane)
            & (heads.c.rank == OutboxRow.rank)
            & (heads.c.seq == OutboxRow.seq)
            & is_open(),
        )
        .outerjoin(Card, (Card.workspace == OutboxRow.workspace) & (Card.id == OutboxRow.card_id))
        .where(is_due, ~in_flight, _card_allows(wall, edit_gap))
    )
    if resting.lanes:
        ready = ready.where(tuple_(OutboxRow.workspace, OutboxRow.lane).not_in(list(resting.lanes)))
    if resting.acts:
        ready = ready.where(tuple_(OutboxRow.workspace, OutboxRow.act).not_in(list(resting.acts)))
    return ready


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
