"""What does the person who pressed something hear, besides what everybody sees?"""

from sqlalchemy.orm import Session

from models.people import Person
from notices import posting
from notices.occasions import Occasion
from services import outbox
from services.inbox import Delivery
from ui.kit import Message


def note(session: Session, delivery: Delivery, message: Message, *, replace: bool = False) -> None:
    """Answer under the pressed message, for this person only. Best effort: Slack's address lives for half an hour."""
    if delivery.response_url is None:
        return
    outbox.respond(
        session,
        delivery.workspace,
        url=delivery.response_url,
        text=message.text,
        blocks=message.blocks,
        replace=replace,
        key=f"note:{delivery.keys[0]}",
        wall=delivery.received_at,
        to=delivery.slack_user or "",
    )


def answered(session: Session, message: Message, delivery: Delivery, occasion: Occasion, *, to: Person) -> None:
    """Answer who pressed or sent something: under what was pressed, else as a direct message, asked for by them."""
    if delivery.response_url is not None:
        note(session, delivery, message)
    else:
        posting.answer(session, to, message, occasion, key=f"answer:{delivery.keys[0]}")


def redraw(session: Session, delivery: Delivery, message: Message) -> None:
    """Bring a private answer up to date after one of its buttons was pressed; shared messages have their card."""
    if delivery.ephemeral:
        note(session, delivery, message, replace=True)
