"""How often is somebody asked, and when may the next check-in come?"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models.people import Person
from notices.occasions import Occasion
from planning import checkin_plans
from planning.checkin_series import Series
from planning.checkins import allows
from services import checkin_answers, checkin_facts, checkin_series, people
from ui.home_checkins import AskedFacts

MOST = 14  # times that are tried: no choice asks for more than a week between two


def facts(session: Session, person: Person, occasion: Occasion) -> AskedFacts | None:
    """None for whom no check-in asks, and who has not said how often one may."""
    series = checkin_series.of_person(session, person, occasion.policy.checkins, at=occasion.at)
    if not series and person.checkin_frequency is None:
        return None
    zone = people.zone_of(session, person)
    ahead = [_next(session, person, one.series, zone, occasion.at) for one in series]
    return AskedFacts(checkin_answers.frequency_of(person), min((at for at in ahead if at is not None), default=None))


def _next(session: Session, person: Person, series: Series, zone: ZoneInfo, at: datetime) -> datetime | None:
    """The first time for which the choice of the person leaves room, who is asked once a day at most."""
    asked = checkin_facts.asked_days(session, person, at=at)
    ahead = checkin_plans.times(series, zone, at).next
    for _ in range(MOST):
        day = date.fromisoformat(ahead.key)
        if day not in asked and allows(checkin_answers.frequency_of(person), asked, day):
            return ahead.at
        ahead = checkin_plans.times(series, zone, ahead.at).next
    return None
