"""What stops whose work, who is to clear it, and what has been done about it?"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, Numeric, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id
from planning.blockers import LIVE, Cause, State

_FILED = text("code IS NOT NULL")
_MERGED = text("duplicate_of IS NOT NULL")  # few are, so a new blocker costs no entry in that index
# Spelled out: SQLite uses an index of live rows only for a query that says the same in the same words.
STATE_IS_LIVE = text(f"state IN ({', '.join(repr(one.value) for one in State if one in LIVE)})")


class Blocker(Base):
    __tablename__ = "blockers"
    __table_args__ = (
        UniqueConstraint("workspace", "number"),
        ForeignKeyConstraint(["workspace", "project_id"], ["projects.workspace", "projects.id"]),
        ForeignKeyConstraint(["workspace", "raised_by"], ["people.workspace", "people.id"]),
        ForeignKeyConstraint(["workspace", "reported_by"], ["people.workspace", "people.id"]),
        ForeignKeyConstraint(["workspace", "owner_id"], ["people.workspace", "people.id"]),
        ForeignKeyConstraint(["workspace", "helper_id"], ["people.workspace", "people.id"]),
        ForeignKeyConstraint(["workspace", "duplicate_of"], ["blockers.workspace", "blockers.id"]),
        Index("ix_blockers_state", "workspace", "state"),
        Index("ix_blockers_owner", "workspace", "owner_id", "state"),
        Index("ix_blockers_raiser", "workspace", "raised_by", "state"),
        Index("ix_blockers_reporter", "workspace", "reported_by", "state"),
        Index("ix_blockers_live", "workspace", "number", sqlite_where=STATE_IS_LIVE, postgresql_where=STATE_IS_LIVE),
        Index("ix_blockers_code", "workspace", "code", unique=True, sqlite_where=_FILED, postgresql_where=_FILED),
        Index("ix_blockers_duplicate", "workspace", "duplicate_of", sqlite_where=_MERGED, postgresql_where=_MERGED),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    number: Mapped[int]
    code: Mapped[str | None] = mapped_column(String(64))  # by which files name it; None: as B-12
    title: Mapped[str] = mapped_column(Text)
    project_id: Mapped[str | None] = mapped_column(String(32))
    raised_by: Mapped[str] = mapped_column(String(32))  # whose work stands still
    reported_by: Mapped[str] = mapped_column(String(32))  # who posted it, mostly the same person
    owner_id: Mapped[str | None] = mapped_column(String(32))  # the one person who is to clear it
    helper_id: Mapped[str | None] = mapped_column(String(32))  # whose help was asked for in the sentence
    cause: Mapped[str] = mapped_column(String(16), default=Cause.OTHER)
    since: Mapped[date]
    needed_by: Mapped[date | None]
    needed_at: Mapped[datetime | None]  # where a time of day was said with the date
    hours_per_week: Mapped[Decimal | None] = mapped_column(Numeric(8, 2))  # work that stands still
    state: Mapped[str] = mapped_column(String(16), default=State.OPEN)
    duplicate_of: Mapped[str | None] = mapped_column(String(32))
    cleared_at: Mapped[datetime | None]
    cleared_with: Mapped[str | None] = mapped_column(Text)
    source_link: Mapped[str | None] = mapped_column(Text)  # of the message that it was made from
    picture: Mapped[str | None] = mapped_column(String(64))  # Slack's id of that message's picture
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class BlockerPerson(Base):
    """Somebody whose work a blocker holds up, besides the raiser."""

    __tablename__ = "blocker_people"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "blocker_id"], ["blockers.workspace", "blockers.id"]),
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    blocker_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(32), primary_key=True)


class BlockerLink(Base):
    """`blocker_id` holds up `blocks_id`: the second cannot be cleared before the first."""

    __tablename__ = "blocker_links"
    __table_args__ = (
        ForeignKeyConstraint(["workspace", "blocker_id"], ["blockers.workspace", "blockers.id"]),
        ForeignKeyConstraint(["workspace", "blocks_id"], ["blockers.workspace", "blockers.id"]),
        Index("ix_blocker_links_blocked", "workspace", "blocks_id"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    blocker_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    blocks_id: Mapped[str] = mapped_column(String(32), primary_key=True)


class BlockerChange(Base):
    """One line of history. `before` and `after` hold the changed fields only, so that an undo knows what to restore."""

    __tablename__ = "blocker_changes"
    __table_args__ = (
        UniqueConstraint("workspace", "blocker_id", "seq"),
        ForeignKeyConstraint(["workspace", "blocker_id"], ["blockers.workspace", "blockers.id"]),
        ForeignKeyConstraint(["workspace", "by_id"], ["people.workspace", "people.id"]),
        Index("ix_blocker_changes_by", "workspace", "by_id", "at"),  # when somebody was last heard of
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    blocker_id: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int]  # the blocker's version that this change made
    what: Mapped[str] = mapped_column(String(16))
    by_id: Mapped[str | None] = mapped_column(String(32))  # None: Clearway itself
    at: Mapped[datetime]
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    text: Mapped[str | None] = mapped_column(Text)  # of a comment; the whole sentence, where the title is cut
    undone_at: Mapped[datetime | None]
