"""Is who can be asked at each level what the store says of people, teams, projects and channels just now?"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.clock import FixedClock
from models.people import Team
from models.projects import Project
from models.store import Store
from planning.blockers import Cause
from planning.ladder_policy import Kind, Level, Severity
from planning.people import Standing
from planning.rungs import DeadEnd, Passed, dead_ends
from services import blocker_lists, ladder_ends, ladder_rungs
from tests.services.ladder_world import Tower


@pytest.fixture
def tower(store: Store, clock: FixedClock) -> Tower:
    return Tower(store, clock)


def names(tower: Tower, level: Level, blocker: str) -> list[str | None]:
    return [tower.name_of(one) for one in tower.ladder(blocker).rung(level).people]


def project(tower: Tower, **columns: object) -> None:
    with tower.store.write.begin() as session:
        row = session.get_one(Project, (tower.workspace, tower.apollo))
        for name, value in columns.items():
            setattr(row, name, value)


def test_each_level_has_those_whom_the_store_names(tower: Tower) -> None:
    filed = tower.filed(hours_per_week=Decimal(40))
    found = tower.ladder(filed)
    assert (found.severity, found.kind, found.raiser.person) == (Severity.HIGH, Kind.WORK, tower.people["Mia"])
    assert {level: names(tower, level, filed) for level in Level} == {
        Level.OWNER: ["Cy"],
        Level.LEAD: ["Bo"],
        Level.PMO: [],
        Level.SPONSOR: ["Sue"],
        Level.EXECUTIVES: ["Eli", "Eve"],
    }
    office = found.rung(Level.PMO)
    assert (office.channel, len(office.hours), dead_ends(found)) == ("C0PMO", 2, ())


def test_a_decision_and_little_at_stake(tower: Tower) -> None:
    found = tower.ladder(tower.filed(cause=Cause.DECISION))
    assert (found.severity, found.kind) == (Severity.LOW, Kind.DECISION)


def test_the_deputy_of_who_is_away_is_asked_and_somebody_away_alone_is_waited_for(tower: Tower) -> None:
    filed = tower.filed()
    away = {"away_from": tower.clock.now(), "away_until": tower.clock.now() + timedelta(days=5)}
    tower.change_person("Cy", **away)
    assert names(tower, Level.OWNER, filed) == ["Cy"]
    tower.change_person("Cy", deputy_id=tower.people["Dee"])
    assert names(tower, Level.OWNER, filed) == ["Dee"]


def test_without_a_manager_the_lead_of_the_owners_team(tower: Tower) -> None:
    filed = tower.filed()
    project(tower, manager_id=None)
    assert names(tower, Level.LEAD, filed) == ["Dee"]
    with tower.store.write.begin() as session:
        session.get_one(Team, (tower.workspace, "t")).lead_id = None
    assert tower.ladder(filed).end(Level.LEAD) is DeadEnd.NOBODY


def test_who_is_gone_or_not_in_slack_is_a_dead_end_unless_somebody_stands_in(tower: Tower) -> None:
    filed = tower.filed()
    tower.change_person("Bo", standing=Standing.DEACTIVATED)
    tower.change_person("Sue", slack_id=None)
    found = tower.ladder(filed)
    assert (found.end(Level.LEAD), found.end(Level.SPONSOR)) == (DeadEnd.DEACTIVATED, DeadEnd.NOBODY)
    tower.change_person("Bo", deputy_id=tower.people["Dee"])
    assert names(tower, Level.LEAD, filed) == ["Dee"]


def test_the_raiser_and_who_is_asked_already_are_not_told_upward(tower: Tower) -> None:
    filed = tower.filed(hours_per_week=Decimal(40))
    project(tower, manager_id=tower.people["Cy"], sponsor_id=tower.people["Mia"])
    assert dead_ends(tower.ladder(filed)) == (
        Passed(Level.LEAD, DeadEnd.SAME),
        Passed(Level.SPONSOR, DeadEnd.SAME),
    )


def test_a_raiser_who_left_is_not_asked(tower: Tower) -> None:
    filed = tower.filed()
    assert tower.ladder(filed).raiser.hours is not None
    tower.change_person("Mia", standing=Standing.DEACTIVATED)
    assert tower.ladder(filed).raiser.hours is None


def test_a_channel_that_slack_calls_archived_is_passed_over_until_it_is_open_again(tower: Tower) -> None:
    filed = tower.filed()
    tower.shut("C0PMO")
    assert tower.ladder(filed).end(Level.PMO) is DeadEnd.ARCHIVED
    tower.shut("C0PMO", shut=False)
    assert tower.ladder(filed).end(Level.PMO) is None


def test_hours_are_those_of_the_person_with_their_absences(tower: Tower) -> None:
    filed = tower.filed()
    with tower.store.read.begin() as session:
        blocker = blocker_lists.see(session, tower.workspace, filed)
        ladder = ladder_rungs.ladder(session, blocker, tower.policy, at=tower.clock.now())
        monday = datetime(2026, 3, 2, 9, tzinfo=UTC)  # ten in Berlin, where they work from nine to five
        assert ladder.after(Level.OWNER, monday, Decimal(24)) == datetime(2026, 3, 5, 9, tzinfo=UTC)
        assert ladder.after(Level.PMO, monday, Decimal(7)) == datetime(2026, 3, 2, 16, tzinfo=UTC)


def test_dead_ends_are_listed_with_the_blockers_that_pass_them_over(tower: Tower) -> None:
    tower.filed(hours_per_week=Decimal(40))
    tower.filed()
    tower.change_person("Bo", standing=Standing.DEACTIVATED)
    tower.change_person("Sue", standing=Standing.DEACTIVATED)
    with tower.store.read.begin() as session:
        found = ladder_ends.dead_ends(session, tower.policy, at=tower.clock.now())
    assert found == {
        Passed(Level.LEAD, DeadEnd.DEACTIVATED): ["B-1", "B-2"],
        Passed(Level.SPONSOR, DeadEnd.DEACTIVATED): ["B-1"],
    }
