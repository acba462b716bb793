"""What happens when a project manager books somebody in one line, and when they take it back?"""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, BoltContext
from sqlalchemy.orm import Session

from handlers import presses
from handlers.answers import reply
from models.store import Writer
from notices import bookings as notices
from notices import receipts
from notices.occasions import Occasion
from readers import phrases
from readers.bookings import booking
from services import bookings_said, inbox, permissions, portfolio_history
from services.permissions import Actor
from services.refusals import Refused
from ui import bookings as screen
from ui import pmo
from ui.kit import Message

Body = Mapping[str, Any]


def command(*, ack: Ack, context: BoltContext, command: Body, write: Writer, occasion: Occasion) -> None:
    """`/capacity`: a line about a booking, which is done at once, or help."""
    text = command.get("text") or ""
    verb, rest = phrases.subcommand(text, (), alone=("help",))
    if verb == "help" or not rest.strip(" .!?"):
        ack(**reply(pmo.capacity_help(occasion.commands)))
        return
    with write.begin() as session:
        actor = permissions.require(session, context)
        answer = reply(_said(session, text, actor, occasion))
        inbox.answer(session, context["delivery"], answer)
    ack(**answer)


def _said(session: Session, text: str, by: Actor, occasion: Occasion) -> Message:
    known = bookings_said.known_projects(session, by.workspace)
    words = booking(text, known)
    if words is None:
        raise Refused(screen.unread(occasion.commands))
    done = bookings_said.apply(session, words, known, by=by, at=occasion.at, policy=occasion.policy.availability)
    return notices.done(session, done.act_id, occasion, by=by)


def undo(*, ack: Ack, context: BoltContext, action: Body, write: Writer, occasion: Occasion) -> None:
    """All of what one line did, or nothing of it."""
    act_id, hours = presses.value(action), occasion.policy.portfolio.undo_hours
    with write.begin() as session:
        actor = permissions.require(session, context)
        portfolio_history.undo(session, act_id, by=actor, at=occasion.at, undo_hours=hours)
        message = notices.done(session, act_id, occasion, by=actor, taken_back=True)
        receipts.note(session, context["delivery"], message, replace=True)
    ack()
