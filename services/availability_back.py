"""What becomes of somebody's time off when they say that they are back?"""

from datetime import datetime

from sqlalchemy.orm import Session

from services import absences, audit, availability_said, people
from services.availability import Effect
from services.permissions import Actor
from services.policies import AvailabilityPolicy
from services.refusals import Stale


def im_back(session: Session, *, by: Actor, at: datetime, policy: AvailabilityPolicy) -> Effect:
    """End what they said themselves, and count them as here today, whatever their calendar says of it.

    Raises Stale for somebody who is not away.
    """
    absences.lock(session, by.person)
    if not people.is_away(by.person, at=at):
        raise Stale("No time off is noted for you now, so nothing was changed.")
    today = people.today_of(session, by.person, at=at)
    by.person.back_on = today
    effect = availability_said.back(session, today, None, by=by, at=at, policy=policy)
    absences.settle_away(session, by.person, at=at, policy=policy)
    subject = ("person", by.id)
    audit.record(session, by.workspace, actor_id=by.id, action="availability.im_back", subject=subject, at=at)
    return effect
