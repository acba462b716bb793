"""How do a local Slack and the real bot run side by side, until Ctrl-C?"""

import json
import signal
import socket
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Any

from bot.cli.endings import AGAIN, DONE, USAGE, WRONG, EndingError
from bot.demo_children import Child
from bot.settings import ROOT, load

VAR = ROOT / "var"
SAMPLE = ROOT / "playground" / "sample"
FILES = (
    *("demo.db", "demo.db-wal", "demo.db-shm", "demo.db.lock", "demo.db.new"),
    *("demo.env", "demo.yaml", "playground.json"),
)
LOGS = ("demo-bot.log", "demo-playground.log")
PLAYGROUND_READY, BOT_READY = "playground ready", "clearway ready"
BEGAN_ANEW = "this is a fresh start"  # what the playground says when its file cannot be used
PATIENCE = 30.0  # for a child to be ready
MOST_PORT = 65_535


class Demo:
    """One demo on a port of this machine. It leaves its files in one folder, and nothing else anywhere."""

    def __init__(self, port: int, *, http: bool, folder: Path = VAR) -> None:
        self.folder = folder
        self.address = f"http://127.0.0.1:{port}"
        self.port = port
        self.bot_port = _free_port() if http else 0
        self.http = http
        self._stop = threading.Event()

    def run(self, *, fresh: bool, browser: bool) -> int:
        """Start both, say where they are, and wait; gives the exit status."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if fresh:
            for name in (*FILES, *LOGS):
                (self.folder / name).unlink(missing_ok=True)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self._stop.set())
        _require_free(self.port)
        playground = Child("The playground", self.folder / LOGS[1], self._playground())
        run_it = ["-m", "bot.cli", "run", "--wait", f"{PATIENCE:.0f}", "--env-file", str(self.folder / "demo.env")]
        bot = Child("The bot", self.folder / LOGS[0], run_it)
        parted = self._is_filled() and not (self.folder / "playground.json").exists()
        try:
            playground.start()
            self._prepare()
            bot.start()  # it waits for the playground, so that both get ready side by side
            if not (self._is_ready(playground, PLAYGROUND_READY) and self._is_ready(bot, BOT_READY)):
                return DONE
            self._welcome(browser=browser)
            if parted or BEGAN_ANEW in playground.last_words():
                print(PARTED, flush=True)
            return self._watch(bot, playground)
        finally:
            # The bot first: it still has answers to give.
            bot.stop()
            playground.stop()

    def _restart(self, bot: Child) -> bool:
        """The demo is the bot's supervisor: one whose connection fell silent, as after a sleep, is started again."""
        if bot.status != AGAIN:
            return False
        bot.start()
        return self._is_ready(bot, BOT_READY)

    def _is_ready(self, child: Child, line: str) -> bool:
        """False when the demo is to stop before it began. Raises EndingError when the child dies or takes too long."""
        if child.wait_for(line, PATIENCE, self._stop):
            return True
        if self._stop.is_set():
            return False
        if child.ended():
            raise _ended(child)
        raise EndingError(f"{child.name} is not ready after {PATIENCE:.0f} s. Its last words:\n{child.last_words()}")

    def _watch(self, bot: Child, playground: Child) -> int:
        while not self._stop.wait(0.2):
            if playground.ended():
                raise EndingError(
                    f"The playground stopped, so the demo ends. Its last words:\n{playground.last_words()}"
                )
            if bot.ended() and not self._restart(bot):
                raise _ended(bot)
        print("\nStopping …", flush=True)
        return DONE

    def _playground(self) -> list[str]:
        command = ["-m", "playground", "--port", str(self.port), "--state", str(self.folder / "playground.json")]
        command += ["--manifest", str(ROOT / "manifest.json")]
        return command + (["--bot-url", f"http://127.0.0.1:{self.bot_port}/slack/events"] if self.http else [])

    def _prepare(self) -> None:
        """Write the bot's settings and policy, and give a new store the sample portfolio."""
        organisation = json.loads((SAMPLE / "organisation.json").read_text(encoding="utf-8"))
        (self.folder / "demo.env").write_text(self._settings(organisation["app"]), encoding="utf-8")
        (self.folder / "demo.yaml").write_text(_policy(organisation), encoding="utf-8")
        if not self._is_filled():
            self._fill(organisation)

    def _is_filled(self) -> bool:
        store = self.folder / "demo.db"
        return store.exists() and store.stat().st_size > 0

    def _fill(self, organisation: dict[str, Any]) -> None:
        """The first start only, so what it needs is not imported for any other.

        It takes its name when it is whole: one that a crash left half filled would stay without the sample for good.
        """
        from bot.cli.stores import bring, meet, open_for_command
        from readers.tables.portfolio import read_folder

        portfolio = read_folder(SAMPLE / "portfolio")
        if isinstance(portfolio, list):
            raise EndingError("\n".join(["The sample portfolio cannot be read:", *map(str, portfolio)]), WRONG)
        new = self.folder / "demo.db.new"
        new.unlink(missing_ok=True)
        whole = {"DATABASE_URL": f"sqlite:///{new}"}
        store = open_for_command(load(self.folder / "demo.env", environ=whole, slack=False))
        try:
            team = {"team_id": organisation["team"]["id"], "team": organisation["team"]["name"]}
            bring(store, meet(store, team, zone="Europe/London"), portfolio, dry_run=False)
        finally:
            store.close()
        new.replace(self.folder / "demo.db")

    def _settings(self, app: dict[str, str]) -> str:
        lines = {
            "SLACK_BOT_TOKEN": app["bot_token"],
            "SLACK_APP_TOKEN": "" if self.http else app["app_token"],
            "SLACK_SIGNING_SECRET": app["signing_secret"],
            "SLACK_API_URL": f"{self.address}/api/",
            "DATABASE_URL": f"sqlite:///{self.folder / 'demo.db'}",
            "CLEARWAY_POLICY": str(self.folder / "demo.yaml"),
            "CLEARWAY_HTTP_PORT": str(self.bot_port),
            "CLEARWAY_CLOCK_URL": self.address,
            "CLEARWAY_SEND_QUIET_SECONDS": "1",
        }
        return "# Written by the demo; it works as an .env of the bot while the demo runs.\n" + "".join(
            f"{name}={value}\n" for name, value in lines.items()
        )

    def _welcome(self, *, browser: bool) -> None:
        print(
            f"Clearway's demo is at {self.address}\n"
            "  1. As Mia, type:  /blocked waiting on the security review for APOLLO since Monday, need it by Friday\n"
            "  2. Become Tomás (choose who you are): acknowledge the card in #apollo-portal, comment, clear it.\n"
            "  3. Skip to tomorrow with the clock, and look at Home. All is kept until --fresh; Ctrl-C stops it.",
            flush=True,
        )
        if browser and not _is_headless():
            threading.Thread(target=webbrowser.open, args=(self.address,), daemon=True).start()


PARTED = (
    "The playground's file was missing or unreadable, so its channels began anew. The bot knows its blockers, but "
    'their cards are gone. To begin both anew: make demo ARGS="--fresh"'
)


def _ended(child: Child) -> EndingError:
    return EndingError(
        f"{child.name} stopped, so the demo ends. Its last words:\n{child.last_words()}\n"
        'To begin anew, without what earlier demos left: make demo ARGS="--fresh"'
    )


def _policy(organisation: dict[str, Any]) -> str:
    channel = next((one["id"] for one in organisation["channels"] if one["name"] == "pmo"), None)
    lead = next((one["email"] for one in organisation["users"] if one.get("is_admin")), None)
    return f"# Written by the demo.\npmo:\n  channel: {channel or 'null'}\n  lead: {lead or 'null'}\n"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _require_free(port: int) -> None:
    if not 0 < port <= MOST_PORT:
        raise EndingError(f"There is no port {port}: a port is a number from 1 to {MOST_PORT}.", USAGE)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise EndingError(
                f"The demo cannot have port {port} ({error.strerror or error}): perhaps another demo is running. "
                f'Choose another port with: make demo ARGS="--port {port + 1 if port < MOST_PORT else port - 1}"',
                USAGE,
            ) from None


def _is_headless() -> bool:
    """Whether a browser would open inside this terminal, in the way of what we print."""
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return True
    return (
        sys.platform.startswith("linux")
        and isinstance(found, webbrowser.GenericBrowser)
        and not isinstance(found, webbrowser.BackgroundBrowser)
    )
