"""What is to be said in Slack, how far has it come, and where do living messages stand?"""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Sending(StrEnum):
    """The life of an outbox row: pending → sending → one of the others; unknown goes back or on."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"  # Slack may have it: looked up before anything is sent again
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"  # a newer version took its place


class Act(StrEnum):
    """What a row asks of Slack."""

    POST = "chat.postMessage"
    UPDATE = "chat.update"
    PUBLISH = "views.publish"
    RESPOND = "response_url"  # replaces an ephemeral answer; harmless when lost


class Rank(IntEnum):
    """What goes before what, though it was decided later. As numbers, because the store sorts by them."""

    FIRST = 0  # it is promised within seconds
    USUAL = 1
    LAST = 2  # thousands may be said at one hour, and nobody who acts now is to stand behind them


# States that hold up their lane. Few rows are in one of them, however long the history grows.
OPEN = (Sending.PENDING, Sending.SENDING, Sending.UNKNOWN)
# Spelled out: SQLite uses an index of open rows only for a query that says the same in the same words.
STATE_IS_OPEN = text(f"state IN ({', '.join(repr(one.value) for one in OPEN)})")
# Repeated ones are few, however long the history grows: the courier's second look reads this index only.
_TWICE = text("second_look_at IS NOT NULL")


class OutboxRow(Base):
    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("workspace", "dedupe_key"),
        Index("ix_outbox_due", "state", "not_before"),
        Index("ix_outbox_lane", "workspace", "lane", "state"),
        Index("ix_outbox_order", "workspace", "seq"),
        Index(
            *("ix_outbox_open", "workspace", "lane", "rank", "seq", "act", "state"),  # all that the heads are found by
            sqlite_where=STATE_IS_OPEN,
            postgresql_where=STATE_IS_OPEN,
        ),
        Index("ix_outbox_settled", "settled_at", "state"),
        Index("ix_outbox_second_look", "second_look_at", sqlite_where=_TWICE, postgresql_where=_TWICE),
        ForeignKeyConstraint(["workspace", "card_id"], ["cards.workspace", "cards.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    seq: Mapped[int]  # the order in which things were decided, within the workspace
    rank: Mapped[int] = mapped_column(default=Rank.USUAL, server_default=text(str(Rank.USUAL.value)))
    act: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(32))  # card, notice, reply, home, receipt; later escalation, digest …
    lane: Mapped[str] = mapped_column(String(64))  # what must keep its order, rank by rank: the channel or person
    target: Mapped[str] = mapped_column(Text)  # channel or Slack user id; the address of an act RESPOND
    card_id: Mapped[str | None] = mapped_column(String(32))  # the living message that it posts, edits or is under
    in_thread: Mapped[bool] = mapped_column(default=False)  # under the card, or under thread_ts
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    dedupe_key: Mapped[str] = mapped_column(String(200))
    nonce: Mapped[str] = mapped_column(String(32))  # found again in the message's metadata
    payload: Mapped[dict[str, Any]]  # text and blocks, or a view
    version: Mapped[int] = mapped_column(default=0)  # of the card, for an edit
    state: Mapped[str] = mapped_column(String(16), default=Sending.PENDING)
    attempt: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None]
    started_at: Mapped[datetime | None]  # of the last attempt, wall clock
    not_before: Mapped[datetime]  # wall clock
    expires_at: Mapped[datetime | None]
    second_look_at: Mapped[datetime | None]  # after a repeated post: when to look for a ghost of the first
    slack_channel: Mapped[str | None] = mapped_column(String(64))
    slack_ts: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[str | None] = mapped_column(Text)  # why it failed, expired, was cancelled or is flagged
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]  # when somebody was told that this failed


class Card(Base):
    """A living message: posted once, then edited. `version` counts what was decided, `sent_version` what Slack has."""

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("workspace", "subject_kind", "subject_id", "place"),
        Index("ix_cards_message", "workspace", "channel", "ts"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    subject_kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(80))  # "channel", or "to:<person id>" for a direct one
    target: Mapped[str] = mapped_column(String(64))  # where it is posted: channel or Slack user id
    channel: Mapped[str | None] = mapped_column(String(64))  # as Slack answered
    ts: Mapped[str | None] = mapped_column(String(32))
    version: Mapped[int] = mapped_column(default=1)
    sent_version: Mapped[int] = mapped_column(default=0)
    edited_at: Mapped[datetime | None]  # wall clock of the last edit, at most one per 2 s
    lost_reason: Mapped[str | None] = mapped_column(Text)  # Slack said that it is gone for good
