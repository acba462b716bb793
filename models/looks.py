"""Who opened details about somebody else?"""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Look(Base):
    """One opened detail about one person by somebody else; shown to the person on their Home tab."""

    __tablename__ = "looks"
    __table_args__ = (
        Index("ix_looks_person", "workspace", "person_id", "at"),
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
        ForeignKeyConstraint(["workspace", "reader_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(String(32))
    reader_id: Mapped[str] = mapped_column(String(32))
    what: Mapped[str] = mapped_column(String(32))  # which detail: availability, skills, …
    at: Mapped[datetime]
