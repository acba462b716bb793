"""How much of whose attention has the bot spent, and what waits to be said to them?"""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Prompt(Base):
    """One message that somebody got without having asked for it."""

    __tablename__ = "attention"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
        ForeignKeyConstraint(["workspace", "over_by"], ["people.workspace", "people.id"]),
        Index("ix_attention_person", "workspace", "person_id", "week"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(String(32))
    week: Mapped[date]  # Monday of the person's own week
    at: Mapped[datetime]  # business time
    kind: Mapped[str] = mapped_column(String(32))
    outbox_id: Mapped[str] = mapped_column(String(32))
    over_by: Mapped[str | None] = mapped_column(String(32))  # who answers for it: it was sent above the budget


_WAITS = text("settled_at IS NULL")  # what waits is little, however long the history grows


class Held(Base):
    """Something that waits to be said to somebody with what else waits: not its words, which are drawn when it is."""

    __tablename__ = "attention_held"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
        Index(
            *("ix_attention_held_person", "workspace", "person_id", "since"),
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        ),
        Index("ix_attention_held_due", "due_at", sqlite_where=_WAITS, postgresql_where=_WAITS),
        Index("ix_attention_held_settled", "settled_at"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(200))  # the occasion: said once, however often it is decided
    kind: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(32))  # id of what it is about
    since: Mapped[datetime]  # business time, as all others here
    until: Mapped[datetime | None]  # from then on it is not to be said any more
    due_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    outbox_id: Mapped[str | None] = mapped_column(String(32))  # the message that said it
    reason: Mapped[str | None] = mapped_column(String(255))  # why it was not said
