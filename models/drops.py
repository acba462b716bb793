"""Which files did somebody send to be imported, and how far has each message with them come?"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class DropState(StrEnum):
    """reading → asking → reading again with an answer, or applying → one of the others, in which nothing is kept."""

    READING = "reading"  # to be fetched, read and tried, at `due_at`
    ASKING = "asking"  # it waits for somebody to press something
    APPLYING = "applying"  # to be imported, at `due_at`
    APPLIED = "applied"
    DISCARDED = "discarded"
    REFUSED = "refused"  # what is wrong with it was said
    EXPIRED = "expired"


class Drop(Base):
    """One message with files. All times are of the wall clock: they rule work and forgetting."""

    __tablename__ = "drops"
    __table_args__ = (
        UniqueConstraint("workspace", "channel", "ts"),
        Index("ix_drops_due", "state", "due_at"),
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(String(32))  # who sent it
    channel: Mapped[str] = mapped_column(String(64))  # where it stands, and …
    ts: Mapped[str] = mapped_column(String(32))  # … which message it is
    state: Mapped[str] = mapped_column(String(16), default=DropState.READING)
    choices: Mapped[dict[str, Any]] = mapped_column(default=dict)  # dates, decimal: what was answered
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what was said of it last
    pressed_by: Mapped[str | None] = mapped_column(String(32))  # id of who applied or discarded it
    attempt: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]  # a claim moves it on: until then the one who claimed it is at it
    lease_owner: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class DroppedFile(Base):
    """One file of a drop; its bytes are kept until the drop is settled."""

    __tablename__ = "dropped_files"
    __table_args__ = (ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),)

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    drop_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(String(32))
    slack_file: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(Text)
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
