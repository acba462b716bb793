"""Which pictures does Slack hold, or is about to get?"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class PictureState(StrEnum):
    WANTED = "wanted"  # to be drawn and handed to Slack, at `due_at`
    READY = "ready"
    REFUSED = "refused"  # Slack takes none now; asked again when it is wanted after `due_at`


class Picture(Base):
    """One for the same content, whoever sees it: it shows facts that are the same for many, and names nobody.

    All times are of the wall clock: they rule sending and forgetting.
    """

    __tablename__ = "pictures"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("ix_pictures_due", "state", "due_at"),
        Index("ix_pictures_made", "made_at"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(String(64))  # the hash of what it shows
    kind: Mapped[str] = mapped_column(String(16))  # how it is drawn
    facts: Mapped[dict[str, Any]]  # what it shows
    state: Mapped[str] = mapped_column(String(16), default=PictureState.WANTED)
    slack_file: Mapped[str | None] = mapped_column(String(64))
    attempt: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    made_at: Mapped[datetime]
    waiting: Mapped[list[Any]] = mapped_column(default=list)  # ids of people whose Home is drawn again with it
    reason: Mapped[str | None] = mapped_column(Text)  # Slack's word for its refusal
