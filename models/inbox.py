"""Which deliveries from Slack have been handled, and what was answered?"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class InboxRow(Base):
    """One key of one delivery. A delivery has several, because Slack may send one gesture under new event ids."""

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_received_at", "received_at"),)

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    received_at: Mapped[datetime]  # wall clock
    receipt: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # given again to a second copy
