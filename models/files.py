"""Which files are to be handed to somebody in Slack, and how far has each come?"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class FileState(StrEnum):
    """wanted → uploaded → shared, or refused on the way."""

    WANTED = "wanted"
    UPLOADED = "uploaded"  # Slack has its bytes, and nobody sees them yet
    SHARED = "shared"
    REFUSED = "refused"


class OutFile(Base):
    """One file for one person, in the direct conversation. Its bytes go with the last step. Times of the wall clock."""

    __tablename__ = "files_out"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        Index("ix_files_out_due", "state", "due_at"),
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(200))  # what was asked for once is sent once
    kind: Mapped[str] = mapped_column(String(16))  # text: `data` is the file; portfolio: it is made as it is sent
    name: Mapped[str] = mapped_column(String(120))
    says: Mapped[str] = mapped_column(Text)  # what stands beside it
    thread_ts: Mapped[str | None] = mapped_column(String(32))
    data: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(16), default=FileState.WANTED)
    slack_file: Mapped[str | None] = mapped_column(String(64))
    attempt: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    lease_owner: Mapped[str | None] = mapped_column(String(64))
    reason: Mapped[str | None] = mapped_column(Text)  # Slack's word for its refusal
    made_at: Mapped[datetime]
