"""What do the tests of notices share? A world on SQLite: what is said does not depend on the database."""

import pytest

from bot.clock import FixedClock
from models.store import Store
from tests.notices.heard import settle
from tests.services.blocker_world import World


@pytest.fixture
def world(sqlite_store: Store, clock: FixedClock) -> World:
    """Mia raises, Bo manages APOLLO, Ana is the PMO (an admin); Cy and Dee are there."""
    made = World(sqlite_store, clock)
    made.everybody("Mia", "Bo", "Cy", "Dee")
    made.person("Ana", roles=["pmo"])
    return made


@pytest.fixture
def apollo(world: World) -> str:
    return world.project("APOLLO", manager="Bo", channel="C0APOLLO")


@pytest.fixture
def filed(world: World, apollo: str) -> str:
    """Reported by Cy for Mia, holding up Dee; everything about it was sent."""
    made = world.report(
        "Cy", tell=True, project_id=apollo, raised_by=world.people["Mia"], people=(world.people["Dee"],)
    )
    settle(world)
    return made
