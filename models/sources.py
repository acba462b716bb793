"""From which message is a form being filled in?"""

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class MessageSource(Base):
    """Kept between the shortcut and the form's submission, so that the form carries an opaque id only."""

    __tablename__ = "message_sources"
    __table_args__ = (Index("ix_message_sources_created_at", "created_at"),)

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    channel: Mapped[str] = mapped_column(String(64))
    ts: Mapped[str] = mapped_column(String(32))
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    picture: Mapped[str | None] = mapped_column(String(64))  # Slack's id of the message's first picture
    created_at: Mapped[datetime]  # wall clock
