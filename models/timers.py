"""What is due when? One row an occurrence, so that nothing runs twice and nothing is forgotten."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class TimerState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    SKIPPED = "skipped"


class Timer(Base):
    """(series, occurrence key) is unique per workspace; the key of a personal series is the local date."""

    __tablename__ = "timers"
    __table_args__ = (
        UniqueConstraint("workspace", "series", "occurrence"),
        Index("ix_timers_due", "state", "due_at"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    series: Mapped[str] = mapped_column(String(120))  # such as "people.refresh" or "checkin:<person id>"
    occurrence: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime]  # business time
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(String(16), default=TimerState.WAITING)
    attempt: Mapped[int] = mapped_column(default=0)
    lease_owner: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None]  # wall clock
    missed: Mapped[int] = mapped_column(default=0)  # occurrences jumped over before this one
    reason: Mapped[str | None] = mapped_column(String(255))
    done_at: Mapped[datetime | None]  # business time
