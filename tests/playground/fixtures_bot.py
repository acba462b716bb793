"""What do the tests of delivery and acts run against? A small town on a real port, and a real slack_bolt app as its bot."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import uvicorn
import waitress
from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient

from playground.delivery import Pace
from playground.server import create_server
from playground.serving import listen
from playground.town import Playground
from tests.playground.fixtures_world import BO, EVE, GENERAL, GUS, MIA, PMO, RANDOM, SECRET, small_world

__all__ = ["BO", "EVE", "GENERAL", "GUS", "MIA", "PMO", "RANDOM", "Bot", "Control", "Pair", "Town", "both", "connected"]
__all__ += ["joined", "listening", "new_bot", "pair", "serve", "small_world", "town", "url_of", "wait_for"]


def wait_for(what: Callable[[], Any], seconds: float = 10.0) -> Any:
    """The first true answer of `what`; fails when none comes in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.02)
    raise AssertionError("It did not happen in time.")


@dataclass
class Control:
    """The playground's control API, as the tests of others use it."""

    url: str
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=30, trust_env=False))

    def post(self, path: str, expect: int = 200, **body: Any) -> dict[str, Any]:
        answer = self.client.post(f"{self.url}/control/{path}", content=json.dumps(body))
        assert answer.status_code == expect, answer.text
        return answer.json()

    def get(self, path: str, expect: int = 200, **query: Any) -> dict[str, Any]:
        answer = self.client.get(f"{self.url}/control/{path}", params=query)
        assert answer.status_code == expect, answer.text
        return answer.json()

    def act(self, user: str, do: str, expect: int = 200, **more: Any) -> dict[str, Any]:
        return self.post("act", expect, **{"as": user, "do": do, **more})

    def journal(self, kind: str = "", **match: Any) -> list[dict[str, Any]]:
        entries = self.get("journal", **({"kind": kind} if kind else {}))["entries"]
        return [entry for entry in entries if all(entry.get(name) == value for name, value in match.items())]

    def messages(self, channel: str = GENERAL) -> list[dict[str, Any]]:
        return self.get("messages", channel=channel)["messages"]

    def view(self, user: str = MIA) -> dict[str, Any] | None:
        return self.get("view", user=user)["view"]


@dataclass
class Town:
    playground: Playground
    control: Control

    @property
    def url(self) -> str:
        return self.playground.base_url

    @property
    def web(self) -> WebClient:
        return WebClient("xoxb-test", base_url=f"{self.url}/api/", retry_handlers=[])


@contextmanager
def serve(bot_url: str | None = None, bound: socket.socket | None = None, secret: str = SECRET) -> Iterator[Town]:
    """A small town on a port of its own, served in a thread; limits off, retries of events within half a second."""
    bound = bound or listen("127.0.0.1", 0)
    playground = Playground(small_world(), base_url=url_of(bound), bot_url=bot_url, fresh=small_world)
    playground.world.signing_secret = secret
    app = create_server(playground, pace=Pace(retries=(0.05, 0.1, 0.2)))
    playground.limits.on = False
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    try:
        wait_for(lambda: server.started)
        yield Town(playground, Control(playground.base_url))
    finally:
        server.should_exit = True
        thread.join(10)


def url_of(bound: socket.socket) -> str:
    return f"http://127.0.0.1:{bound.getsockname()[1]}"


@dataclass
class Bot:
    """A real slack_bolt app; `seen` collects what reached it."""

    app: App
    seen: list[dict[str, Any]] = field(default_factory=list)

    def events(self, kind: str) -> list[dict[str, Any]]:
        return [body for body in self.seen if body.get("event", {}).get("type") == kind]


def new_bot(town_url: str) -> Bot:
    """An app that remembers every request before it handles it, and answers 200 to what it has no listener for."""
    client = WebClient("xoxb-test", base_url=f"{town_url}/api/", retry_handlers=[])
    logger = logging.getLogger("test.bot")
    logger.setLevel(logging.CRITICAL)
    app = App(
        client=client,
        signing_secret=SECRET,
        token_verification_enabled=False,
        raise_error_for_unhandled_request=True,
        logger=logger,
    )
    bot = Bot(app)

    @app.error
    def shrug(error: Exception) -> BoltResponse:
        return BoltResponse(status=200 if isinstance(error, BoltUnhandledRequestError) else 500)

    @app.middleware
    def remember(body: dict[str, Any], next: Callable[[], Any]) -> None:
        bot.seen.append(body)
        next()

    return bot


@contextmanager
def connected(bot: Bot, town: Town) -> Iterator[SocketModeHandler]:
    """The bot on one Socket Mode connection."""
    before = len(town.control.get("sockets")["sockets"])
    logger = logging.getLogger("test.bot")
    web = WebClient(base_url=f"{town.url}/api/", retry_handlers=[])
    handler = SocketModeHandler(bot.app, "xapp-test", web_client=web, logger=logger, ping_interval=1)
    handler.connect()
    try:
        wait_for(lambda: len(town.control.get("sockets")["sockets"]) > before)
        yield handler
    finally:
        # The client's own close can wait ten seconds for its reading thread, which no test needs to sit through.
        threading.Thread(target=handler.client.close, daemon=True).start()


@contextmanager
def listening(bot: Bot) -> Iterator[str]:
    """The bot behind waitress; gives its request URL."""
    server: Any = waitress.create_server(SlackRequestHandler(bot.app), host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}/slack/events"
    finally:
        server.trigger.pull_trigger(server.close)  # closed in its own thread: from here it would break its select
        thread.join(5)
        server.task_dispatcher.shutdown()


@dataclass
class Pair:
    town: Town
    bot: Bot

    @property
    def control(self) -> Control:
        return self.town.control


@contextmanager
def pair(mode: str) -> Iterator[Pair]:
    """A town and its bot, joined by Socket Mode ("socket") or signed HTTP ("http")."""
    bound = listen("127.0.0.1", 0)
    bot = new_bot(url_of(bound))
    with ExitStack() as stack:
        bot_url = stack.enter_context(listening(bot)) if mode == "http" else None
        town = stack.enter_context(serve(bot_url, bound))
        if mode == "socket":
            stack.enter_context(connected(bot, town))
        yield Pair(town, bot)


@pytest.fixture(params=["socket", "http"])
def both(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """Each test with this fixture runs over both ways of delivery."""
    with pair(request.param) as joined:
        yield joined


@pytest.fixture
def joined() -> Iterator[Pair]:
    """For what cannot differ between the two ways of delivery: over HTTP, which starts faster."""
    with pair("http") as both_ends:
        yield both_ends


@pytest.fixture
def town() -> Iterator[Town]:
    with serve() as served:
        yield served
