"""What do the tests of services share: a world of blockers on each database."""

from collections.abc import Callable

import pytest

from bot.clock import FixedClock
from models.people import Person
from models.store import Store
from tests.conftest import add_person, add_workspace
from tests.services.blocker_world import World
from tests.services.import_desk import Desk


@pytest.fixture
def world(store: Store, clock: FixedClock) -> World:
    """Mia raises, Bo manages APOLLO, Ana is the PMO (an admin), Cy stands by."""
    made = World(store, clock)
    made.everybody("Mia", "Bo", "Cy", "Dee")
    made.person("Ana", roles=["pmo"])
    return made


@pytest.fixture
def apollo(world: World) -> str:
    return world.project("APOLLO", manager="Bo", channel="C0APOLLO")


@pytest.fixture
def desk(store: Store, workspace: str, make_person: Callable[..., Person], clock: FixedClock) -> Desk:
    make_person("Ana")
    make_person("Bo")
    return Desk(store, workspace, clock)


@pytest.fixture
def sqlite_desk(sqlite_store: Store, clock: FixedClock) -> Desk:
    """The same for what is found wrong before any statement that could differ."""
    workspace = add_workspace(sqlite_store)
    for name in ("Ana", "Bo"):
        add_person(sqlite_store, workspace, name)
    return Desk(sqlite_store, workspace, clock)
