"""How does a message about a blocker get into the outbox: one that is edited where it stands, or one that rings?"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.outbox import Card
from models.people import Person
from notices import blocker_facts
from notices.occasions import Occasion
from services import outbox
from ui import blockers as screens
from ui.blocker_facts import Reason, Ref, Who
from ui.kit import Message

SUBJECT = "blocker"
CHANNEL = "channel"  # the place of the card; direct messages have places of their own
_DIRECT = "to:"


def show(
    session: Session,
    blocker: Blocker,
    occasion: Occasion,
    *,
    place: str,
    target: str,
    message: Message,
    create: bool = True,
) -> Card | None:
    """Post or edit the living message of a blocker at a place; with `create=False` only edit it."""
    return outbox.show(
        session,
        blocker.workspace,
        subject_kind=SUBJECT,
        subject_id=blocker.id,
        place=place,
        target=target,
        text=message.text,
        blocks=message.blocks,
        wall=occasion.wall,
        create=create,
    )


def prompt(
    session: Session,
    blocker: Blocker,
    occasion: Occasion,
    *,
    to: Person,
    reason: Reason,
    by: Who | None,
    note: str | None = None,
    freed: Sequence[Ref] | None = None,
) -> None:
    """A direct message that rings, once for each version of the blocker and reason. Nothing for who is not in Slack.

    `freed`: of what it held up, only what the reader is told of. A helper is asked once, however often it is edited.
    """
    if to.slack_id is None:
        return
    facts = blocker_facts.facts(session, blocker, occasion, reader=to)
    if freed is not None:
        facts = replace(facts, blocks=tuple(freed))
    version = "once" if reason is Reason.HELP_WANTED else facts.version
    message = screens.direct(facts, reason, by, note)
    outbox.prompt(
        session,
        to,
        text=message.text,
        blocks=message.blocks,
        key=f"blocker:{blocker.id}:{version}:{reason}:{to.id}",
        kind="notice",
        at=occasion.at,
        wall=occasion.wall,
    )


def direct_place(person: Person) -> str:
    """Where the living direct message of a person stands."""
    return f"{_DIRECT}{person.id}"


def holders(session: Session, blocker: Blocker) -> Sequence[str]:
    """Ids of the people who were ever asked to clear it and so have a living direct message."""
    places = session.scalars(
        select(Card.place)
        .where(
            Card.workspace == blocker.workspace,
            Card.subject_kind == SUBJECT,
            Card.subject_id == blocker.id,
            Card.place.startswith(_DIRECT),
        )
        .order_by(Card.place)
    )
    return [place.removeprefix(_DIRECT) for place in places]
