"""Does a week hold what happened in it where the reader's clocks are, and nothing of another week or workspace?"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from planning.blockers import Cause
from planning.weeks import Week
from services import digests
from services.digests import BlockersOfWeek
from services.policies import AvailabilityPolicy
from tests.conftest import add_workspace
from tests.services.blocker_world import World

WEEK = Week(date(2026, 3, 2))
Ask = Callable[..., BlockersOfWeek]


@pytest.fixture
def ask(world: World) -> Ask:
    def found(zone: str = "UTC", week: Week = WEEK, workspace: str | None = None) -> BlockersOfWeek:
        with world.store.read.begin() as session:
            of = workspace or world.workspace
            return digests.blockers_of(session, of, week, ZoneInfo(zone), AvailabilityPolicy())

    return found


def titles(found: BlockersOfWeek) -> tuple[list[str], list[str], list[str]]:
    return (
        [one.title for one in found.reported],
        [one.title for one in found.cleared],
        [one.title for one in found.decisions],
    )


def test_a_week_of_blockers(world: World, ask: Ask) -> None:
    world.clock.at = datetime(2026, 2, 26, 9, 0, tzinfo=UTC)
    old = world.report("Mia", "The account", cause=Cause.DECISION)
    stays = world.report("Mia", "The contract", cause=Cause.DECISION, needed_by=date(2026, 3, 20))
    world.clear("Mia", world.report("Mia", "Cleared before"))
    world.clock.at = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    world.clear("Mia", old)
    new = world.report("Cy", "The badge")
    world.clear("Cy", new)
    lab = world.report("Cy", "The lab", cause=Cause.DECISION, needed_by=date(2026, 3, 9))
    world.withdraw("Cy", world.report("Cy", "Never mind"))
    world.merge("Cy", world.report("Cy", "The lab, again"), lab)
    world.undo_last("Cy", _cleared(world, "Taken back"))
    world.link("Mia", stays, lab)

    found = ask()
    assert titles(found) == (
        ["The badge", "The lab", "Taken back"],
        ["The account", "The badge"],
        ["The lab", "The contract"],
    )
    assert found.open == 3
    assert found.root is not None
    assert found.root.root.chain == (stays, lab)


def _cleared(world: World, title: str) -> str:
    filed = world.report("Cy", title)
    world.clear("Cy", filed)
    return filed


def test_the_week_is_the_readers_own(world: World, ask: Ask) -> None:
    """Sunday 23:30 in Berlin is Monday 11:30 in Auckland, and half past midnight on Monday is still Sunday in Lima."""
    for at in (datetime(2026, 3, 1, 22, 30, tzinfo=UTC), datetime(2026, 3, 8, 23, 30, tzinfo=UTC)):
        world.clock.at = at
        world.report("Mia", f"{at.day} March")
    assert titles(ask("Europe/Berlin"))[0] == []
    assert titles(ask("Pacific/Auckland"))[0] == ["1 March"]
    assert titles(ask("America/Lima"))[0] == ["8 March"]
    assert titles(ask("Europe/Berlin", WEEK + 1))[0] == ["8 March"]


@pytest.mark.parametrize("zone", ["America/Santiago", "Europe/Berlin", "Pacific/Chatham"])
def test_weeks_adjoin_around_a_change_of_the_clocks(world: World, ask: Ask, zone: str) -> None:
    """Each day is of one week, also where midnight is skipped, as on Sunday 6 September in Santiago."""
    for day in range(1, 31):
        world.clock.at = datetime(2026, 9, day, 3, 30, tzinfo=UTC)
        world.report("Mia", f"{day}")
    told = [title for number in range(25, 31) for title in titles(ask(zone, WEEK + number))[0]]
    assert told == [str(day) for day in range(1, 31)]


def test_a_workspace_of_which_nothing_is_known(world: World, ask: Ask) -> None:
    world.report("Mia", "The account", cause=Cause.DECISION)
    found = ask(workspace=add_workspace(world.store, "T0OTHER"))
    assert (found.open, found.root, *titles(found)) == (0, None, [], [], [])
