"""How often is somebody asked, and when may the next check-in come?"""

from sqlalchemy.orm import Session

from models.people import Person
from notices.occasions import Occasion
from planning import checkin_plans
from services import checkin_answers, checkin_series, people
from ui.home_checkins import AskedFacts


def facts(session: Session, person: Person, occasion: Occasion) -> AskedFacts | None:
    """None for whom no check-in asks, and who has not said how often one may."""
    series = checkin_series.of_person(session, person, occasion.policy.checkins, at=occasion.at)
    if not series and person.checkin_frequency is None:
        return None
    zone = people.zone_of(session, person)
    ahead = [checkin_plans.times(one.series, zone, occasion.at).next.at for one in series]
    return AskedFacts(checkin_answers.frequency_of(person), min(ahead, default=None))
