"""What does Slack tell about people?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from models.store import Writer
from notices import leavers
from notices.occasions import Occasion
from services import permissions


def changed(*, ack: Ack, context: BoltContext, event: Mapping[str, Any], write: Writer, occasion: Occasion) -> None:
    """Somebody joined, left, moved to another zone or changed their name."""
    user = event.get("user")
    if isinstance(user, Mapping) and isinstance(user.get("id"), str):
        with write.begin() as session:
            delivery = permissions.admit(session, context)
            leavers.learn(session, delivery.workspace, user, occasion)
    ack()
