"""Which skills are in use, and who says of themselves that they have which?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import new_id
from models.inserts import insert_once
from models.skills import Skill
from readers.escapes import clean

NAME_CHARACTERS, KEY_CHARACTERS = 64, 128


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
