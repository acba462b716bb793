"""What does the PMO read about the names of skills?"""

from sqlalchemy.orm import Session

from services import skill_merges
from services.skill_merges import Merge
from ui import skill_merges as screen
from ui.kit import View


def form(session: Session, workspace: str) -> View:
    return screen.form(
        [screen.SkillRow(one.id, one.name, count) for one, count in skill_merges.in_use(session, workspace)]
    )


def facts(found: Merge) -> screen.MergeFacts:
    goes = screen.SkillRow(found.goes.id, found.goes.name, found.people)
    return screen.MergeFacts(goes, screen.SkillRow(found.into.id, found.into.name, 0), found.both)
