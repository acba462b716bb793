"""Which projects are there, who answers for them, and which of them need which?"""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.amounts import Share
from models.base import Base, new_id
from planning.projects import ProjectStatus


class Project(Base):
    __tablename__ = "projects"
    __table_args__ = (
        UniqueConstraint("workspace", "code"),
        ForeignKeyConstraint(["workspace", "manager_id"], ["people.workspace", "people.id"]),
        ForeignKeyConstraint(["workspace", "sponsor_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255), default="")
    status: Mapped[str] = mapped_column(String(16), default=ProjectStatus.ACTIVE)
    manager_id: Mapped[str | None] = mapped_column(String(32))
    sponsor_id: Mapped[str | None] = mapped_column(String(32))
    channel: Mapped[str | None] = mapped_column(String(64))  # Slack's id of the project's channel
    start: Mapped[date | None]
    finish: Mapped[date | None]
    budget: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    benefit: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))
    confidence: Mapped[Decimal | None] = mapped_column(Share)  # that the benefit comes, 0 to 1
    cost_of_delay: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))  # money per week
    description: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Dependency(Base):
    """A project cannot begin before what it needs has finished, and so many weeks have passed."""

    __tablename__ = "dependencies"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "project_id"], ["projects.workspace", "projects.id"]),
        ForeignKeyConstraint(["workspace", "needs_id"], ["projects.workspace", "projects.id"]),
        Index("ix_dependencies_needs", "workspace", "needs_id"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    project_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    needs_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    lag_weeks: Mapped[int] = mapped_column(default=0)
