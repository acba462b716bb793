"""How does a message about a blocker get into the outbox: one that is edited where it stands, or one that rings?"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.outbox import Card
from models.people import Person
from notices import blocker_facts, posting, unasked
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.interruptions import Urgency
from ui import blockers as screens
from ui.blocker_facts import Reason, Ref
from ui.kit import Message

SUBJECT = "blocker"
CHANNEL = "channel"  # the place of the card; direct messages have places of their own
_DIRECT = "to:"
_TO_CLEAR = frozenset({Reason.ASKED, Reason.HANDED_OVER_TO_YOU, Reason.DEPUTY})
_TO_ACT = _TO_CLEAR | {Reason.HELP_WANTED}


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
    about = (SUBJECT, blocker.id)
    return posting.show(
        session, blocker.workspace, message, occasion, about=about, place=place, target=target, create=create
    )


def prompt(
    session: Session,
    blocker: Blocker,
    occasion: Occasion,
    *,
    to: Person,
    reason: Reason,
    by: Person,
    note: str | None = None,
    freed: Sequence[Ref] | None = None,
) -> None:
    """A direct message that rings, once for each version of the blocker and reason. Nothing for who is not in Slack.

    It waits for a better time, but not where they are to clear it; above their budget `by`, who acted, answers for it.
    `freed`: of what it held up, only what the reader is told of. A helper is asked once, however often it is edited.
    """
    if to.slack_id is None:
        return
    facts = blocker_facts.facts(session, blocker, occasion, reader=to)
    if freed is not None:
        facts = replace(facts, blocks=tuple(freed))
    if reason in _TO_ACT:
        facts = blocker_facts.with_goal(session, facts, blocker)
    version = "once" if reason is Reason.HELP_WANTED else facts.version
    what = Unasked(
        key=f"blocker:{blocker.id}:{version}:{reason}:{to.id}",
        kind=kind_of(reason),
        subject=blocker.id,
        urgency=Urgency.URGENT if reason in _TO_CLEAR else Urgency.TIMED,
        named=by.id,
    )
    unasked.tell(session, to, what, screens.direct(facts, reason, blocker_facts.who(by), note), occasion)


def kind_of(reason: Reason) -> str:
    """How such messages are called in the ledger of a person's week, and among what waits for them."""
    return f"{SUBJECT}.{reason}"


def direct_place(person: Person) -> str:
    """Where the living direct message of a person stands."""
    return f"{_DIRECT}{person.id}"


def living(session: Session, blocker: Blocker, person: Person) -> str | None:
    """The id of somebody's living direct message about it."""
    which = (Card.subject_kind == SUBJECT, Card.subject_id == blocker.id, Card.place == direct_place(person))
    return session.scalar(select(Card.id).where(Card.workspace == blocker.workspace, *which))


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
