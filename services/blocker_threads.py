"""Under which blocker's card was something said?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.outbox import Act, OutboxRow, Sending
from services import cards


def subject(session: Session, workspace: str, kind: str, *, channel: str, ts: str) -> str | None:
    """The id of what the living message at this place is about, if it is one of this kind."""
    card = cards.at(session, workspace, channel, ts)
    return card.subject_id if card is not None and card.subject_kind == kind else None


def is_arriving(session: Session, workspace: str, channel: str) -> bool:
    """Whether a living message is on its way to the channel: Slack may show it before we know where it stands."""
    sending = select(OutboxRow.id).where(
        OutboxRow.workspace == workspace,
        OutboxRow.lane == channel,
        OutboxRow.state == Sending.SENDING,
        OutboxRow.act == Act.POST,
        OutboxRow.card_id.is_not(None),
    )
    return session.scalars(sending.limit(1)).first() is not None
