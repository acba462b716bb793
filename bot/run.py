"""What does `clearway run` put together, in which order, and how does it all end without losing anything?"""

import gc
import logging
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot import feeds, logs, memory, policy_file, slack, tables
from bot.app import create_app
from bot.cli.endings import AGAIN, DONE
from bot.clock import Clock, PlaygroundClock, SystemClock, wall
from bot.http import SlackDoor, site, verifier
from bot.intake import Intake
from bot.metrics import Metrics
from bot.scheduler import Scheduler
from bot.server import Server
from bot.settings import Settings
from bot.sheet_files import workbook
from bot.socket_mode import SILENCE_SECONDS, SocketMode
from bot.storehouse import opened
from jobs import TIMETABLE
from jobs.delivery.courier import Courier
from jobs.delivery.send import client_for
from jobs.feeds.dial import Ways
from jobs.work import Feeds, Tables, Work
from models.store import Store
from services import workspaces
from services.health import Board
from services.policies import Policy
from ui.words import Commands

log = logging.getLogger(__name__)

ROOM = 32  # deliveries from Slack at a time
SIGHT_SECONDS = 1  # for Slack to say who somebody new is, while the person waits
ANSWER_SECONDS = 2  # for Slack to take a form; the trigger lives three
DRAIN_SECONDS = 3.0  # for answers in flight when the process is told to stop


def serve(settings: Settings, *, patience: float = 0.0) -> int:
    """Serve the workspace of the token until a signal comes; gives the exit status.

    At the start Slack may stay unreachable for `patience` seconds.

    Raises slack.SlackUnusableError, policy_file.PolicyError, server.PortTakenError and what opening the store raises,
    each with a sentence.
    """
    memory.keep_small()
    logs.start(settings.log_level, settings.log_format, settings.secrets())
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    policy = _policy(settings)
    told = slack.introduce(settings, patience=patience)[0]
    with opened(settings) as store, _clock(settings) as clock:
        with store.write.begin() as session:
            workspace = workspaces.settle(session, told, zone="UTC", wall=wall()).id
        log.info("serving %s (%s)", told.get("team"), workspace)
        return _House(settings, store, policy, clock, workspace).run(stop)


class _House:
    """The parts of one process. They start in the order in which they need each other, and stop the other way round."""

    def __init__(self, settings: Settings, store: Store, policy: Policy, clock: Clock, workspace: str) -> None:
        self.settings, self.store, self.policy, self.clock = settings, store, policy, clock
        self.intake, self.metrics, self.board = Intake(ROOM), Metrics(), Board()
        self.app = self._app()
        door = self._door() if settings.slack_mode == "http" else None
        self.server = Server(site(self._health, self.metrics, door), settings.http_host, settings.http_port)
        client_of = self._client_of()
        served = frozenset({workspace})  # one token, one workspace
        stopping = threading.Event()
        self.courier = Courier(store, policy.delivery, client_of, wall, served=served)
        work = Work(
            write=store.write,
            read=store.read,
            policy=policy,
            now=clock.now,
            wall=wall,
            client_of=client_of,
            owner=self.courier.owner,
            board=self.board,
            commands=Commands(settings.command_prefix),
            served=served,
            feeds=Feeds(Ways(allowed=_calendars(settings)), partial(feeds.read, stopping=stopping)),
            tables=Tables(partial(tables.read, stopping=stopping), workbook),
            stopping=stopping,
        )
        self.scheduler = Scheduler(TIMETABLE, work)
        self.socket = self._socket() if settings.slack_mode == "socket" else None

    def run(self, stop: threading.Event) -> int:
        """Start, say so, and wait for the signal."""
        with ExitStack() as ending:
            self.server.start()
            ending.callback(self.server.stop)
            self.courier.start()
            ending.callback(self.courier.stop)
            self.scheduler.start()
            ending.callback(self.scheduler.stop)
            if self.socket is not None:
                ending.callback(self.socket.close)
                self._connect(self.socket)
            ending.callback(self._drain)
            gc.freeze()  # what is there now stays: looked through each time it would hold up every answer for a while
            self._say_ready()
            return self._watch(stop)

    def _watch(self, stop: threading.Event) -> int:
        while not stop.wait(1.0):
            if self.socket is not None and self.socket.silence() > SILENCE_SECONDS:
                log.error("no sign of life from Slack for %.0f s: ending, to be started again", SILENCE_SECONDS)
                return AGAIN
        log.info("stopping")
        return DONE

    def _drain(self) -> None:
        if not self.intake.drain(DRAIN_SECONDS):
            log.warning("some answers took longer than %.0f s and were cut off", DRAIN_SECONDS)

    def _say_ready(self) -> None:
        way = "Socket Mode" if self.socket is not None else "HTTP"
        host = self.settings.http_host
        print(f"clearway ready: {way}, health at http://{host}:{self.server.port}/healthz", flush=True)
        log.info("ready, by %s, health on port %s", way, self.server.port)

    def _connect(self, connection: SocketMode) -> None:
        try:
            if connection.connect():
                return
        except (SlackClientError, OSError) as error:
            raise slack.unusable(self.settings, error, "SLACK_APP_TOKEN") from error
        raise slack.SlackUnusableError("Slack gave an address for Socket Mode, but no connection to it came about.")

    def _app(self) -> App:
        secret = self.settings.signing_secret if self.settings.slack_mode == "http" else None
        return create_app(
            client=slack.client(self.settings, timeout=ANSWER_SECONDS),
            sight_client=slack.client(self.settings, timeout=SIGHT_SECONDS),
            signing_secret=secret.get_secret_value() if secret else None,
            store=self.store,
            policy=self.policy,
            clock=self.clock,
            wall=wall,
            commands=Commands(self.settings.command_prefix),
            calendars=_calendars(self.settings),
        )

    def _door(self) -> SlackDoor:
        secret = self.settings.signing_secret
        verifies = verifier(secret.get_secret_value() if secret else "")
        return SlackDoor(self.app, verifies, lambda: wall().timestamp(), self.intake, self.metrics)

    def _socket(self) -> SocketMode:
        token = self.settings.app_token.get_secret_value() if self.settings.app_token else ""
        return SocketMode(self.app, token, slack.client(self.settings), self.intake, self.metrics)

    def _client_of(self) -> Callable[[str], WebClient]:
        """One client for every workspace: there is one token, and with it one workspace."""
        token = self.settings.bot_token.get_secret_value() if self.settings.bot_token else ""
        one = client_for(token, self.settings.slack_url, self.policy.delivery.timeout_seconds)
        return lambda _workspace: one

    def _health(self) -> tuple[bool, Mapping[str, Any]]:
        report = self.board.latest()
        if report is None:
            return False, {"problems": ["the first look has not been taken yet"]}
        stale = report.is_stale(wall())
        problems = [*report.problems, *(["nobody has looked for two minutes"] if stale else [])]
        return report.ok and not stale, {**asdict(report), "problems": problems}


def _policy(settings: Settings) -> Policy:
    """The workspace's policy, with what the environment overrides for tests and demos."""
    policy = policy_file.read(settings.policy_file, required=settings.policy_path is not None)
    delivery = policy.delivery
    if settings.send_quiet_seconds is not None:
        delivery = replace(delivery, quiet_seconds=settings.send_quiet_seconds)
    return replace(policy, delivery=replace(delivery, paced=delivery.paced and settings.limits == "on"))


def _calendars(settings: Settings) -> frozenset[str]:
    """Origins on this machine whose calendars may be read: the playground's, where business time is its, too.

    In front of the real Slack there is no such clock, and so no way to read anything but the public internet.
    """
    return frozenset({settings.clock_url.rstrip("/")}) if settings.clock_url else frozenset()


@contextmanager
def _clock(settings: Settings) -> Iterator[Clock]:
    if settings.clock_url is None:
        yield SystemClock()
        return
    clock = PlaygroundClock(settings.clock_url)
    try:
        yield clock
    finally:
        clock.close()
