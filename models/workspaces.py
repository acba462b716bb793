"""Which workspaces does this installation serve?"""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Workspace(Base):
    __tablename__ = "workspaces"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)  # Slack's team id
    name: Mapped[str] = mapped_column(String(255), default="")
    url: Mapped[str] = mapped_column(String(255), default="")  # of the workspace in Slack, for links to messages
    zone: Mapped[str] = mapped_column(String(64), default="UTC")
    bot_user_id: Mapped[str] = mapped_column(String(64), default="")
    bot_id: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime]


class Counter(Base):
    """The next number of a series in a workspace, such as that of blockers (B-12)."""

    __tablename__ = "counters"

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[int]
