"""Whom does a check-in ask: a team, who works on a project, or a list of people, and nobody from outside?"""

from datetime import timedelta

import pytest

from models.people import Person, Team
from planning.people import Standing
from services import checkin_series, checkin_timers, project_people
from services.policies import CheckinPolicy, CheckinSeriesPolicy
from tests.services.blocker_world import World
from tests.services.checkin_rows import series

TEAM = CheckinSeriesPolicy("team", "09:30", "17:00", team="eng")
PROJECT = CheckinSeriesPolicy("project", "09:30", "17:00", project="APOLLO")
PEOPLE = CheckinSeriesPolicy("people", "09:30", "17:00", people=("MIA@fernwood.example", "dee@fernwood.example"))
NOTHING = CheckinSeriesPolicy("nothing", "09:30", "17:00", project="UNKNOWN")
POLICY = CheckinPolicy(5, (TEAM, PROJECT, PEOPLE, NOTHING))


@pytest.fixture
def team(world: World) -> str:
    with world.store.write.begin() as session:
        session.add(Team(workspace=world.workspace, id="e", code="eng", name="Engineering", notes={}))
    for name in ("Cy", "Dee"):
        world.change_person(name, team_id="e")
    return "e"


def asked(world: World, name: str) -> set[str]:
    """Names of whom the check-in with this name asks."""
    with world.store.read.begin() as session:
        found = checkin_series.named(session, world.workspace, name, POLICY)
        assert found is not None
        here = checkin_series.members(session, world.workspace, found, at=world.clock.now())
        zones = checkin_series.zones(session, world.workspace, found, at=world.clock.now())
        assert [id_ for id_, _ in zones] == [one.id for one in here] or len(zones) == len(here)
        for one in world.people.values():
            person = session.get_one(Person, (world.workspace, one))
            assert checkin_series.asks(session, person, found, at=world.clock.now()) == (person in here)
        return {one.name for one in here}


def of(world: World, name: str) -> list[str]:
    with world.store.read.begin() as session:
        person = session.get_one(Person, (world.workspace, world.people[name]))
        return [one.name for one in checkin_series.of_person(session, person, POLICY, at=world.clock.now())]


def test_each_kind_asks_its_own(world: World, apollo: str, team: str) -> None:
    world.report("Mia", project_id=apollo, people=(world.people["Cy"],))
    assert asked(world, "team") == {"Cy", "Dee"}
    assert asked(world, "project") == {"Bo", "Mia", "Cy"}
    assert asked(world, "people") == {"Mia", "Dee"}
    assert asked(world, "nothing") == set()
    assert of(world, "Mia") == ["project", "people"]
    series(world, "Ana", name="made", people=[world.people["Ana"], world.people["Mia"]])
    assert asked(world, "made") == {"Ana", "Mia"}
    assert of(world, "Mia") == ["project", "people", "made"]


@pytest.mark.parametrize("standing", [one for one in Standing if one not in {Standing.MEMBER, Standing.GUEST}])
def test_nobody_is_asked_who_is_no_member_or_guest(world: World, team: str, standing: Standing) -> None:
    world.change_person("Dee", standing=standing)
    assert asked(world, "team") == {"Cy"}


def test_who_had_to_do_with_a_project_lately_still_works_on_it(world: World, apollo: str) -> None:
    filed = world.report("Mia", project_id=apollo)
    world.clear("Bo", filed)
    world.clock.at += project_people.RECENT - timedelta(days=1)
    assert asked(world, "project") == {"Bo", "Mia"}
    world.clock.add(days=2)
    assert asked(world, "project") == {"Bo"}


def test_the_projects_of_somebody_the_latest_first(world: World, apollo: str) -> None:
    orion, lyra = world.project("ORION", manager="Mia"), world.project("LYRA")
    world.report("Cy", project_id=lyra, people=(world.people["Mia"],))
    world.clock.add(hours=1)
    world.report("Mia", project_id=apollo)
    with world.store.read.begin() as session:
        mia = session.get_one(Person, (world.workspace, world.people["Mia"]))
        assert project_people.projects_of(session, mia, at=world.clock.now()) == [apollo, lyra, orion]


def test_of_two_with_one_name_the_file_s_asks(world: World) -> None:
    series(world, "Ana", name=" People", people=[world.people["Ana"]])
    assert asked(world, "people") == {"Mia", "Dee"}
    with world.store.read.begin() as session:
        shadowed = checkin_series.shadowed(session, world.workspace, POLICY)
        assert [one.name for one in shadowed] == [" People"]
        assert len(checkin_series.every(session, world.workspace, POLICY)) == 4


def test_a_name_may_hold_anything() -> None:
    for name in ("plain", "with: colons: in it", ":", "checkin:x:y"):
        assert checkin_timers.parts(checkin_timers.series_of(name, "p1")) == (name, "p1")
