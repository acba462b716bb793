"""How is somebody told what they did not ask for? Now, at a better time, with what else waits, or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.outbox import Card
from models.people import Person
from notices import blocker_facts
from notices.occasions import Occasion
from planning import interruptions
from planning.interruptions import Decision, Lapse, MergeAt, OverBudget, Send, Urgency, WaitUntil
from services import attention as ledger
from services import interruptions as attention
from services import outbox, people
from ui import waiting as screen
from ui.kit import Message

# Posts a living message with these words, or edits it where it stands.
Show = Callable[[Message], Card | None]
# What waited, as it is true when it is said: of the person, and of what it is about (an id). None: it is not any more.
Draw = Callable[[Session, Person, str, Occasion], Message | None]


@dataclass(frozen=True)
class Unasked:
    """What a message is about. It is said once for each `key`, however often it is decided on.

    `kind` names in notices.waiting how it is drawn if it has to wait. `until`: from then on it is not said any more.
    `named`: id of the human who answers for it where the person's budget is spent. `asks_again`: whoever says it asks
    again by itself, so that it is not kept where it may not be said now. `living`: said at once, it is the living
    message of its kind and subject at this person, which `outbox.show` edits.
    """

    key: str
    kind: str
    subject: str
    urgency: Urgency
    until: datetime | None = None
    named: str | None = None
    asks_again: bool = False
    living: bool = False


def tell(session: Session, person: Person, what: Unasked, message: Message, occasion: Occasion) -> Decision:
    """Say it, or keep it for later; what became of it. Who is not in Slack gets nothing, and the outbox says so."""
    return tell_each(session, [Telling(person, what, message)], occasion)[0]


@dataclass(frozen=True)
class Telling:
    """What one person is to be told."""

    person: Person
    what: Unasked
    message: Message


def tell_each(session: Session, some: Sequence[Telling], occasion: Occasion) -> list[Decision]:
    """The same of people of one workspace, each of them once."""
    asked = [(one.person, _weighed(one.what, occasion)) for one in some]
    decisions = attention.decide_each(session, asked, occasion.policy, at=occasion.at)
    for one, decision in zip(some, decisions, strict=True):
        _follow(session, one, decision, occasion)
    return decisions


def _follow(session: Session, one: Telling, decision: Decision, occasion: Occasion) -> None:
    match decision:
        case Send() | OverBudget():
            said(session, one.person, one.what, one.message, occasion, over_by=human_of(decision))
        case _ if one.what.asks_again:
            pass
        case WaitUntil(at) | MergeAt(at):
            _hold(session, one.person, one.what, occasion, at)
        case Lapse():
            _hold(session, one.person, one.what, occasion, occasion.at)
            held = [row for row in attention.waiting(session, one.person) if row.key == one.what.key]
            attention.lapsed(session, held, reason=decision.value, at=occasion.at)


def post(
    session: Session, person: Person, what: Unasked, message: Message, occasion: Occasion, *, show: Show
) -> tuple[Decision, Card | None]:
    """The same for a living message of theirs, which is edited later on: `show` posts it where it may be said now.

    What may not be said now is not kept: whoever says it asks again. With it the message, None where none is shown; one
    that stood there before is edited and counts no second time.
    """
    decision = attention.decide(session, person, _weighed(what, occasion), occasion.policy, at=occasion.at)
    if not isinstance(decision, Send | OverBudget):
        return decision, None
    over_by = human_of(decision)
    card = show(with_name(session, person, message, occasion, over_by=over_by))
    if card is not None and card.version == 1:
        ledger.spent(session, person, kind=what.kind, key=card.id, at=occasion.at, over_by=over_by)
    return decision, card


def with_name(
    session: Session, person: Person, message: Message, occasion: Occasion, *, over_by: str | None
) -> Message:
    """The message; where a human answers for it above the budget, with a line that says who."""
    if over_by is None:
        return message
    human = people.by_id(session, person.workspace, over_by)
    budget = occasion.policy.attention.weekly_budget
    return screen.over_budget(message, blocker_facts.who(human) if human is not None else None, budget)


def said(
    session: Session,
    person: Person,
    what: Unasked,
    message: Message,
    occasion: Occasion,
    *,
    over_by: str | None,
) -> str | None:
    """Put it into the outbox now. The id of its row; None where it was said before."""
    message = with_name(session, person, message, occasion, over_by=over_by)
    return outbox.prompt(
        session,
        person,
        text=message.text,
        blocks=message.blocks,
        key=what.key,
        kind=what.kind,
        at=occasion.at,
        wall=occasion.wall,
        expires_at=occasion.wall + (what.until - occasion.at) if what.until is not None else None,
        over_by=over_by,
        living=(what.kind, what.subject) if what.living else None,
    )


def human_of(decision: Send | OverBudget) -> str | None:
    """Id of who answers for it, where it is said above the budget."""
    return decision.by if isinstance(decision, OverBudget) else None


def _weighed(what: Unasked, occasion: Occasion) -> interruptions.Message:
    return interruptions.Message(what.urgency, since=occasion.at, until=what.until, named=what.named)


def _hold(session: Session, person: Person, what: Unasked, occasion: Occasion, due: datetime) -> None:
    attention.hold(
        session,
        person,
        key=what.key,
        kind=what.kind,
        subject=what.subject,
        due=due,
        at=occasion.at,
        until=what.until,
    )
