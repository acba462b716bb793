"""How do tests run the real bot in a process of its own, beside a playground, and talk to both?"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import create_engine, text

from tests import processes
from tests.processes import ROOT
from tests.town import TEAM, Town

T = TypeVar("T")
# Organisations, each with its organisation.json and a portfolio.
SMALL, SAMPLE = ROOT / "tests" / "small", ROOT / "playground" / "sample"
_KEPT = tempfile.TemporaryDirectory(prefix="clearway-small-")  # gone with the process that tests
FILLED = Path(_KEPT.name) / "store.db"
MORNING = "2026-11-25T10:00:00+01:00"  # a Wednesday, whatever the hour of the tests: what is said at night would wait
POLICY = "pmo:\n  channel: C0PMO\n  lead: priya@fernwood-health.example\n"


def free_port() -> int:
    """Below those that the system lends to connections, or one of these could have it while a bot starts again."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as listening:
            if listening.connect_ex(("127.0.0.1", port)) != 0:
                return port


def until(found: Callable[[], T], what: str, seconds: float = 20) -> T:
    """The first true answer of `found`; a failure that says what was waited for when none comes."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = found()
        if answer:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"waited {seconds} s in vain for {what}")


class WorkingTown(Town):
    """A playground on a working morning."""

    def __init__(self, *options: str) -> None:
        self.start(*options)
        self.ask("clock", {"at": MORNING})

    def reset(self, *, limits: bool = False) -> None:
        super().reset(limits=limits)
        self.ask("clock", {"at": MORNING})


class House:
    """A playground and the means to start, kill and restart the bot on one store."""

    def __init__(
        self,
        folder: Path,
        *,
        http: bool = False,
        database_url: str | None = None,
        team: str = TEAM,
        warm: bool = True,
        organisation: Path = SMALL,
    ) -> None:
        """`team`: Slack's id of the workspace, which is otherwise the usual one, with the same people and channels.

        `warm`: whether the bot's modules are imported already when it starts (tests.processes).
        `organisation`: the folder of the one that lives here.
        """
        self.folder, self.http, self.warm, self.organisation = folder, http, warm, organisation
        self.is_usual = database_url is None and team == TEAM and organisation == SMALL
        self.port = free_port()
        self.database_url = database_url or f"sqlite:///{folder / 'store.db'}"
        options = ["--manifest", str(ROOT / "manifest.json"), "--no-limits"]
        if http:
            options += ["--bot-url", f"http://127.0.0.1:{self.port}/slack/events"]
        told = organisation / "organisation.json"
        options += ["--sample", str(told if team == TEAM else _renamed(told, folder / told.name, team))]
        self.town = WorkingTown(*options)
        (folder / "clearway.yaml").write_text(POLICY)
        self.bot: processes.Running | None = None
        self.log = folder / "bot.log"

    def environment(self, extra: Mapping[str, str]) -> dict[str, str]:
        return {
            **{key: os.environ[key] for key in os.environ if not key.startswith(("SLACK_", "CLEARWAY_", "DATABASE"))},
            "PYTHONPATH": str(ROOT),
            "SLACK_BOT_TOKEN": "xoxb-playground",
            "SLACK_SIGNING_SECRET": "playground-signing-secret",
            **({} if self.http else {"SLACK_APP_TOKEN": "xapp-playground"}),
            "CLEARWAY_MODE": "http" if self.http else "socket",
            "SLACK_API_URL": f"{self.town.url}/api/",
            "DATABASE_URL": self.database_url,
            "CLEARWAY_POLICY": str(self.folder / "clearway.yaml"),
            "CLEARWAY_HTTP_PORT": str(self.port),
            "CLEARWAY_CLOCK_URL": self.town.url,
            "CLEARWAY_SEND_QUIET_SECONDS": "1",
            "CLEARWAY_LIMITS": "off",
            **extra,
        }

    def command(self, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
        """One run of the command line, such as `import FOLDER`."""
        return processes.run("bot.cli", arguments, self.environment(extra), warm=self.warm)

    def import_portfolio(self) -> None:
        """What its organisation plans; the small one, into a file, is imported once, and copied from then on."""
        if self.is_usual and FILLED.exists():
            shutil.copy(FILLED, self.folder / "store.db")
            return
        done = self.command("import", str(self.organisation / "portfolio"))
        assert done.returncode == 0, done.stdout + done.stderr
        if self.is_usual:
            shutil.copy(self.folder / "store.db", FILLED)

    def start(self, **extra: str) -> None:
        """Start the bot and wait until it says that Slack can reach it."""
        self.launch(**extra)
        until(lambda: self.ready() or self.died(), "the bot to be ready", 30)
        assert self.ready(), self.log.read_text()[-3000:]

    def launch(self, **extra: str) -> None:
        with self.log.open("a") as log:
            log.write("\n--- start ---\n")
        self.bot = processes.start("bot.cli", ["run"], self.environment(extra), self.log, warm=self.warm)

    def ready(self) -> bool:
        return "clearway ready" in self.log.read_text().rpartition("--- start ---")[2]

    def died(self) -> bool:
        return self.bot is not None and self.bot.poll() is not None

    def kill(self) -> None:
        """Without warning."""
        if self.bot is not None and self.bot.poll() is None:
            self.bot.send_signal(signal.SIGKILL)
        if self.bot is not None:
            self.bot.wait(10)

    def stop(self) -> int:
        """As a supervisor does; the exit status."""
        assert self.bot is not None
        self.bot.send_signal(signal.SIGTERM)
        return self.bot.wait(20)

    def close(self) -> None:
        self.kill()
        self.town.stop()

    def act(self, who: str, do: str, **arguments: Any) -> dict[str, Any]:
        return self.town.ask("act", {"as": who, "do": do, **arguments})

    def press(self, who: str, message: Mapping[str, Any], action_id: str, **value: Any) -> dict[str, Any]:
        """Press a button of a message, found by its action id."""
        button = next(
            element
            for block in message["blocks"]
            for element in [*block.get("elements", []), block.get("accessory") or {}]
            if element.get("action_id") == action_id
        )
        block_id = next(
            block["block_id"]
            for block in message["blocks"]
            if button in block.get("elements", []) or button == block.get("accessory")
        )
        where = {"message": [message["channel"], message["ts"]]}
        given = {"value_object": value or {"value": button.get("value")}}
        return self.act(who, "press", where=where, action_id=action_id, block_id=block_id, **given)

    def modal(self, who: str, title: str) -> dict[str, Any]:
        """The person's top window, once its title is the expected one."""

        def found() -> dict[str, Any] | None:
            view = self.town.ask(f"view?user={who}")["view"]
            return view if view and view["title"]["text"].startswith(title) else None

        return until(found, f"a window “{title}” of {who}")

    def submit(self, who: str, view: Mapping[str, Any], **values: Mapping[str, Any]) -> dict[str, Any]:
        """Send a form; values by block id, such as `words={"value": "…"}`."""
        filled = {block: {"answer": value} for block, value in values.items()}
        return self.act(who, "submit", view_id=view["id"], values=filled)

    def said(self, channel: str) -> list[dict[str, Any]]:
        """What the bot said in a channel and can be seen by everybody there."""
        return [one for one in self.town.messages(channel) if not one.get("ephemeral_for")]

    def told(self, who: str) -> list[dict[str, Any]]:
        """What the bot said to a person directly."""
        shown = self.town.ask(f"messages?user={who}")["messages"]
        return [one for one in shown if one.get("bot_id")]

    def card(self, channel: str, words: str) -> dict[str, Any]:
        """The one card in a channel that holds these words."""
        found: list[dict[str, Any]] = until(
            lambda: [one for one in self.said(channel) if words in json.dumps(one["blocks"], ensure_ascii=False)],
            f"a card with “{words}” in {channel}",
        )
        assert len(found) == 1, [one["text"] for one in found]
        return found[0]

    def outbox(self) -> dict[str, int]:
        """Rows of the outbox by state, read from the store itself."""
        engine = create_engine(self.database_url)
        with engine.connect() as connection:
            found = connection.execute(text("SELECT state, count(*) AS number FROM outbox GROUP BY state")).all()
        engine.dispose()
        return {row.state: row.number for row in found}

    def health(self) -> dict[str, Any]:
        """What /healthz says, whether all is well (200) or not (503)."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                report: dict[str, Any] = json.load(answer)
        except urllib.error.HTTPError as unwell:
            report = json.load(unwell)
        return report


def _renamed(organisation: Path, copy: Path, team: str) -> Path:
    """The organisation as the workspace of another id."""
    told = json.loads(organisation.read_text(encoding="utf-8"))
    copy.write_text(json.dumps({**told, "team": {**told["team"], "id": team}}), encoding="utf-8")
    return copy


@contextmanager
def house(folder: Path, **options: Any) -> Iterator[House]:
    """A house with its organisation imported, the bot not started; everything is ended afterwards."""
    built = House(folder, **options)
    try:
        built.import_portfolio()
        yield built
    finally:
        built.close()
