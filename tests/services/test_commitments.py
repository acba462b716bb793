"""Are the hours that projects have of people read from the store, of this workspace and these weeks only?"""

from datetime import date

from models.people import Person
from planning.weeks import Weeks, week_of
from services import availability, loads
from services.policies import AvailabilityPolicy
from tests.services.import_desk import Desk

ANA, BO = "ana@fernwood.example", "bo@fernwood.example"
POLICY = AvailabilityPolicy()
WEEKS = Weeks(week_of(date(2026, 3, 2)), 3)
BOOKED = f"""project,email,start,finish,hours_per_week,state
APOLLO,{ANA},2026-03-05,2026-03-13,20,committed
APOLLO,{ANA},2026-03-02,2026-03-22,4,tentative
LATER,{ANA},2026-03-09,2026-03-15,10,committed
RESTS,{ANA},2026-03-02,2026-03-22,40,committed
APOLLO,{ANA},2026-03-23,2026-12-31,40,committed
APOLLO,{ANA},2025-01-01,2026-03-01,40,committed
APOLLO,{BO},2026-03-16,2026-03-16,5,committed
"""


def booked(desk: Desk) -> None:
    desk.bring(projects="code,status\nAPOLLO,active\nLATER,proposed\nRESTS,on_hold\n", allocations=BOOKED)


def test_everybody_s_load_has_what_is_committed_and_tentative(desk: Desk) -> None:
    booked(desk)
    with desk.store.read.begin() as session:
        found = loads.of_everybody(session, desk.workspace, POLICY, WEEKS)
    ana, bo = found.people
    assert (ana.name, ana.committed, ana.tentative) == (ANA, (480, 1200, 0), (240, 840, 240))
    assert (bo.name, bo.committed, bo.tentative) == (BO, (0, 0, 60), (0, 0, 0))


def test_the_weeks_ahead_of_one_person_have_theirs(desk: Desk) -> None:
    booked(desk)
    with desk.store.read.begin() as session:
        ana = session.query(Person).filter_by(email=ANA).one()
        first, second, *rest = availability.weeks_ahead(session, ana, POLICY, at=desk.clock.now())
    assert [(one.committed, one.tentative) for one in (first, second)] == [(480, 240), (1200, 840)]
    assert (first.free, len(rest)) == (first.capacity - 720, 6)
