"""Where on its ladder does each blocker stand, and which steps did it take?"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class BlockerClimb(Base):
    """planning.ladder.Climb of one blocker; all instants are business time."""

    __tablename__ = "blocker_climbs"
    __table_args__ = (ForeignKeyConstraint(["workspace", "blocker_id"], ["blockers.workspace", "blockers.id"]),)

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    blocker_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    phase: Mapped[str] = mapped_column(String(16))
    level: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    shown: Mapped[datetime | None]
    agreed: Mapped[bool] = mapped_column(default=False)
    repeats: Mapped[int] = mapped_column(default=0)
    number: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime | None]  # when its owner was last asked how it stands, because nobody had said anything


class BlockerStep(Base):
    """One step that was taken, never changed."""

    __tablename__ = "blocker_steps"
    __table_args__ = (
        UniqueConstraint("workspace", "blocker_id", "number"),
        ForeignKeyConstraint(["workspace", "blocker_id"], ["blockers.workspace", "blockers.id"]),
        Index("ix_blocker_steps_at", "workspace", "at"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    blocker_id: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    at: Mapped[datetime]
    act: Mapped[str] = mapped_column(String(16))
    level: Mapped[str | None] = mapped_column(String(16))  # who was told; None: nobody could be
    why: Mapped[str] = mapped_column(String(16))
    passed: Mapped[list[Any]] = mapped_column(default=list)  # [level, why] of each level that was passed over
    told: Mapped[list[Any]] = mapped_column(default=list)  # ids of the people; of a channel Slack's id
