"""Which skills are in use, and who says of themselves that they have which?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.availability import AvailabilityChange
from models.base import new_id
from models.inserts import insert_once
from models.people import Person
from models.skills import PersonSkill, Skill
from readers import skill_names
from readers.escapes import clean
from services import absences, ids
from services.availability_changes import Kind, change, row_of
from services.permissions import Actor
from services.refusals import Refused, Stale

NAME_CHARACTERS, KEY_CHARACTERS = 64, 128
MOST = 100  # skills of one person
_HELD: dict[str, Any] = {"populate_existing": True, "with_for_update": {"read": True}}


def key_of(name: str) -> str:
    """By what a name is found: folded, with single spaces."""
    return " ".join(clean(name).casefold().split())[:KEY_CHARACTERS]


def called(session: Session, workspace: str, name: str) -> Skill | None:
    """The skill with this name, however it is spelled; of one that was merged, what it goes on in."""
    found = session.scalars(select(Skill).where(Skill.workspace == workspace, Skill.key == key_of(name))).first()
    seen = set()
    while found is not None and found.merged_into_id is not None and found.id not in seen:
        seen.add(found.id)
        found = session.get(Skill, (workspace, found.merged_into_id))
    return found


def named(session: Session, workspace: str, name: str) -> Skill:
    """The same, made where nobody has used the name yet. `name` shows something; it is cut at 64 characters."""
    found = called(session, workspace, name)
    if found is None:
        shown = " ".join(clean(name).split())[:NAME_CHARACTERS].rstrip()
        values = {
            "workspace": workspace,
            "id": new_id(),
            "name": shown,
            "key": key_of(shown),
            "merged_into_id": None,
        }
        insert_once(session, Skill, values, ("workspace", "key"))  # somebody else may be writing it at this moment
        found = called(session, workspace, shown)
    if found is None:
        raise LookupError("a skill that was just written is not there")
    return found


@dataclass(frozen=True)
class Held:
    """A skill that somebody says they have."""

    id: str
    name: str
    level: int
    confirmed: bool


@dataclass(frozen=True)
class Sorted:
    """What somebody said about their skills, by what can be done about it. The names are their own words."""

    known: tuple[tuple[Skill, int], ...]  # in use under that name, with the level
    fresh: tuple[tuple[str, int], ...]  # like none that is in use
    near: tuple[tuple[str, int, Skill], ...]  # not in use; this one may be meant
    unlevelled: tuple[str, ...]  # no level was said


def held_by(session: Session, person: Person) -> list[Held]:
    """By name."""
    mine = (PersonSkill.workspace == person.workspace, PersonSkill.person_id == person.id)
    together = (Skill.workspace == PersonSkill.workspace) & (Skill.id == PersonSkill.skill_id)
    columns = (Skill.id, Skill.name, PersonSkill.level, PersonSkill.confirmed_by_id)
    rows = session.execute(select(*columns).join(PersonSkill, together).where(*mine).order_by(Skill.key)).all()
    return [Held(row.id, row.name, row.level, row.confirmed_by_id is not None) for row in rows]


def sort(session: Session, workspace: str, said: Sequence[tuple[str, int | None]]) -> Sorted:
    """Which of the names (with level 1 to 5, or None) are in use, which may mean another one, and which are new."""
    in_use = select(Skill).where(Skill.workspace == workspace, Skill.merged_into_id.is_(None)).order_by(Skill.key)
    everything = session.scalars(in_use).all()
    known, fresh, near = [], [], []
    for name, level in said:
        if level is None:
            continue
        skill = called(session, workspace, name)
        if skill is not None:
            known.append((skill, level))
        elif other := skill_names.nearest(name, [(one, one.name) for one in everything]):
            near.append((name, level, other))
        else:
            fresh.append((name, level))
    return Sorted(tuple(known), tuple(fresh), tuple(near), tuple(name for name, level in said if level is None))


def note(
    session: Session, found: Sorted, *, by: Actor, at: datetime, levels: Mapping[str, int | None] | None = None
) -> AvailabilityChange | None:
    """Set the levels of what is in use and of what is new; what may mean another skill waits for an answer.

    `levels`: those of other skills by id, as set_levels takes them, to be set with them.
    """
    wanted = dict(levels or {}) | {skill.id: level for skill, level in found.known}
    wanted |= {named(session, by.workspace, name).id: level for name, level in found.fresh}
    return set_levels(session, wanted, by=by, at=at)


def names_of(session: Session, workspace: str, skill_ids: Collection[str]) -> dict[str, str]:
    """Names by id."""
    chosen = select(Skill.id, Skill.name).where(Skill.workspace == workspace, Skill.id.in_(list(skill_ids)))
    return {row.id: row.name for row in session.execute(chosen)} if skill_ids else {}


def set_levels(
    session: Session, levels: Mapping[str, int | None], *, by: Actor, at: datetime
) -> AvailabilityChange | None:
    """Set the actor's own level of each skill (by id); None takes it out. What stays the same keeps its confirmation.

    None where all of it is so already. Raises Refused for a skill that is not there, and beyond a hundred skills.
    """
    absences.lock(session, by.person)
    chosen = select(PersonSkill).where(PersonSkill.workspace == by.workspace, PersonSkill.person_id == by.id)
    there = {row.skill_id: row for row in session.scalars(chosen.execution_options(populate_existing=True))}
    gone, come = [], []
    for id_, level in levels.items():
        old = there.get(id_)
        if (old.level if old is not None else None) == level:
            continue
        if old is not None:
            gone.append(row_of("skills", old))
        if level is not None:
            _must_be_there(session, by.workspace, id_, level)
            come.append({"skill_id": id_, "level": level, "set_at": at, "confirmed_by_id": None, "confirmed_at": None})
    if len(there) - len(gone) + len(come) > MOST:
        raise Refused(f"That would be more than {MOST} skills. Please take some out first.")
    return change(session, Kind.SKILLS, {"skills": gone}, {"skills": come}, by=by, at=at) if gone or come else None


def _must_be_there(session: Session, workspace: str, skill_id: str, level: int) -> None:
    if not 1 <= level <= 5:
        raise Refused("Levels go from 1, a first look, to 5, teaches it.")
    # Held until the end of the transaction: a merge at this moment would not see the row that is about to be written.
    found = session.get(Skill, (workspace, skill_id), **_HELD) if ids.plausible(skill_id) else None
    if found is None:
        raise Refused("That skill is not there any more, so nothing was changed.")
    if found.merged_into_id is not None:  # a form or question from before the merge: nobody would find that row again
        raise Stale(f"{found.name} goes on under another name by now, so nothing was changed. Please say it once more.")
