"""What does `/pmo` do?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext

from handlers.answers import reply
from models.store import Reader
from notices import blocker_receipts
from notices.occasions import Occasion
from readers import phrases
from services import permissions
from ui import pmo


def command(*, ack: Ack, context: BoltContext, command: Mapping[str, Any], read: Reader, occasion: Occasion) -> None:
    """`/pmo blockers`, and help for everything else."""
    verb, _ = phrases.subcommand(command.get("text") or "", ("blockers", "help"))
    with read.begin() as session:
        actor = permissions.look(session, context)
        if verb == "blockers":
            message = blocker_receipts.everybodys(session, actor, occasion)
        else:
            message = pmo.help_message(occasion.commands, actor.grants)
    ack(**reply(message))
