"""Who is asked to clear a blocker, and how does what they were told stay true?

Its owner has a living direct message with the buttons; while they are away whoever stands in for them has one, and
where nobody does, or Slack does not know them, somebody of the PMO.
"""

from dataclasses import dataclass
from functools import partial

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.outbox import Card
from models.people import Person
from notices import blocker_facts, blocker_messages, unasked
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.blockers import LIVE, Change, State
from planning.interruptions import Urgency
from services import attention, blocker_history, office, people
from services.permissions import Actor
from ui import blockers as screens
from ui.blocker_facts import Facts, Reason, Who
from ui.kit import Message


@dataclass(frozen=True)
class _Part:
    """Why somebody has a living message, in whose name, and what was said to them with it."""

    reason: Reason
    by: Who | None = None
    note: str | None = None


def ask(session: Session, blocker: Blocker, occasion: Occasion, *, by: Actor, card: Facts | None = None) -> str | None:
    """Ask who is to clear it now. Returns the id of who was asked: nobody is asked by themselves.

    It is urgent, so it waits for nothing; above their budget `by` answers for it.
    `card`: the facts that its card was just drawn from, so that they need not be gathered twice.
    """
    person = acting(session, blocker, occasion)
    if person is None or person.id == by.id or person.slack_id is None:
        return None
    part = _part(session, blocker, person, occasion)
    if card is None:
        facts = blocker_facts.facts(session, blocker, occasion, reader=person)
    else:
        facts = blocker_facts.as_read_by(session, card, person, occasion)
    if blocker.version > 1 and person.id in blocker_messages.holders(session, blocker):
        _edit(session, blocker, person, occasion)  # which rings no bell, so they are told anew
        blocker_messages.prompt(session, blocker, occasion, to=person, reason=part.reason, by=by.person, note=part.note)
        return person.id
    facts = blocker_facts.with_goal(session, facts, blocker)
    message = screens.direct(facts, part.reason, part.by, part.note)
    kind = blocker_messages.kind_of(part.reason)
    what = Unasked(f"{kind}:{blocker.id}:{person.id}", kind, blocker.id, Urgency.URGENT, named=by.id)
    unasked.post(session, person, what, message, occasion, show=partial(_show, session, blocker, person, occasion))
    return person.id


def acting(session: Session, blocker: Blocker, occasion: Occasion) -> Person | None:
    """The owner, or who stands in for them now, or the first of the PMO who is there: somebody who can be reached.

    None where nobody owns it; the owner where nobody at all is in Slack.
    """
    owner = people.by_id(session, blocker.workspace, blocker.owner_id)
    if owner is None:
        return None
    person = people.stand_in(session, owner, at=occasion.at)
    if person is not None and person.slack_id is not None:
        return person
    pmo = office.office(session, blocker.workspace, occasion.policy.pmo.lead)
    here = [one for one in pmo if not people.is_away(one, at=occasion.at)]
    return next((one for one in (*here, owner, *pmo) if one.slack_id is not None), owner)


def is_unasked(session: Session, blocker: Blocker, occasion: Occasion) -> bool:
    """Whether who is to clear it now has no living message yet: they were away, or Slack did not know them.

    Whoever took it, or reported what is theirs to clear, knows of it and needs none.
    """
    person = acting(session, blocker, occasion) if State(blocker.state) in LIVE else None
    if person is None or person.id in blocker_messages.holders(session, blocker):
        return False
    owned = [one for one in blocker_history.lines(session, blocker, limit=None) if "owner_id" in one.after]
    return not owned or owned[-1].by_id != person.id


def keep_true(session: Session, blocker: Blocker, occasion: Occasion, *, but: str | None = None) -> None:
    """Edit the living messages of all who were ever asked, `but` of one who was just told; an edit rings no bell."""
    for person in people.many(session, blocker.workspace, blocker_messages.holders(session, blocker)).values():
        if person.id != but:
            _edit(session, blocker, person, occasion)


def _edit(session: Session, blocker: Blocker, person: Person, occasion: Occasion) -> None:
    """Bring somebody's living message up to date. What was sent above their budget goes on saying in whose name."""
    part = _part(session, blocker, person, occasion)
    facts = blocker_facts.facts(session, blocker, occasion, reader=person)
    facts = blocker_facts.with_goal(session, facts, blocker)
    message = screens.direct(facts, part.reason, part.by, part.note)
    over_by = attention.over_by(session, person, blocker_messages.living(session, blocker, person))
    message = unasked.with_name(session, person, message, occasion, over_by=over_by)
    _show(session, blocker, person, occasion, message, create=False)


def _show(
    session: Session, blocker: Blocker, person: Person, occasion: Occasion, message: Message, *, create: bool = True
) -> Card | None:
    return blocker_messages.show(
        session,
        blocker,
        occasion,
        place=blocker_messages.direct_place(person),
        target=person.slack_id or "",
        message=message,
        create=create,
    )


def _part(session: Session, blocker: Blocker, person: Person, occasion: Occasion) -> _Part:
    given = blocker_history.latest(session, blocker, [Change.HANDED_OVER]) if blocker.version > 1 else None
    handed = given is not None and given.after.get("owner_id") == blocker.owner_id
    note = given.text if handed and given is not None else None
    if person.id == blocker.owner_id:
        if not handed or given is None:
            return _Part(Reason.ASKED)
        giver = people.by_id(session, blocker.workspace, given.by_id)
        return _Part(Reason.HANDED_OVER_TO_YOU, blocker_facts.who(giver) if giver is not None else None, note)
    standing_in = acting(session, blocker, occasion)
    if standing_in is not None and standing_in.id == person.id:
        return _Part(Reason.DEPUTY, note=note)
    return _Part(Reason.HANDED_OVER)
