"""Who hears what when somebody is booked by name, and when that is changed or taken back?"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.allocations import Allocation
from models.people import Person, Team
from models.projects import Project
from notices import blocker_facts, home, unasked
from notices.occasions import Occasion
from notices.unasked import Unasked
from planning.allocations import AllocationState
from planning.interruptions import Urgency
from planning.weeks import Weeks, week_of
from services import (
    availability,
    booking_acts,
    interruptions,
    people,
    portfolio_history,
    whys,
)
from services.permissions import Actor
from ui import bookings as screen
from ui.bookings import BookingFacts, Line
from ui.kit import Message
from ui.why import Why

KIND, UNDONE = "booking", "booking.undone"
HORIZON = 52  # weeks that an answer looks at


def done(session: Session, act_id: str, occasion: Occasion, *, by: Actor, taken_back: bool = False) -> Message:
    """Tell everybody concerned, each once, and answer who did it."""
    about = booking_acts.about(session, by.workspace, act_id)
    person, project = about.person, about.project
    facts = _facts(session, person, project, occasion, reader=by.person)
    concerned = [one for one in _concerned(session, person, project) if one.id != by.id]
    home.refresh(session, by.workspace, {person.id}, occasion)
    if taken_back:
        told = [one for one in concerned if _tell_undone(session, one, act_id, occasion)]
        return screen.answer(facts, (), [blocker_facts.who(one) for one in told], taken_back=True)
    for one in concerned:
        what = Unasked(f"{KIND}:{act_id}:{one.id}", KIND, act_id, Urgency.CALM)
        unasked.tell(session, one, what, _message(session, one, act_id, occasion), occasion)
    weeks, policy = _weeks(about.first, about.last, facts.today), occasion.policy.availability
    loads = availability.loads(session, person, policy, weeks) if weeks is not None else ()
    return screen.answer(facts, loads, [blocker_facts.who(one) for one in concerned], undo=act_id)


def drawn(session: Session, reader: Person, act_id: str, occasion: Occasion) -> Message | None:
    """What waited to be said, as it is by now; None where it was taken back unread."""
    return None if _is_undone(session, reader, act_id) else _message(session, reader, act_id, occasion)


def drawn_undone(session: Session, reader: Person, act_id: str, occasion: Occasion) -> Message | None:
    """The same of one that was taken back after they had heard of it."""
    return _message(session, reader, act_id, occasion) if _is_undone(session, reader, act_id) else None


def _is_undone(session: Session, reader: Person, act_id: str) -> bool:
    return any(one.undone_at for one in portfolio_history.of_act(session, reader.workspace, act_id))


def _message(session: Session, reader: Person, act_id: str, occasion: Occasion) -> Message:
    about = booking_acts.about(session, reader.workspace, act_id)
    facts = _facts(session, about.person, about.project, occasion, reader=reader, by=about.by)
    return screen.told(facts, reader.id == about.person.id)


def _tell_undone(session: Session, person: Person, act_id: str, occasion: Occasion) -> bool:
    """Whether they will hear of it: not those who have not heard of what is taken back, and will not now."""
    if any(one.key == f"{KIND}:{act_id}:{person.id}" for one in interruptions.waiting(session, person)):
        return False
    what = Unasked(f"{UNDONE}:{act_id}:{person.id}", UNDONE, act_id, Urgency.CALM)
    unasked.tell(session, person, what, _message(session, person, act_id, occasion), occasion)
    return True


def _concerned(session: Session, person: Person, project: Project) -> list[Person]:
    """Who is booked, who leads their team, and who manages the project; each once."""
    team = session.get(Team, (person.workspace, person.team_id)) if person.team_id else None
    ids = dict.fromkeys([person.id, team.lead_id if team else None, project.manager_id])
    found = (people.by_id(session, person.workspace, one) for one in ids)
    return [one for one in found if one is not None and not people.is_gone(one)]


def _facts(
    session: Session,
    person: Person,
    project: Project,
    occasion: Occasion,
    *,
    reader: Person,
    by: Person | None = None,
) -> BookingFacts:
    today = people.today_of(session, reader, at=occasion.at)
    theirs = (Allocation.workspace == person.workspace, Allocation.person_id == person.id)
    here = (Allocation.project_id == project.id, Allocation.finish >= today)
    rows = session.scalars(select(Allocation).where(*theirs, *here).order_by(Allocation.start, Allocation.id))
    return BookingFacts(
        who=blocker_facts.who(person),
        code=project.code,
        lines=tuple(
            Line(one.start, one.finish, one.hours_per_week, one.state == AllocationState.TENTATIVE) for one in rows
        ),
        today=today,
        why=Why(whys.goal_of(session, project), project.name or project.code),
        by=blocker_facts.who(by) if by is not None else None,
        until=project.finish,
    )


def _weeks(first: date, last: date, today: date) -> Weeks | None:
    """Those in which something is different, from this one on."""
    begins, ends = week_of(max(first, today)), week_of(last)
    return Weeks(begins, min(ends - begins + 1, HORIZON)) if ends >= begins else None
