"""Whose calendar is read, and how did that go?"""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class CalendarFeed(Base):
    """At most one a person. What it said lies in `absences`; the address is a secret and is shown to its owner only.

    Business time, but for `due_at`.
    """

    __tablename__ = "calendar_feeds"
    __table_args__ = (
        Index("ix_calendar_feeds_due_at", "due_at"),
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    address: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime]
    etag: Mapped[str] = mapped_column(String(200), default="")
    modified: Mapped[str] = mapped_column(String(200), default="")
    read_at: Mapped[datetime | None]  # when it was last read well, also where nothing was new
    read_from: Mapped[date | None]  # the first of the days that were then looked at …
    read_zone: Mapped[str | None] = mapped_column(String(64))  # … and the zone whose days they were
    wrong: Mapped[str | None] = mapped_column(Text)  # a sentence for the person, while it cannot be read
    wrong_since: Mapped[datetime | None]
    told_at: Mapped[datetime | None]  # when the person was told of it: once, until it was read well again
    due_at: Mapped[datetime]  # wall clock: when it is read next; moved on when a process claims it
