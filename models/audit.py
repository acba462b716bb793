"""Who did what, when, and through which door? Append-only, with room for a seal that chains each row to the last."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class AuditRow(Base):
    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "workspace", "subject_kind", "subject_id"),)

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    at: Mapped[datetime]  # business time
    actor_id: Mapped[str | None] = mapped_column(String(32))  # None: Clearway itself or the command line
    door: Mapped[str] = mapped_column(String(64))  # the route, job or command
    action: Mapped[str] = mapped_column(String(64))
    subject_kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(String(32))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seq: Mapped[int | None]  # place in the chain; None until it is sealed
    seal: Mapped[str | None] = mapped_column(String(64))
