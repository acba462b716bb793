"""Which skills does an import give to whom?"""

from datetime import datetime

from sqlalchemy import select

from models.skills import PersonSkill
from readers.tables.values import Blank, SkillRow
from services import imported_skill_names as skill_names
from services.imported_rows import Known, Tally

SHEET = "skills"
Key = tuple[str, str]  # ids of person and skill


def change(known: Known, rows: tuple[SkillRow, ...], tally: Tally, *, replace: bool, at: datetime) -> None:
    """Take over what the rows say; with `replace`, what stands in none of them goes."""
    held = known.session.scalars(select(PersonSkill).where(PersonSkill.workspace == known.workspace))
    stored = {(one.person_id, one.skill_id): one for one in held}
    named: set[Key] = set()
    meant = [(row, skill_names.skill(known, row.skill, SHEET, row.row)) for row in rows]
    known.session.flush()  # who has a skill points to it
    for row, skill in meant:
        person_id = known.person_id(row.person, SHEET, row.row, "email")
        if isinstance(person_id, Blank) or skill is None:
            continue
        key = person_id, skill.id
        if known.once(SHEET, row.row, "skill", key):
            named.add(key)
            _change(known, row, key, stored.get(key), tally=tally, at=at)
    names = {skill.id: skill.name for skill in skill_names.known_names(known).values()}
    gone = ((known.named(key[0]), names[key[1]], stored[key]) for key in (stored.keys() - named if replace else ()))
    for who, what, row_gone in sorted(gone, key=lambda one: one[:2]):
        known.session.delete(row_gone)
        tally.gone.append(f"{who}, {what}")


def _change(known: Known, row: SkillRow, key: Key, held: PersonSkill | None, *, tally: Tally, at: datetime) -> None:
    level = row.level
    if isinstance(level, Blank):
        if level is Blank.KEEP and held is None:
            known.problem(SHEET, row.row, "level", "it is empty, and no level is known", "write a number from 1 to 5")
        if level is Blank.CLEAR and held is not None:
            known.session.delete(held)
        tally.count(new=False, changed=level is Blank.CLEAR and held is not None)
    elif held is None:
        mine = {"workspace": known.workspace, "person_id": key[0], "skill_id": key[1]}
        known.session.add(PersonSkill(**mine, level=level, set_at=at))
        tally.count(new=True, changed=True)
    else:
        tally.count(new=False, changed=held.level != level)
        if held.level != level:
            held.level, held.set_at = level, at
            held.confirmed_by_id = held.confirmed_at = None  # the resource lead confirmed another level
