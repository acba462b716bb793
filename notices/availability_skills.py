"""What does somebody hear after they said what they can do?"""

from sqlalchemy.orm import Session

from models.availability import AvailabilityChange
from notices import home
from notices.occasions import Occasion
from services import skills
from services.availability_changes import rows_of
from services.permissions import Actor
from services.skills import Sorted
from ui import availability_skills as screens
from ui.availability_skills import Near, SkillsAnswer
from ui.kit import Message


def noted(
    session: Session, change: AvailabilityChange | None, found: Sorted, occasion: Occasion, *, by: Actor
) -> Message:
    """What is different now, which names may mean another skill, and for which no level was said."""
    if change is not None:
        home.refresh(session, by.workspace, {by.id}, occasion)
    came = {row["skill_id"]: row["level"] for row in rows_of(change.after if change else {}).get("skills", ())}
    gone = {row["skill_id"] for row in rows_of(change.before if change else {}).get("skills", ())} - came.keys()
    names = skills.names_of(session, by.workspace, {*came, *gone})
    return screens.answer(
        SkillsAnswer(
            noted=tuple(sorted((names[id_], level) for id_, level in came.items())),
            removed=tuple(sorted(names[id_] for id_ in gone)),
            near=tuple(Near(name, level, skill.id, skill.name) for name, level, skill in found.near),
            unlevelled=found.unlevelled,
            undo=change.id if change is not None else None,
        )
    )


def undone(session: Session, occasion: Occasion, *, by: Actor) -> Message:
    """After it was taken back."""
    home.refresh(session, by.workspace, {by.id}, occasion)
    return screens.answer(SkillsAnswer(undone=True))
