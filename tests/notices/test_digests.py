"""Does the digest tell of the right week, in the reader's days, and of no person?"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from models.climbs import BlockerStep
from models.people import Person
from notices import digests
from planning.blockers import Cause
from planning.ladder import Act, Why
from planning.ladder_policy import Level
from planning.weeks import Week
from services import blocker_lists
from tests.services.blocker_world import World
from ui.digest import Digest, digest
from ui.kit import texts

WEEK = Week(date(2026, 3, 2))


@pytest.fixture
def week(world: World, apollo: str) -> World:
    """Three wait for the contract, a decision, which holds up the lab; the badge was cleared on Wednesday."""
    everybody = tuple(world.people[name] for name in ("Cy", "Dee"))
    for name in ("Mia", "Cy", "Dee"):
        world.change_person(name, cost_rate=Decimal(50))
    contract = world.report(
        "Mia", "The contract", cause=Cause.DECISION, project_id=apollo, people=everybody, hours_per_week=Decimal(30)
    )
    world.link("Mia", contract, world.report("Cy", "The lab is shut", hours_per_week=Decimal(6)), people=("Cy", "Dee"))
    badge = world.report("Mia", "The badge", project_id=apollo, since=date(2026, 2, 27))
    world.clock.at = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    world.clear("Mia", badge)
    world.clock.at = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
    return world


def made(world: World, reader: str | None = None, of: Week = WEEK) -> Digest:
    with world.store.read.begin() as session:
        who = session.get_one(Person, (world.workspace, world.people[reader])) if reader else None
        return digest(digests.facts(session, world.workspace, of, world.occasion(), reader=who))


def climb(world: World, level: Level, at: datetime) -> None:
    """The second blocker went up to that level."""
    with world.store.write.begin() as session:
        one = blocker_lists.numbered(session, world.workspace, 2)
        step = {"number": 1, "act": Act.TELL, "level": level, "why": Why.SILENT, "passed": [], "told": []}
        session.add(BlockerStep(workspace=world.workspace, blocker_id=one.id, at=at, **step))


def test_the_whole_week_for_the_pmo(week: World) -> None:
    climb(week, Level.SPONSOR, datetime(2026, 3, 5, 9, 0, tzinfo=UTC))
    found = made(week)
    assert found.message.text == (
        "Blockers from Mon 2 Mar to Sun 8 Mar. 2 open now, 3 reported, 1 cleared, 1 climbed the ladder, 1 waiting for a "
        "decision. The root blocker: clearing it frees the most. B-1, The contract: Open · medium severity (3 people wait) "
        "· 7 days, since Mon 2 Mar · APOLLO. B-1 → B-2 The lab is shut. Each working day of waiting costs 7.2 h of work: 36 h a week of 3 people, "
        "over 5 working days. That is about 360 a day at the mean cost rate of these people. "
        "Waiting for a decision (1): B-1, The contract: Open · medium severity (3 people wait) · 7 days, since Mon "
        "2 Mar · APOLLO. "
        "Climbed the ladder (1): B-2, The lab is shut: Open · 7 days, since Mon 2 Mar · went to the sponsor. "
        "Cleared (1): B-3, The badge: after 6 days · APOLLO. "
        "The rest is in the thread. `/pmo blockers` lists every open blocker."
    )
    assert [one.text.partition(":")[0] for one in found.thread] == ["Reported (3)"]


def test_days_are_the_readers_own(week: World) -> None:
    week.change_person("Dee", zone="America/Lima")
    assert "B-3, The badge: after 5 days" in made(week, "Dee").message.text, "cleared at half past six in the evening"


def test_no_person_is_in_it(week: World) -> None:
    climb(week, Level.PMO, datetime(2026, 3, 5, 9, 0, tzinfo=UTC))
    found = made(week)
    for message in (found.message, *found.thread):
        said = " ".join([message.text, *texts(message.blocks)])
        assert not [name for name in week.people if name in said]
        assert "<@" not in said


def test_what_climbed_in_another_week_is_not_in_it(week: World) -> None:
    climb(week, Level.LEAD, datetime(2026, 3, 9, 1, 0, tzinfo=UTC))
    assert "climbed" not in made(week).message.text


def test_another_week_holds_what_is_open_and_nothing_that_happened(week: World) -> None:
    text = made(week, of=WEEK + 1).message.text
    assert text.startswith("Blockers from Mon 9 Mar to Sun 15 Mar. 2 open now, none reported, none cleared, 1 waiting")
