"""Which workspaces does this installation serve?"""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.amounts import WorkingWeek
from models.base import Base
from planning.availability import Hours7


class Workspace(Base):
    __tablename__ = "workspaces"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)  # Slack's team id
    name: Mapped[str] = mapped_column(String(255), default="")
    url: Mapped[str] = mapped_column(String(255), default="")  # of the workspace in Slack, for links to messages
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    bot_user_id: Mapped[str] = mapped_column(String(64), default="")
    bot_id: Mapped[str] = mapped_column(String(64), default="")
    week: Mapped[Hours7 | None] = mapped_column(WorkingWeek)  # of who has none of their own; None: the policy's
    holidays: Mapped[str | None] = mapped_column(String(16))  # likewise; None: no public holidays
    pmo_channel: Mapped[str | None] = mapped_column(String(64))  # Slack's id; None: the policy's
    set_up_at: Mapped[datetime | None]  # when an admin went through the set-up on their Home tab
    created_at: Mapped[datetime]


class Counter(Base):
    """The next number of a series in a workspace, such as that of blockers (B-12)."""

    __tablename__ = "counters"

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[int]
