"""What does a line about a booking mean here: which person, which project, which days, how many hours?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from dateutil.relativedelta import relativedelta
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import Person
from models.projects import Project
from planning.bookings import Booking
from readers import bookings as lines
from readers.availability import Unclear
from readers.bookings import Amount, Between, BookingWords, Longer
from readers.escapes import Arrived
from readers.projects import match
from services import bookings, people, people_lists
from services.availability import must_be_near
from services.bookings import Booked
from services.permissions import Actor
from services.policies import AvailabilityPolicy
from services.refusals import Refused

_FINEST = Decimal("0.01")
_SEVERAL = 5  # people of one name who are told apart in a sentence


def known_projects(session: Session, workspace: str) -> list[tuple[str, str]]:
    """(code, name) of every project, by code."""
    ours = select(Project.code, Project.name).where(Project.workspace == workspace).order_by(Project.code)
    return [(row.code, row.name) for row in session.execute(ours)]


def apply(
    session: Session,
    words: BookingWords,
    known: Sequence[tuple[str, str]],
    *,
    by: Actor,
    at: datetime,
    policy: AvailabilityPolicy,
) -> Booked:
    """Do what the line says. Raises Refused with a sentence that says what is missing or cannot be."""
    project = _project(session, words, known, by=by)
    person = _person(session, words, by=by)
    now = at.astimezone(people.zone_of(session, by.person))
    when = lines.days(words.when, now)
    if isinstance(when, Unclear):
        raise Refused(f"{_understood(person, project)}: I cannot read the days. {when.question} Nothing was changed.")
    must_be_near([when.start, when.finish], now.date())
    if words.verb == "end":
        last = _last_day(when, now.date())
        return bookings.end(session, person, project, last, by=by, at=at)
    if words.verb == "extend":
        return _extended(session, (person, project), words.longer, when, by=by, at=at)
    if words.amount is None:
        raise Refused(f"{_understood(person, project)}: how many hours a week? Such as 20 h, 50% or half time.")
    hours = _hours(session, person, words.amount, policy, at=at)
    start = when.start or now.date()
    if words.verb == "change":
        return bookings.change(session, person, project, hours, start=start, finish=when.finish, by=by, at=at)
    finish = when.finish or project.finish
    if finish is None:
        raise Refused(f"{_understood(person, project)}: until when? {project.code} has no end yet, so please say one.")
    wanted = Booking(start, finish, hours)
    return bookings.book(session, person, project, wanted, tentative=words.tentative, by=by, at=at)


def _extended(
    session: Session, whom: tuple[Person, Project], longer: Longer | None, when: Between, *, by: Actor, at: datetime
) -> Booked:
    finish = when.finish or when.start
    if longer is not None:
        last = bookings.last_day(session, *whom, by=by, at=at)
        finish = last + (_more(longer))
    if finish is None:
        raise Refused(f"{_understood(*whom)}: until when? Such as: until 30 April, or: by 3 weeks.")
    return bookings.extend(session, *whom, finish, by=by, at=at)


def _more(longer: Longer) -> relativedelta:
    return relativedelta(weeks=longer.number) if longer.unit == "week" else relativedelta(months=longer.number)


def _last_day(when: Between, today: date) -> date:
    """ "End it on Friday" and "until Friday" have Friday in it, "from Monday on" not; said without a day: today."""
    if when.finish is not None:
        return when.finish
    return when.start - timedelta(days=1) if when.start is not None else today


def _project(session: Session, words: BookingWords, known: Sequence[tuple[str, str]], *, by: Actor) -> Project:
    code = words.project
    if not words.is_known:
        near = match([words.project], words.project, known)
        if not near:
            raise Refused(f"I know no project “{words.project[:80]}”, so nothing was changed. Its code finds it.")
        code = near[0][0]
    this = select(Project).where(Project.workspace == by.workspace, Project.code == code)
    return session.scalars(this).one()


def _person(session: Session, words: BookingWords, *, by: Actor) -> Person:
    """Whom the line names. Raises Refused for nobody, and for several of the same name."""
    if words.user_id is not None:
        person = people.by_slack_id(session, by.workspace, words.user_id)
        if person is None:
            raise Refused("I do not know that person yet, so nothing was changed. Please try again in a minute.")
        return person
    if words.person.casefold() in {"", "me", "i", "myself"}:
        if words.person:
            return by.person
        raise Refused("Who is it about? Write their name or mention them first: @Ana 20 h on APOLLO until March.")
    found = list(people_lists.called(session, by.workspace, Arrived(words.person, ()), _SEVERAL + 1))
    firsts = [one for one in found if one.name.casefold().split()[:1] == [words.person.casefold()]]
    found = firsts if len(firsts) == 1 else found
    if not found:
        raise Refused(
            f"I know nobody called “{words.person[:80]}”, so nothing was changed. You can mention them with @."
        )
    if len(found) > 1:
        names = ", ".join(sorted(one.name or one.email or "somebody" for one in found[:_SEVERAL]))
        raise Refused(f"Several people may be meant by “{words.person[:80]}”: {names}. Please mention one with @.")
    return found[0]


def _hours(session: Session, person: Person, amount: Amount, policy: AvailabilityPolicy, *, at: datetime) -> Decimal:
    """Hours a week. A part is one of the person's own working week as it is now."""
    if amount.hours is not None:
        return amount.hours
    week = people_lists.usual_hours(session, person.workspace, [person], policy, at=at)[person.id].week
    return ((amount.part or Decimal(0)) * sum(week)).quantize(_FINEST, ROUND_HALF_UP)


def _understood(person: Person, project: Project) -> str:
    return f"{person.name or 'They'} on {project.code}"
