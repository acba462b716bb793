"""Which names of skills mean the same, and what becomes of people's levels when the PMO says so?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.capacity_requests import CapacityRequest
from models.skills import PersonSkill, Skill
from models.workspaces import Workspace
from services import audit, ids
from services.permissions import Actor, Permission, must
from services.refusals import Refused


@dataclass(frozen=True)
class Merge:
    """What a merge would do: how many have the skill that goes, and how many of them the other one as well."""

    goes: Skill
    into: Skill
    people: int
    both: int


def in_use(session: Session, workspace: str) -> list[tuple[Skill, int]]:
    """Every name that was not merged, with how many people have it; by name."""
    together = (PersonSkill.workspace == Skill.workspace) & (PersonSkill.skill_id == Skill.id)
    counted = (
        select(Skill, func.count(PersonSkill.person_id))
        .outerjoin(PersonSkill, together)
        .where(Skill.workspace == workspace, Skill.merged_into_id.is_(None))
        .group_by(*Skill.__table__.columns)
        .order_by(Skill.key)
    )
    return [(skill, int(count)) for skill, count in session.execute(counted).all()]


def plan(session: Session, workspace: str, goes: str, into: str) -> Merge:
    """What a merge of these ids would do. Raises Refused with a sentence where it cannot be."""
    one, other = _find(session, workspace, goes), _find(session, workspace, into)
    if one.id == other.id:
        raise Refused("These are one and the same name. Please choose two.")
    first, second = _levels(session, one), _levels(session, other)
    return Merge(one, other, len(first), len(set(first) & set(second)))


def merge(session: Session, goes: str, into: str, *, by: Actor, at: datetime) -> Merge:
    """Let one name go on in another. Of who has both the higher level stays, and its confirmation with it."""
    must(by, Permission.SKILLS_MERGE)
    # Two merges in opposite directions at the same moment would each see no circle; the workspace's row makes one wait.
    session.execute(select(Workspace.id).where(Workspace.id == by.workspace).with_for_update())
    names = (Skill.workspace == by.workspace, Skill.id.in_([goes, into]))
    session.execute(select(Skill.id).where(*names).order_by(Skill.id).with_for_update())  # whoever notes a level waits
    done = plan(session, by.workspace, goes, into)
    there = _levels(session, done.into)
    for person_id, own in _levels(session, done.goes).items():
        kept = there.get(person_id)
        if kept is None:
            kept = PersonSkill(workspace=by.workspace, person_id=person_id, skill_id=done.into.id)
            session.add(kept)
            _take(kept, own)
        elif _weight(own) > _weight(kept):
            _take(kept, own)
        session.delete(own)
    for table in (Allocation, CapacityRequest):
        theirs = (table.workspace == by.workspace, table.skill_id == done.goes.id)
        session.execute(update(table).where(*theirs).values(skill_id=done.into.id))
    done.goes.merged_into_id = done.into.id
    details = {"into": done.into.id, "people": done.people}
    subject = ("skill", done.goes.id)
    audit.record(session, by.workspace, actor_id=by.id, action="skills.merged", subject=subject, at=at, details=details)
    session.flush()
    return done


def _find(session: Session, workspace: str, skill_id: str) -> Skill:
    found = session.get(Skill, (workspace, skill_id), populate_existing=True) if ids.plausible(skill_id) else None
    if found is None or found.merged_into_id is not None:
        raise Refused("That name is not in use any more, so nothing was changed.")
    return found


def _levels(session: Session, skill: Skill) -> dict[str, PersonSkill]:
    has = select(PersonSkill).where(PersonSkill.workspace == skill.workspace, PersonSkill.skill_id == skill.id)
    return {one.person_id: one for one in session.scalars(has.with_for_update())}


def _weight(own: PersonSkill) -> tuple[int, bool]:
    return own.level, own.confirmed_by_id is not None


def _take(kept: PersonSkill, own: PersonSkill) -> None:
    kept.level, kept.set_at = own.level, own.set_at
    kept.confirmed_by_id, kept.confirmed_at = own.confirmed_by_id, own.confirmed_at
