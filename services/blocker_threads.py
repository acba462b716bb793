"""Under which blocker's card was something said?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.outbox import Act, OutboxRow, Sending
from services import cards


def subject(session: Session, workspace: str, kind: str, *, channel: str, ts: str) -> str | None:
    """The id of what the living message at this place is about, if it is one of this kind."""
    card = cards.at(session, workspace, channel, ts)
    return card.subject_id if card is not None and card.subject_kind == kind else None


def arriving(session: Session, workspace: str, channel: str) -> frozenset[Sending]:
    """How living messages are on their way to the channel: Slack may show one before we know where it stands.

    SENDING: Slack is being asked just now. UNKNOWN: nobody knows yet whether it was posted, for half a minute or more.
    """
    on_its_way = select(OutboxRow.state).where(
        OutboxRow.workspace == workspace,
        OutboxRow.lane == channel,
        OutboxRow.state.in_([Sending.SENDING, Sending.UNKNOWN]),
        OutboxRow.act == Act.POST,
        OutboxRow.card_id.is_not(None),
    )
    return frozenset(Sending(state) for state in session.scalars(on_its_way.distinct()))
