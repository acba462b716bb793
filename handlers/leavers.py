"""What happens when somebody says who takes over from a leaver?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from handlers import presses
from models.store import Writer
from notices import leavers as notices
from notices import receipts
from notices.occasions import Occasion
from services import leavers, people, people_details, permissions
from services.refusals import Refused
from ui import leavers as screen
from ui import notes


def choose(*, ack: Ack) -> None:
    """Somebody was chosen in the menu: nothing happens before the button is pressed."""
    ack()


def hand_over(*, ack: Ack, context: BoltContext, body: Mapping[str, Any], write: Writer, occasion: Occasion) -> None:
    chosen = presses.chosen_person(body, screen.CHOOSE)
    with write.begin() as session:
        actor = permissions.require(session, context)
        person = people_details.find(session, actor.workspace, presses.value(presses.first(body)))
        if not chosen:
            raise Refused("Please choose a person first, then press the button.")
        to = people.meet(session, actor.workspace, chosen, wall=occasion.wall)
        lead = occasion.policy.pmo.lead
        done = leavers.hand_over(session, person, to, lead, by=actor, at=occasion.at)
        said = notices.handed_over(session, person, to, done, occasion, by=actor)
        receipts.note(session, context["delivery"], notes.message(said), replace=True)  # it can be done once only
    ack()
