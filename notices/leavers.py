"""Who is asked what becomes of the duties of somebody whose account was closed?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from models.people import Person
from notices import blocker_facts, blockers, home, unasked
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.blockers import Change
from planning.interruptions import Urgency
from planning.people import Standing
from services import absences, interruptions, ladders, leavers, people
from services.permissions import Actor
from ui import leavers as screen
from ui.kit import Message

KIND = "leaver"


def learn(session: Session, workspace: str, user: Mapping[str, Any], occasion: Occasion) -> Person | None:
    """Take over what Slack says of a member, and ask about their duties when it first says that they left.

    None where Slack tells of somebody who left before anybody here knew them: nothing is kept of such a person.
    """
    before = people.by_slack_id(session, workspace, str(user.get("id")))
    was = before.standing if before is not None else None
    lived = (before.zone, before.email) if before is not None else (None, None)
    if not people.concerns_us(session, workspace, user):
        return None
    person = people.learn(session, workspace, user, wall=occasion.wall)
    # In another zone they are away at other hours; with the e-mail come the absences that an import knew.
    if (person.zone, person.email) != lived and absences.of(session, person):
        absences.lock(session, person)
        absences.settle_away(session, person, at=occasion.at, policy=occasion.policy.availability)
    if person.standing != was:
        ladders.look_at_those_of(session, person, at=occasion.at)
    if person.standing == Standing.DEACTIVATED and was not in {None, Standing.DEACTIVATED.value}:
        left(session, person, occasion)
    return person


def left(session: Session, person: Person, occasion: Occasion) -> None:
    """One message to the lead of their team, else to the PMO; none where nothing waits for somebody else.

    It can wait for an hour of theirs: until then deputies and the PMO are asked in place of who left.
    """
    _pass_on(session, person, occasion)
    duties = leavers.duties(session, person)
    to = leavers.asked(session, person, occasion.policy.pmo.lead, at=occasion.at) if duties else None
    if to is not None:
        what = Unasked(f"{KIND}:{person.id}:{to.id}:{_day(occasion)}", KIND, person.id, Urgency.CALM)
        unasked.tell(session, to, what, screen.ask(_facts(person, duties)), occasion)


def _pass_on(session: Session, person: Person, occasion: Occasion) -> None:
    """What this leaver was still to be asked about earlier ones is asked of somebody else."""
    unread = [one for one in interruptions.waiting(session, person) if one.kind == KIND]
    interruptions.lapsed(session, unread, reason="they left as well", at=occasion.at)
    for one in unread:
        earlier = people.by_id(session, person.workspace, one.subject)
        if earlier is not None:
            left(session, earlier, occasion)


def drawn(session: Session, reader: Person, leaver_id: str, _occasion: Occasion) -> Message | None:
    """The question, while something waits for somebody else."""
    person = people.by_id(session, reader.workspace, leaver_id)
    if person is None or person.standing != Standing.DEACTIVATED:
        return None
    duties = leavers.duties(session, person)
    return screen.ask(_facts(person, duties)) if duties else None


def handed_over(
    session: Session, person: Person, to: Person, done: leavers.Duties, occasion: Occasion, *, by: Actor
) -> str:
    """Ask the new owner of each blocker, as ever. Returns the answer for who handed over."""
    for blocker in done.blockers:
        blockers.changed(session, blocker, Change.HANDED_OVER, occasion, by=by)
    home.refresh(session, person.workspace, {to.id}, occasion)
    return screen.handed_over(_facts(person, done), blocker_facts.who(to))


def _facts(person: Person, duties: leavers.Duties) -> screen.LeaverFacts:
    return screen.LeaverFacts(
        id=person.id,
        who=blocker_facts.who(person),
        blockers=tuple(blocker_facts.ref(one) for one in duties.blockers),
        projects=tuple(one.code for one in duties.projects),
        teams=tuple(one.name or one.code for one in duties.teams),
        stands_in_for=tuple(blocker_facts.who(one) for one in duties.stands_in_for),
    )


def _day(occasion: Occasion) -> date:
    """An account that is opened again and closed on a later day is asked about anew."""
    return occasion.at.date()
