"""Which skill does a cell of any sheet mean?"""

from sqlalchemy import select

from models.base import new_id
from models.skills import Skill
from services.imported_rows import Known
from services.skills import KEY_CHARACTERS, NAME_CHARACTERS, key_of


def skill(known: Known, name: str, sheet: str, row: int) -> Skill | None:
    """The skill that is called so; made where nobody has used the name yet. Where it is too long, that is noted."""
    if len(name) > NAME_CHARACTERS or len(name.casefold()) > KEY_CHARACTERS:
        wrong = f"the name has {len(name)} characters"
        known.problem(sheet, row, "skill", wrong, f"write at most {NAME_CHARACTERS}")
        return None
    skills, key = known_names(known), key_of(name)
    if key not in skills:
        skills[key] = Skill(workspace=known.workspace, id=new_id(), name=name, key=key)
        known.session.add(skills[key])
    return skills[key]


def known_names(known: Known) -> dict[str, Skill]:
    """Each name in use with the skill that it leads to: of one that was merged, what it goes on in."""
    if known.skills is None:
        found = list(known.session.scalars(select(Skill).where(Skill.workspace == known.workspace)))
        by_id = {skill.id: skill for skill in found}
        known.skills = {skill.key: _end(skill, by_id) for skill in found}
    return known.skills


def _end(skill: Skill, by_id: dict[str, Skill]) -> Skill:
    end, seen = skill, {skill.id}
    while end.merged_into_id is not None and end.merged_into_id not in seen:
        seen.add(end.merged_into_id)
        end = by_id[end.merged_into_id]
    return end
