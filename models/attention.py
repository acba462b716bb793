"""How much of whose attention has the bot spent?"""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Prompt(Base):
    """One message that somebody got without having asked for it."""

    __tablename__ = "attention"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
        Index("ix_attention_person", "workspace", "person_id", "week"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(String(32))
    week: Mapped[date]  # Monday of the person's own week
    at: Mapped[datetime]  # business time
    kind: Mapped[str] = mapped_column(String(32))
    outbox_id: Mapped[str] = mapped_column(String(32))
