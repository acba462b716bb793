"""What happens when somebody says what they can do, and answers which skill they meant?"""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt import Ack, BoltContext
from sqlalchemy.orm import Session

from handlers import presses
from models.store import Writer
from notices import availability_skills as notices
from notices import receipts
from notices.occasions import Occasion
from readers.availability import SkillSaid
from services import permissions, skills
from services.permissions import Actor
from services.refusals import Refused
from services.skills import Sorted
from ui.availability_skills import paired
from ui.kit import Message

Body = Mapping[str, Any]
_NOTHING = Sorted((), (), (), ())
_OLD = "That choice is not in use any more, so nothing was changed."


def say(session: Session, items: Sequence[SkillSaid], by: Actor, occasion: Occasion) -> Message:
    """Note the skills that are clear, and ask about the others."""
    found = skills.sort(session, by.workspace, [(one.name, one.level) for one in items])
    change = skills.note(session, found, by=by, at=occasion.at)
    return notices.noted(session, change, found, occasion, by=by)


def is_that(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """Yes, that skill was meant."""
    level, skill_id = paired(presses.value(action))
    if not level:
        raise Refused(_OLD)
    with write.begin() as session:
        actor = permissions.require(session, context)
        change = skills.set_levels(session, {skill_id: level}, by=actor, at=occasion.at)
        message = notices.noted(session, change, _NOTHING, occasion, by=actor)
        receipts.note(session, context["delivery"], message)
    ack()


def is_new(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """No, it is another one that nobody has named yet."""
    level, name = paired(presses.value(action))
    if not level:
        raise Refused(_OLD)
    with write.begin() as session:
        actor = permissions.require(session, context)
        skill = skills.named(session, actor.workspace, name)
        change = skills.set_levels(session, {skill.id: level}, by=actor, at=occasion.at)
        receipts.note(session, context["delivery"], notices.noted(session, change, _NOTHING, occasion, by=actor))
    ack()
