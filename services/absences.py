"""What is noted of somebody's absences, and when are they away by it?"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select
from sqlalchemy.orm import Session

from models.availability import Absence, Origin
from models.base import new_id
from models.inserts import insert_row
from models.people import Person
from planning.absences import DayPart, Range
from planning.availability import Availability
from planning.away import away
from planning.capacity_rows import days_off
from planning.refusal import Refusal
from planning.weeks import Weeks, week_of
from readers.calendars.values import Busy
from services import ladders, people, snapshots
from services.policies import AvailabilityPolicy

HORIZON = timedelta(days=400)  # within which the next stretch away is looked for


def of(session: Session, person: Person) -> Sequence[Absence]:
    """All that is noted, the earliest first."""
    chosen = select(Absence).where(Absence.workspace == person.workspace, Absence.person_id == person.id)
    return session.scalars(chosen.order_by(Absence.start, Absence.finish, Absence.id)).all()


def lock(session: Session, person: Person) -> None:
    """Let changes of this person's availability wait for each other until the transaction ends."""
    mine = select(Person.id).where(Person.workspace == person.workspace, Person.id == person.id)
    session.execute(mine.with_for_update(key_share=True)).all()


def replace_from_feed(
    session: Session, person: Person, spans: Sequence[Busy], *, at: datetime, policy: AvailabilityPolicy | None = None
) -> bool:
    """Make the person's absences of origin FEED exactly these spans. True where anything is different now."""
    lock(session, person)
    wanted = {(span.start, span.finish, _part(span)) for span in spans}
    there = [row for row in of(session, person) if row.origin == Origin.FEED]
    kept = {(row.start, row.finish, row.part) for row in there} & wanted
    surplus = [row.id for row in there if (row.start, row.finish, row.part) not in kept]
    fresh = sorted(wanted - kept)
    if surplus:
        session.execute(delete(Absence).where(Absence.workspace == person.workspace, Absence.id.in_(surplus)))
    for start, finish, part in fresh:
        values = {"start": start, "finish": finish, "part": part, "rule": None, "origin": Origin.FEED.value}
        mine = {"workspace": person.workspace, "id": new_id(), "person_id": person.id}
        insert_row(session, Absence, {**mine, **values})
    changed = bool(surplus or fresh)
    if changed:
        settle_away(session, person, at=at, policy=policy)
    return changed


def _part(span: Busy) -> str:
    return DayPart.DAY.value if span.whole else str(Range(span.begin, span.end))


def settle_away(session: Session, person: Person, *, at: datetime, policy: AvailabilityPolicy | None = None) -> None:
    """Note on the person when the stretch of whole days away begins and ends that is on or comes next in their zone.

    To be called after every change of their absences, week or zone. Both are None where none comes in 400 days. Whoever
    said that they are back is here on that day, and away from the next on if their calendar still says so. What waits
    for them on a ladder is thought about anew.
    """
    zone = people.zone_of(session, person)
    today = at.astimezone(zone).date()
    first = today + timedelta(days=1) if person.back_on == today else today
    weeks = _around(today)
    one = snapshots.availability_of(session, person, policy or AvailabilityPolicy(), weeks)
    stretch = away(one, first, weeks, _holidays(one, weeks))
    begins = ends = None
    if stretch is not None and stretch.first <= today + HORIZON:
        here = stretch.first if person.back_on is None else max(stretch.first, person.back_on + timedelta(days=1))
        begins = datetime.combine(here, time(), zone)
        ends = datetime.combine(stretch.last + timedelta(days=1), time(), zone)
    if (person.away_from, person.away_until) != (begins, ends):
        person.away_from, person.away_until = begins, ends
    ladders.look_at_those_of(session, person, at=at)


def unsettled(session: Session, workspace: str, *, at: datetime, after: str, limit: int) -> Sequence[Person]:
    """People by id whose time away is over, or was too far ahead to be noted when it was said."""
    ahead = exists().where(
        Absence.workspace == Person.workspace,
        Absence.person_id == Person.id,
        Absence.part == DayPart.DAY.value,
        or_(Absence.finish >= at.date(), Absence.rule.is_not(None)),
    )
    due: ColumnElement[bool] = or_(Person.away_until <= at, and_(Person.away_until.is_(None), ahead))
    chosen = select(Person).where(Person.workspace == workspace, Person.id > after, due)
    return session.scalars(chosen.order_by(Person.id).limit(limit)).all()


def _around(today: date) -> Weeks:
    """As far back as ahead, so that a long stretch is seen from its beginning."""
    first, last = week_of(today - HORIZON), week_of(today + HORIZON)
    return Weeks(first, last - first + 1)


def _holidays(one: Availability, weeks: Weeks) -> dict[int, Decimal]:
    """Public holidays between two absences join them; where they are not known, none do."""
    known = days_off(one.region, weeks, halves=False) if one.region else {}
    return {} if isinstance(known, Refusal) else dict(known)
