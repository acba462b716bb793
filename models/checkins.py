"""Who was asked whether something is in their way, why, and what did they say?"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class CheckinSeries(Base):
    """A series that was made in Slack; those of the policy file are in no table."""

    __tablename__ = "checkin_series"
    __table_args__ = (
        UniqueConstraint("workspace", "name"),
        ForeignKeyConstraint(["workspace", "team_id"], ["teams.workspace", "teams.id"]),
        ForeignKeyConstraint(["workspace", "project_id"], ["projects.workspace", "projects.id"]),
        ForeignKeyConstraint(["workspace", "by_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(64))
    team_id: Mapped[str | None] = mapped_column(String(32))  # for a team, a project or people: one of these three
    project_id: Mapped[str | None] = mapped_column(String(32))
    people: Mapped[list[Any]] = mapped_column(default=list)  # their ids
    days: Mapped[list[Any]] = mapped_column(default=list)  # Monday is 0
    opens: Mapped[str] = mapped_column(String(5))  # HH:MM by each person's own clock
    closes: Mapped[str] = mapped_column(String(5))  # not later than `opens`: on the next day
    questions: Mapped[list[Any]] = mapped_column(default=list)
    by_id: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime]


class Checkin(Base):
    """One question to one person. Instants are business time, the day is the person's own."""

    __tablename__ = "checkins"
    __table_args__ = (
        UniqueConstraint("workspace", "person_id", "series", "day"),
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
        ForeignKeyConstraint(["workspace", "blocker_id"], ["blockers.workspace", "blockers.id"]),
        Index("ix_checkins_person", "workspace", "person_id", "day"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(String(32))
    series: Mapped[str] = mapped_column(String(64))  # its name
    day: Mapped[date]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    why: Mapped[str] = mapped_column(String(16))
    about: Mapped[list[Any]] = mapped_column(default=list)  # ids of blockers, the most pressing first
    quiet_days: Mapped[int] = mapped_column(default=0)
    questions: Mapped[list[Any]] = mapped_column(default=list)  # as they were asked
    reminded_at: Mapped[datetime | None]
    said: Mapped[str | None] = mapped_column(String(32))
    words: Mapped[list[Any]] = mapped_column(default=list)  # to the questions, in their order
    answered_at: Mapped[datetime | None]
    blocker_id: Mapped[str | None] = mapped_column(String(32))  # what the answer led to
