"""What do the tests of the Web API run against? The small organisation on a real port."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import uvicorn
from slack_sdk import WebClient

from playground.clock import Clock
from playground.sample import load
from playground.server import create_server
from playground.serving import Server, listen
from playground.town import Playground
from tests.house import SMALL
from tests.playground.live import SCOPES, Live


@pytest.fixture
def live() -> Iterator[Live]:
    """The small organisation, served in a thread, with every scope and no rate limits."""
    bound = listen("127.0.0.1", 0)
    port = bound.getsockname()[1]
    clock = Clock()
    town = Playground(load(SMALL / "organisation.json", clock.wall()), clock, f"http://127.0.0.1:{port}")
    town.world.scopes = list(SCOPES)
    town.limits.on = False
    ready = threading.Event()
    server: uvicorn.Server = Server(create_server(town), ready.set, town.close)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    assert ready.wait(10)
    client = WebClient(town.world.bot_token, base_url=f"{town.base_url}/api/", retry_handlers=[])
    yield Live(town, client, town.base_url, port)
    server.should_exit = True
    thread.join(10)
