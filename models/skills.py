"""Which skills are there, and who has them at which level?"""

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Skill(Base):
    """A name in use. One that was merged keeps its row, so that the name goes on leading to what it was merged into."""

    __tablename__ = "skills"
    __table_args__ = (
        UniqueConstraint("workspace", "key"),
        ForeignKeyConstraint(["workspace", "merged_into_id"], ["skills.workspace", "skills.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(128))  # the name by which it is found: folded, single spaces
    merged_into_id: Mapped[str | None] = mapped_column(String(32))


class PersonSkill(Base):
    __tablename__ = "person_skills"
    __table_args__ = (
        Index("ix_person_skills_skill", "workspace", "skill_id", "level"),
        ForeignKeyConstraint(["workspace", "person_id"], ["people.workspace", "people.id"]),
        ForeignKeyConstraint(["workspace", "skill_id"], ["skills.workspace", "skills.id"]),
        ForeignKeyConstraint(["workspace", "confirmed_by_id"], ["people.workspace", "people.id"]),
    )

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    skill_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    level: Mapped[int]  # 1 to 5
    set_at: Mapped[datetime]
    confirmed_by_id: Mapped[str | None] = mapped_column(String(32))  # the resource lead; gone when the level changes
    confirmed_at: Mapped[datetime | None]
