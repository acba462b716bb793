"""Which weights have ruled the order of projects, one after the other?"""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Weighing(Base):
    """The weights that held from `at` until the next number. Who is told of a change hears what moved since then."""

    __tablename__ = "weighings"

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 1 on
    criteria: Mapped[dict[str, Any]]  # by name, each as an exact fraction such as 3 or 1/2
    goals: Mapped[dict[str, Any]]  # by code, the same
    at: Mapped[datetime]  # business time
