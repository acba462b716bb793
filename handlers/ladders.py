"""What can somebody say about the ladder of a blocker: that it is fine, or that it is to be held?"""

from collections.abc import Mapping
from datetime import time
from typing import Any

from slack_bolt import Ack, BoltContext
from sqlalchemy.orm import Session

from handlers import blocker_forms, presses
from models.blockers import Blocker
from models.store import Writer
from notices import blocker_facts, receipts
from notices import ladders as notices
from notices.occasions import Occasion
from planning.occurrences import resolve
from services import blocker_lists, ladder_acts, people, permissions
from services.permissions import Actor
from ui import ladder_forms as forms
from ui.kit import View

Body = Mapping[str, Any]


def agree(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """What comes is fine as it was shown."""
    with write.begin() as session:
        actor = permissions.require(session, context)
        blocker = blocker_lists.find(session, actor.workspace, presses.value(action))
        ladder_acts.agree(session, blocker, by=actor, at=occasion.at)
        message = notices.agreed(session, blocker, occasion, by=actor.person)
        receipts.note(session, context["delivery"], message, replace=True)
    ack()


def _hold(session: Session, blocker: Blocker, actor: Actor, occasion: Occasion) -> View:
    """Until when is it held?"""
    ladder_acts.must_decide(session, blocker, by=actor, at=occasion.at)
    facts = blocker_facts.facts(session, blocker, occasion, reader=actor.person)
    return forms.hold_form(facts, occasion.policy.ladder.quiet_days)


open_hold = blocker_forms.open_on(_hold)


def hold(*, ack: Ack, context: BoltContext, view: Body, write: Writer, occasion: Occasion) -> None:
    with write.begin() as session:
        actor = permissions.require(session, context)
        day = presses.taken(forms.read_hold(presses.filled(view)))
        blocker = blocker_lists.find(session, actor.workspace, presses.subject(view))
        until = ladder_acts.hold(session, blocker, day, by=actor, at=occasion.at, policy=occasion.policy)
        facts = blocker_facts.facts(session, blocker, occasion, reader=actor.person)
        notices.held(session, blocker, until, occasion, by=actor.person)
        asked = resolve(day, time(), people.zone_of(session, actor.person))
        most = occasion.policy.ladder.quiet_days if until < asked else None
    ack(response_action="update", view=forms.held(facts, until, most))
