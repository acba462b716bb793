"""What is noted of somebody's own time and skills, in the words that screens understand?"""

from datetime import date, timedelta
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from models.people import Person
from models.workspaces import Workspace
from notices.occasions import Occasion
from planning.absences import Absence
from planning.availability import Change
from planning.recurrence import beginnings
from services import absences, availability_said, feeds, people, skills
from services.snapshots import NO_HOLIDAYS
from ui.availability_facts import Away, CalendarRead, Known, SkillFacts
from ui.feeds import FeedFacts

_AHEAD = 3_700  # days in which the next occurrence of a rule is looked for


def known(session: Session, person: Person, occasion: Occasion) -> Known:
    """All of it, for nobody but them."""
    today = people.today_of(session, person, at=occasion.at)
    week, share = availability_said.terms_now(session, person, occasion.policy.availability, today)
    rows = [Away(row.id, availability_said.value_of(row), row.origin) for row in absences.of(session, person)]
    planned = availability_said.patterns(session, person)
    return Known(
        today=today,
        week=week,
        share=share,
        changes=tuple(Change(one.since, one.week, one.project_share) for one in planned if one.since > today),
        absences=tuple(one for one in rows if is_ahead(one.absence, today)),
        skills=held(session, person),
        feed=calendar(session, person, occasion),
        holidays=_holidays(session, person),
        away_through=_away_through(session, person, occasion),
        commands=occasion.commands,
    )


def held(session: Session, person: Person) -> tuple[SkillFacts, ...]:
    """The person's skills, by name."""
    return tuple(SkillFacts(one.id, one.name, one.level, one.confirmed) for one in skills.held_by(session, person))


def is_ahead(one: Absence, today: date) -> bool:
    """Whether it is on, or still to come."""
    if one.rule is None:
        return one.finish >= today
    first = today.toordinal() - (one.finish - one.start).days
    return bool(beginnings(one.rule, one.start, first, first + _AHEAD))


def calendar(session: Session, person: Person, occasion: Occasion) -> CalendarRead | None:
    """How the reading of the person's calendar goes; None where none is connected.

    Its host only: the address is a secret, and a Home tab may be seen over a shoulder.
    """
    feed, zone = feeds.of(session, person), people.zone_of(session, person)
    if feed is None:
        return None
    read_on = feed.read_at.astimezone(zone).date() if feed.read_at else None
    state = FeedFacts(occasion.at.astimezone(zone).date(), read_on, feed.wrong, occasion.commands)
    return CalendarRead(urlsplit(feed.address).hostname or "an address", state)


def _away_through(session: Session, person: Person, occasion: Occasion) -> date | None:
    if person.away_until is None or not people.is_away(person, at=occasion.at):
        return None
    return person.away_until.astimezone(people.zone_of(session, person)).date() - timedelta(days=1)


def _holidays(session: Session, person: Person) -> str | None:
    workspace = session.get(Workspace, person.workspace)
    region = person.holidays or (workspace.holidays if workspace is not None else None)
    return None if region == NO_HOLIDAYS else region
