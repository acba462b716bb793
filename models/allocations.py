"""Who works on which project, for how many hours a week, from when to when?"""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.amounts import Exact
from models.base import Base, new_id
from planning.allocations import AllocationState

CODE_CHARACTERS = 330  # project/address/start/number, where a file gave none


class Allocation(Base):
    __tablename__ = "allocations"
    __table_args__ = (
        UniqueConstraint("workspace", "code"),
        ForeignKeyConstraint(["workspace", "project_id"], ["projects.workspace", "projects.id"]),
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
        ForeignKeyConstraint(["workspace", "skill_id"], ["skills.workspace", "skills.id"]),
        ForeignKeyConstraint(["workspace", "request_id"], ["capacity_requests.workspace", "capacity_requests.id"]),
        Index("ix_allocations_person", "workspace", "person_id", "finish"),
        Index("ix_allocations_project", "workspace", "project_id", "finish"),
        Index("ix_allocations_request", "workspace", "request_id"),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(CODE_CHARACTERS))  # by which files name it
    project_id: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[str] = mapped_column(String(32))
    start: Mapped[date]
    finish: Mapped[date]  # inclusive
    hours_per_week: Mapped[Decimal] = mapped_column(Exact)
    state: Mapped[str] = mapped_column(String(16), default=AllocationState.COMMITTED)
    skill_id: Mapped[str | None] = mapped_column(String(32))  # what they are on it for
    request_id: Mapped[str | None] = mapped_column(String(32))  # which request it fills, or a part of it
    version: Mapped[int] = mapped_column(default=1)
