"""When does somebody work, as the store knows it now?"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.people import Person
from planning.weeks import Weeks, week_at
from planning.working_time import WorkingTime
from services import people, snapshots
from services.policies import AvailabilityPolicy

_AHEAD = 520  # weeks whose absences are looked up: rows, not days; more than anything is waited for


def of(session: Session, person: Person, policy: AvailabilityPolicy, *, since: datetime) -> WorkingTime:
    """The person's working time from a while before `since` on, in about four statements."""
    zone = people.zone_of(session, person)
    weeks = Weeks(week_at(since - timedelta(weeks=1), zone), _AHEAD)
    one = snapshots.availability_of(session, person, policy, weeks)
    return WorkingTime(one, zone, snapshots.capacity_policy(session, person.workspace, policy))
