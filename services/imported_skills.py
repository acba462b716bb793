"""Which skills does an import give to whom?"""

from datetime import datetime

from sqlalchemy import select

from models.base import new_id
from models.skills import PersonSkill, Skill
from readers.tables.values import Blank, SkillRow
from services.imported_rows import Known, Tally
from services.skills import KEY_CHARACTERS, NAME_CHARACTERS, key_of

SHEET = "skills"
Key = tuple[str, str]  # ids of person and skill


def change(known: Known, rows: tuple[SkillRow, ...], tally: Tally, *, replace: bool, at: datetime) -> None:
    """Take over what the rows say; with `replace`, what stands in none of them goes."""
    skills = _skills(known)
    held = known.session.scalars(select(PersonSkill).where(PersonSkill.workspace == known.workspace))
    stored = {(one.person_id, one.skill_id): one for one in held}
    named: set[Key] = set()
    meant = [(row, _skill(known, row, skills)) for row in rows]
    known.session.flush()  # who has a skill points to it
    for row, skill in meant:
        person_id = known.person_id(row.person, SHEET, row.row, "email")
        if isinstance(person_id, Blank) or skill is None:
            continue
        key = person_id, skill.id
        if known.once(SHEET, row.row, "skill", key):
            named.add(key)
            _change(known, row, key, stored.get(key), tally=tally, at=at)
    names = {skill.id: skill.name for skill in skills.values()}
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


def _skill(known: Known, row: SkillRow, skills: dict[str, Skill]) -> Skill | None:
    """The skill that is called so; made where nobody has used the name yet."""
    key = key_of(row.skill)
    if len(row.skill) > NAME_CHARACTERS or len(row.skill.casefold()) > KEY_CHARACTERS:
        wrong = f"the name has {len(row.skill)} characters"
        known.problem(SHEET, row.row, "skill", wrong, f"write at most {NAME_CHARACTERS}")
        return None
    if key not in skills:
        skills[key] = Skill(workspace=known.workspace, id=new_id(), name=row.skill, key=key)
        known.session.add(skills[key])
    return skills[key]


def _skills(known: Known) -> dict[str, Skill]:
    """Each name in use with the skill that it leads to: of one that was merged, what it goes on in."""
    found = list(known.session.scalars(select(Skill).where(Skill.workspace == known.workspace)))
    by_id = {skill.id: skill for skill in found}
    leads = {}
    for skill in found:
        end, seen = skill, {skill.id}
        while end.merged_into_id is not None and end.merged_into_id not in seen:
            seen.add(end.merged_into_id)
            end = by_id[end.merged_into_id]
        leads[skill.key] = end
    return leads
