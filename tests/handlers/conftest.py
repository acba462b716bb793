"""What do the tests of doors share? A playground in a thread as Slack, and the app over a store of its own."""

import threading
from collections.abc import Iterator

import pytest

from bot.clock import FixedClock
from models.store import Store
from playground.clock import Clock
from playground.sample import load
from playground.server import create_server
from playground.serving import Server, listen
from playground.town import Playground
from services.policies import PmoPolicy, Policy
from tests.handlers.desk import Desk
from tests.house import SMALL
from tests.services.blocker_world import World


@pytest.fixture(scope="module")
def served_town() -> Iterator[Playground]:
    bound = listen("127.0.0.1", 0)
    clock = Clock()
    town = Playground(
        load(SMALL / "organisation.json", clock.wall()), clock, f"http://127.0.0.1:{bound.getsockname()[1]}"
    )
    town.world.scopes = ["chat:write", "commands", "users:read", "users:read.email", "channels:read", "groups:read"]
    town.limits.on = False
    ready = threading.Event()
    server = Server(create_server(town), ready.set, town.close)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    assert ready.wait(10)
    yield town
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def town(served_town: Playground) -> Iterator[Playground]:
    """A Slack in which nothing is open."""
    served_town.world.modals.clear()
    yield served_town
    served_town.faults.clear()


@pytest.fixture
def world(sqlite_store: Store, clock: FixedClock) -> World:
    """Mia raises, Tomas manages APOLLO, Priya is the PMO, Yuki stands by."""
    made = World(sqlite_store, clock, Policy(pmo=PmoPolicy(channel="C0PMO")))
    made.everybody("Mia", "Tomas", "Yuki")
    made.person("Priya", roles=["pmo"])
    made.project("APOLLO", manager="Tomas", channel="C0APOLLO")
    return made


@pytest.fixture
def desk(world: World, town: Playground) -> Desk:
    return Desk(world, town)
