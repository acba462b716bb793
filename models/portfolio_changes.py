"""What was changed in the portfolio, by whom, and what stood there before?"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Subject(StrEnum):
    """What a row of history is about; `subject_id` is its id, of pairs the two ids with a slash between."""

    PROJECT = "project"
    GOAL = "goal"
    ALIGNMENT = "alignment"  # project/goal
    DEPENDENCY = "dependency"  # project/needs
    ALLOCATION = "allocation"
    REQUEST = "request"
    PERSON = "person"  # their team, when people change teams


class What(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    GONE = "gone"


class PortfolioChange(Base):
    """One row that came, went or was changed. `before` and `after` hold the fields concerned, as JSON holds them.

    Never an allocation's code, which may have somebody's address in it: history outlives who is erased.

    All that one gesture or one import did has the same `act_id`, so that it can be told, and taken back, as one.
    """

    __tablename__ = "portfolio_changes"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "by_id"], ["people.workspace", "people.id"]),
        Index("ix_portfolio_changes_subject", "workspace", "subject_id", "at"),
        Index("ix_portfolio_changes_act", "workspace", "act_id"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    act_id: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int] = mapped_column(default=0)  # within its act: an undo goes backwards
    subject: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[str] = mapped_column(String(80))
    what: Mapped[str] = mapped_column(String(16))
    by_id: Mapped[str | None] = mapped_column(String(32))  # None: who runs Clearway, or Clearway itself
    at: Mapped[datetime]  # business time
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    undone_at: Mapped[datetime | None]
