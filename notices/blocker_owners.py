"""Who is asked to clear a blocker, and how does what they were told stay true?

Its owner has a living direct message with the buttons; while they are away whoever stands in for them has one, and
where nobody does, or Slack does not know them, somebody of the PMO.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.blockers import Blocker
from models.people import Person
from notices import blocker_facts, blocker_messages
from notices.occasions import Occasion
from planning.blockers import LIVE, Change, State
from services import attention, blocker_history, office, people
from services.permissions import Actor
from ui import blockers as screens
from ui.blocker_facts import Facts, Reason, Who


@dataclass(frozen=True)
class _Part:
    """Why somebody has a living message, in whose name, and what was said to them with it."""

    reason: Reason
    by: Who | None = None
    note: str | None = None


def ask(session: Session, blocker: Blocker, occasion: Occasion, *, by: Actor, card: Facts | None = None) -> str | None:
    """Ask who is to clear it now. Returns the id of who was asked: nobody is asked by themselves.

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
    living = blocker_messages.show(
        session,
        blocker,
        occasion,
        place=blocker_messages.direct_place(person),
        target=person.slack_id,
        message=screens.direct(facts, part.reason, part.by, part.note),
    )
    if living is not None and living.version == 1:
        attention.spent(session, person, kind=f"blocker.{part.reason}", key=living.id, at=occasion.at)
    else:  # they were asked before: an edit rings no bell, so they are told anew
        who = blocker_facts.who(by.person)
        blocker_messages.prompt(session, blocker, occasion, to=person, reason=part.reason, by=who, note=part.note)
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
            part = _part(session, blocker, person, occasion)
            facts = blocker_facts.facts(session, blocker, occasion, reader=person)
            blocker_messages.show(
                session,
                blocker,
                occasion,
                place=blocker_messages.direct_place(person),
                target=person.slack_id or "",
                message=screens.direct(facts, part.reason, part.by, part.note),
                create=False,
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
