"""What does the person who pressed something hear, besides what everybody sees?"""

from sqlalchemy.orm import Session

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


def redraw(session: Session, delivery: Delivery, message: Message) -> None:
    """Bring a private answer up to date after one of its buttons was pressed; shared messages have their card."""
    if delivery.ephemeral:
        note(session, delivery, message, replace=True)
