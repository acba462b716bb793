"""Has this delivery been handled already, and what was answered then?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, null, select, update
from sqlalchemy.orm import Session

from models import kept
from models.inbox import InboxRow
from models.inserts import insert_once

KEPT = timedelta(hours=24)
_ANSWER = (
    update(InboxRow)
    .where(InboxRow.workspace == bindparam("of"), InboxRow.key == bindparam("known_by"))
    .values(receipt=bindparam("answer"))
)


@dataclass(frozen=True)
class Delivery:
    """One gesture as Slack brought it: who, from which workspace, and by which keys a second copy is known."""

    workspace: str
    slack_user: str | None
    door: str  # the route it came through, such as "/blocked" or "blockers.clear"
    keys: tuple[str, ...]
    received_at: datetime  # wall clock
    response_url: str | None = None
    ephemeral: bool = False  # what was pressed stands in a message that only this person sees


class AlreadyHandled(Exception):
    """A second copy: nothing is done again, and the first answer is given once more."""

    def __init__(self, receipt: Mapping[str, Any] | None) -> None:
        super().__init__("this delivery was handled before")
        self.receipt = receipt


def claim(session: Session, delivery: Delivery) -> None:
    """Make the delivery ours within this transaction. Raises AlreadyHandled for a copy of one that was committed."""
    for key in delivery.keys:
        row = {"workspace": delivery.workspace, "key": key, "received_at": delivery.received_at}
        if not insert_once(session, InboxRow, row, ("workspace", "key")):
            raise AlreadyHandled(_receipt(session, delivery))


def answer(session: Session, delivery: Delivery, receipt: Mapping[str, Any]) -> None:
    """Keep what is about to be acknowledged, so that a second copy hears the same."""
    for key in delivery.keys:
        given = {"of": delivery.workspace, "known_by": key, "answer": dict(receipt)}
        kept.run(session, _ANSWER, given)


def forget(session: Session, *, wall: datetime) -> int:
    """Delete what is older than a day: Slack's last retry comes long before. Returns how many keys went."""
    gone = session.execute(
        delete(InboxRow).where(InboxRow.received_at < wall - KEPT).execution_options(synchronize_session=False)
    )
    return int(gone.rowcount or 0)  # type: ignore[attr-defined]


def forget_person(session: Session, workspace: str, slack_user: str) -> None:
    """Let go of what was answered, and of the keys that name somebody.

    A receipt says nothing of whom it was for, so all of them go: they are for a second copy within seconds, which is
    still known by its key and then hears nothing.
    """
    here, at_once = InboxRow.workspace == workspace, {"synchronize_session": False}
    told = update(InboxRow).where(here, InboxRow.receipt.is_not(None)).values(receipt=null())
    session.execute(told, execution_options=at_once)
    named = delete(InboxRow).where(here, InboxRow.key.startswith(f"action:{slack_user}:", autoescape=True))
    session.execute(named, execution_options=at_once)


def _receipt(session: Session, delivery: Delivery) -> Mapping[str, Any] | None:
    return session.scalars(
        select(InboxRow.receipt)
        .where(InboxRow.workspace == delivery.workspace, InboxRow.key.in_(delivery.keys), InboxRow.receipt.is_not(None))
        .limit(1)
    ).first()
