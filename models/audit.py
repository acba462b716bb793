"""Who did what, when, and through which door? Append-only; a seal chains each row to the last."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id

# Few rows wait at a time, so this index stays small: all that sealing adds to the transaction that writes a row.
_WAITS = text("seq IS NULL")


class AuditRow(Base):
    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_subject", "workspace", "subject_kind", "subject_id"),
        Index("ix_audit_unsealed", "workspace", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    at: Mapped[datetime]  # business time
    actor_id: Mapped[str | None] = mapped_column(String(32))  # None: Clearway itself or the command line
    door: Mapped[str] = mapped_column(String(64))  # the route, job or command
    action: Mapped[str] = mapped_column(String(64))
    subject_kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[str] = mapped_column(String(32))
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seq: Mapped[int | None]  # place in the chain, from 1; None until it is sealed
    seal: Mapped[str | None] = mapped_column(String(64))


class AuditHead(Base):
    """Where a workspace's chain ends. Kept beside the rows, so that rows cut off at its end are missed."""

    __tablename__ = "audit_heads"

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    seq: Mapped[int]  # of the last sealed row; 0 before the first
    seal: Mapped[str] = mapped_column(String(64))
    sealed_at: Mapped[datetime]  # wall clock
