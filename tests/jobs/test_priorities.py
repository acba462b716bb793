"""Does a changed weight tell exactly those whose projects it moved, in one sentence, once?"""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.clock import FixedClock
from jobs import attention, priorities
from jobs.work import Work
from models.attention import Held
from models.store import Store
from models.weighings import Weighing
from planning.people import Standing
from planning.priority_policy import PriorityPolicy
from services.policies import Policy
from tests.jobs.conftest import work_over
from tests.services.blocker_world import World
from tests.services.portfolio_world import Portfolio, sample

TOMORROW = datetime(2026, 3, 3, 8, 5, tzinfo=UTC)  # past nine in Berlin
SHOWS = "; /pmo priorities shows the order and its reasons."
THRIFTY = Policy(priorities=PriorityPolicy(thrift=5))  # from 4.3 on ORION stands before VEGA


class Office:
    """Bo manages APOLLO, Mia sponsors it; Cy manages VEGA, Dee sponsors VEGA and ORION, which Gus, a guest, manages."""

    def __init__(self, store: Store, clock: FixedClock) -> None:
        self.world = World(store, clock)
        self.world.everybody("Mia", "Bo", "Cy", "Dee")
        self.world.person("Gus", standing=Standing.GUEST)
        self.portfolio = Portfolio(store, self.world.workspace)
        people = self.world.people
        sample(self.portfolio, manager_id=people["Bo"], sponsor_id=people["Mia"])
        self.portfolio.change("VEGA", manager_id=people["Cy"], sponsor_id=people["Dee"])
        self.portfolio.change("ORION", manager_id=people["Gus"], sponsor_id=people["Dee"])
        self.work: Work = work_over(store, clock)

    def watch(self, policy: Policy | None = None) -> None:
        """As a process does that was started with this policy."""
        self.work = replace(self.work, policy=policy or self.work.policy)
        priorities.watch(self.work)

    def waiting(self) -> set[str | None]:
        return {self.world.name_of(one.person_id) for one in self.world.rows(Held) if one.settled_at is None}

    def said(self) -> dict[str | None, str]:
        """What people are told once their hour has come."""
        self.world.clock.at = max(self.world.clock.at, TOMORROW)
        attention.say(self.work)
        return {self.world.name_of(row.target): row.payload["text"] for row in self.world.outbox()}


@pytest.fixture
def office(sqlite_store: Store, clock: FixedClock) -> Office:
    made = Office(sqlite_store, clock)
    made.watch()
    return made


def test_the_first_weights_are_noted_and_told_to_nobody(store: Store, clock: FixedClock) -> None:
    office = Office(store, clock)
    for _ in range(2):
        office.watch()
    (noted,) = office.world.rows(Weighing)
    assert noted.criteria == {"alignment": "3", "benefit": "2", "urgency": "2", "thrift": "1", "confidence": "1"}
    assert noted.goals == {"GROW": "3", "SAFE": "1"}
    assert office.waiting() == set()
    for _ in range(2):
        office.watch(THRIFTY)
    assert office.waiting() == {"Cy", "Dee"}
    assert len(office.world.rows(Weighing)) == 2


def test_a_changed_weight_of_the_policy_tells_whom_it_moved_in_one_sentence(office: Office) -> None:
    office.watch(THRIFTY)
    assert office.world.outbox() == [], "it can wait"
    assert office.said() == {
        "Cy": f"Because thrift weighs 5 instead of 1, VEGA moves down from place 2 to 3{SHOWS}",
        "Dee": "Because thrift weighs 5 instead of 1, ORION moves up from place 3 to 2 and VEGA moves down from place 2 "
        f"to 3{SHOWS}",
    }
    assert office.said() == office.said(), "once"


def test_a_weight_that_moves_nothing_tells_nobody(office: Office) -> None:
    office.watch(Policy(priorities=PriorityPolicy(thrift=2)))
    assert len(office.world.rows(Weighing)) == 2
    office.watch(Policy(priorities=PriorityPolicy(6, 4, 4, 4, 2)))
    assert office.waiting() == set()


def test_a_changed_weight_of_a_goal_does_the_same(office: Office) -> None:
    """ORION serves SAFE alone: its alignment rises to 90/93, while that of VEGA falls to 40 % of 3/93."""
    office.portfolio.goal("SAFE", "90")
    office.watch()
    assert office.waiting() == {"Cy", "Dee"}
    assert office.said()["Cy"] == (
        f"Because the goal Keep patients safe weighs 90 instead of 1, VEGA moves down from place 2 to 3{SHOWS}"
    )


def test_what_else_changed_is_not_told_as_the_weights_doing(office: Office) -> None:
    """VEGA's figures put it first, and a new project is the last: neither is what a weight did."""
    office.portfolio.change("VEGA", benefit=Decimal(9000), cost_of_delay=Decimal(900))
    office.portfolio.project("ATLAS", benefit=1, cost_of_delay=1, budget=9000, manager_id=office.world.people["Bo"])
    office.watch(Policy(priorities=PriorityPolicy(confidence=1.1)))
    assert office.waiting() == set()


def test_goals_that_come_for_the_first_time_tell_nobody(sqlite_store: Store, clock: FixedClock) -> None:
    world = World(sqlite_store, clock)
    work = work_over(sqlite_store, clock)
    priorities.watch(work)
    world.person("Bo")
    sample(Portfolio(sqlite_store, world.workspace), manager_id=world.people["Bo"])
    priorities.watch(work)
    assert len(world.rows(Weighing)) == 2
    assert world.rows(Held) == []


def test_two_changes_before_the_morning_are_one_sentence(office: Office) -> None:
    """At 5 ORION stands before VEGA, at 8 APOLLO behind both: of VEGA, which is second again, nothing is left to say."""
    office.watch(THRIFTY)
    office.watch(Policy(priorities=PriorityPolicy(thrift=8)))
    assert office.waiting() == {"Bo", "Mia", "Cy", "Dee"}
    told = office.said()
    assert set(told) == {"Bo", "Mia", "Dee"}
    assert told["Dee"] == f"Because thrift weighs 8 instead of 1, ORION moves up from place 3 to 1{SHOWS}"
    assert office.waiting() == set()


def test_what_was_taken_back_before_the_morning_is_not_told(office: Office) -> None:
    office.watch(THRIFTY)
    office.watch(Policy())
    assert office.waiting() == {"Cy", "Dee"}
    assert office.said() == {}
    assert office.waiting() == set()
    office.watch(THRIFTY)
    office.world.clock.add(days=1)
    assert office.said()["Cy"].startswith("Because thrift weighs 5 instead of 1, VEGA moves down")


def test_a_goal_that_is_gone_is_named(office: Office) -> None:
    office.portfolio.drop_goal("GROW")
    office.watch()
    told = office.said()
    assert told["Dee"].startswith("Because the goal GROW is gone, ORION moves up from place 3 to ")
