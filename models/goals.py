"""Which strategic goals are there, and how much does each project serve them?"""

from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.amounts import Exact
from models.base import Base, new_id


class Goal(Base):
    __tablename__ = "goals"
    __table_args__ = (UniqueConstraint("workspace", "code"),)

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255), default="")
    weight: Mapped[Decimal] = mapped_column(Exact, default=Decimal(1))  # beside those of the other goals; 0 or more
    notes: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Alignment(Base):
    """A project serves a goal to so many percent, 0 to 100."""

    __tablename__ = "alignments"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "project_id"], ["projects.workspace", "projects.id"]),
        ForeignKeyConstraint(["workspace", "goal_id"], ["goals.workspace", "goals.id"]),
        Index("ix_alignments_goal", "workspace", "goal_id"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    project_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    goal_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    percent: Mapped[Decimal] = mapped_column(Exact)
