"""What can somebody say about their own time, and how many hours does it leave?"""

from datetime import datetime

from sqlalchemy.orm import Session

from models.people import Person
from planning.capacity import capacity_of
from planning.load import WeekLoad
from planning.weeks import Weeks, week_at
from services import people, snapshots
from services.policies import AvailabilityPolicy


def weeks_ahead(
    session: Session, person: Person, policy: AvailabilityPolicy, *, at: datetime, count: int = 8
) -> tuple[WeekLoad, ...]:
    """The week that it is for the person and those after it, `count` in all; minutes. No hours are booked so far."""
    weeks = Weeks(week_at(at, people.zone_of(session, person)), count)
    return tuple(
        WeekLoad(week, minutes) for week, minutes in zip(weeks, minutes_of(session, person, policy, weeks), strict=True)
    )


def minutes_of(session: Session, person: Person, policy: AvailabilityPolicy, weeks: Weeks) -> tuple[int, ...]:
    """What the person can give in each of these weeks."""
    one = snapshots.availability_of(session, person, policy, weeks)
    return capacity_of(one, weeks, snapshots.capacity_policy(session, person.workspace, policy))
