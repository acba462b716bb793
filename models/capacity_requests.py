"""Which capacity do projects ask for, without naming anybody?"""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.amounts import Exact
from models.base import Base, new_id
from planning.capacity_requests import RequestState


class CapacityRequest(Base):
    __tablename__ = "capacity_requests"
    __table_args__ = (
        UniqueConstraint("workspace", "code"),
        ForeignKeyConstraint(["workspace", "project_id"], ["projects.workspace", "projects.id"]),
        ForeignKeyConstraint(["workspace", "skill_id"], ["skills.workspace", "skills.id"]),
        Index("ix_capacity_requests_project", "workspace", "project_id", "state"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(64))  # by which files name it
    project_id: Mapped[str] = mapped_column(String(32))
    skill_id: Mapped[str] = mapped_column(String(32))
    min_level: Mapped[int]  # 1 to 5
    hours_per_week: Mapped[Decimal] = mapped_column(Exact)  # of all people together
    start: Mapped[date]
    finish: Mapped[date]  # inclusive
    max_people: Mapped[int] = mapped_column(default=1)
    shift_weeks: Mapped[int] = mapped_column(default=0)  # so much later it may start
    state: Mapped[str] = mapped_column(String(16), default=RequestState.OPEN)
    version: Mapped[int] = mapped_column(default=1)
