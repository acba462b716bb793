"""When and how much can somebody work? Why they cannot is kept nowhere."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.amounts import Share, WorkingWeek
from models.base import Base, new_id
from planning.availability import Hours7


class Origin(StrEnum):
    """Where an absence comes from; who may change it follows from that."""

    SAID = "said"
    FILE = "file"
    FEED = "feed"  # replaced as a whole whenever the person's calendar is read


class Pattern(Base):
    """From `since` on the working week, the share for projects, or both are these; None leaves what was."""

    __tablename__ = "patterns"
    __table_args__ = (ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),)

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    week: Mapped[Hours7 | None] = mapped_column(WorkingWeek)
    project_share: Mapped[Decimal | None] = mapped_column(Share)


class Absence(Base):
    """Away on each day from start to finish, and again wherever the rule says. There is no column for a reason."""

    __tablename__ = "absences"
    __table_args__ = (
        Index("ix_absences_person", "workspace", "person_id", "finish"),
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(String(32))
    start: Mapped[date]
    finish: Mapped[date]  # of the first occurrence where a rule repeats it
    part: Mapped[str] = mapped_column(String(16))  # as the sheet `absences` writes it: day, am, 09:00-12:00, 4
    rule: Mapped[str | None] = mapped_column(String(400))  # RRULE
    origin: Mapped[str] = mapped_column(String(8), default=Origin.SAID)


class AvailabilityChange(Base):
    """One change that somebody made, with what it needs to be taken back."""

    __tablename__ = "availability_changes"
    __table_args__ = (
        Index("ix_availability_changes_person", "workspace", "person_id", "at"),
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(String(32))
    by_id: Mapped[str | None] = mapped_column(String(32))  # None: a calendar feed or an import
    at: Mapped[datetime]  # business time
    kind: Mapped[str] = mapped_column(String(16))
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)  # rows that went, by table
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)  # rows that came
    undone_at: Mapped[datetime | None]
