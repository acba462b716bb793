"""Which column of somebody's files was taken for which of ours?"""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class ImportMapping(Base):
    """What one column meant when it was last imported, so that the same file means the same the next time."""

    __tablename__ = "import_mappings"

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    sheet: Mapped[str] = mapped_column(String(32), primary_key=True)
    header: Mapped[str] = mapped_column(String(120), primary_key=True)  # as written, in small letters, single spaces
    column: Mapped[str] = mapped_column(String(32))  # ours, or "-": a note
    said: Mapped[bool]  # somebody named it; else it was found by its words
