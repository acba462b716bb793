"""Who opened their Home tab?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from models.store import Writer
from notices import home
from notices.occasions import Occasion
from services import people, permissions, roles


def opened(*, ack: Ack, context: BoltContext, event: Mapping[str, Any], write: Writer, occasion: Occasion) -> None:
    """Draw it now, and again whenever something on it changes. The first workspace admin sets Clearway up there."""
    if event.get("tab") == "home":
        with write.begin() as session:
            delivery = permissions.admit(session, context)
            person = people.by_slack_id(session, delivery.workspace, delivery.slack_user)
            if person is not None:
                roles.become_first_admin(session, person, at=occasion.at)
                home.publish(session, person, occasion)
    ack()
