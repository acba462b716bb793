"""Who is known, from Slack and from import?"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.amounts import Share, WorkingWeek
from models.base import Base, new_id
from planning.availability import Hours7
from planning.people import Standing


class Person(Base):
    """A Slack member. Imported people have no Slack id until Slack is seen to know their e-mail address."""

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("workspace", "slack_id"),
        Index("ix_people_email", "workspace", "email"),
        ForeignKeyConstraint(["workspace", "team_id"], ["teams.workspace", "teams.id"], use_alter=True),
        ForeignKeyConstraint(["workspace", "deputy_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    slack_id: Mapped[str | None] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255), default="")
    email: Mapped[str | None] = mapped_column(String(255))  # lower case
    zone: Mapped[str | None] = mapped_column(String(64))  # IANA; None: the workspace's
    standing: Mapped[str] = mapped_column(String(16), default=Standing.UNSEEN)
    is_admin: Mapped[bool] = mapped_column(default=False)  # of the workspace, as Slack says
    roles: Mapped[list[Any]] = mapped_column(default=list)
    team_id: Mapped[str | None] = mapped_column(String(32))
    deputy_id: Mapped[str | None] = mapped_column(String(32))  # stands in while this person is away
    week: Mapped[Hours7 | None] = mapped_column(WorkingWeek)  # before the first pattern; None: the workspace's
    project_share: Mapped[Decimal | None] = mapped_column(Share)  # None: the policy's
    holidays: Mapped[str | None] = mapped_column(String(16))  # `DE`, `DE-BY`, `-`: none; None: the workspace's
    cost_rate: Mapped[Decimal | None] = mapped_column(Numeric(18, 2))  # money per hour
    away_from: Mapped[datetime | None]  # the stretch of whole days away that is on or comes next; from their absences
    away_until: Mapped[datetime | None]
    checkin_frequency: Mapped[str | None] = mapped_column(String(16))  # what they chose; None: as often as the series
    merged_at: Mapped[str | None] = mapped_column(String(5))  # HH:MM for what could wait; None: the policy's
    back_on: Mapped[date | None]  # the day on which they said that they are back
    digest: Mapped[bool | None]  # whether they asked for the weekly digest
    dnd_from: Mapped[datetime | None]  # Slack's do-not-disturb that is on or comes next
    dnd_until: Mapped[datetime | None]
    dnd_read_at: Mapped[datetime | None]  # business time at which Slack was last asked for it
    notes: Mapped[dict[str, Any]] = mapped_column(default=dict)  # imported columns that no table has yet
    refreshed_at: Mapped[datetime | None]  # when Slack was last asked or told us
    home_opened_at: Mapped[datetime | None]  # whose Home tab is kept up to date
    created_at: Mapped[datetime]


class Team(Base):
    __tablename__ = "teams"
    __table_args__ = (
        UniqueConstraint("workspace", "code"),
        ForeignKeyConstraint(["workspace", "lead_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(64))  # the key of the sheet `teams`
    name: Mapped[str] = mapped_column(String(255), default="")
    lead_id: Mapped[str | None] = mapped_column(String(32))  # the resource lead
    channel: Mapped[str | None] = mapped_column(String(64))
    notes: Mapped[dict[str, Any]] = mapped_column(default=dict)
