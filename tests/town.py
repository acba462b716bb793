"""How do tests talk to the local Slack? Over HTTP only, as the bot does."""

import json
import os
import signal
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from tests import processes

TEAM = "T0FERNWOOD"
TOKEN = "xoxb-playground"
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
SCOPES = ("chat:write", "im:write", "users:read", "users:read.email", "channels:read", "groups:read", "dnd:read")


class Town:
    """A playground in a process of its own, with its control doors."""

    def __init__(self, folder: Path, scopes: Sequence[str] = (*SCOPES, *HISTORY)) -> None:
        """`folder`: where the manifest is put that gives the app its `scopes`."""
        manifest = folder / "manifest.json"
        manifest.write_text(
            json.dumps({"display_information": {"name": "Clearway"}, "oauth_config": {"scopes": {"bot": list(scopes)}}})
        )
        self.start("--manifest", str(manifest))

    def start(self, *options: str) -> None:
        """Start it on a free port and wait until it serves."""
        self._kept = tempfile.TemporaryDirectory(prefix="clearway-town-")
        output = Path(self._kept.name) / "output"
        env = {**os.environ, "PYTHONPATH": str(processes.ROOT)}
        self.process = processes.start("playground", ["--port", "0", *options], env, output)
        until = time.monotonic() + 30
        while not (output.exists() and "ready on" in output.read_text()):
            assert self.process.poll() is None, f"the playground did not start: {output.read_text()}"
            assert time.monotonic() < until, "the playground did not start in half a minute"
            time.sleep(0.01)
        self.url = output.read_text().split()[-1]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)
        self._kept.cleanup()

    def ask(self, path: str, body: object = None, method: str | None = None) -> dict[str, Any]:
        """GET, or POST where there is a body: `ask("faults", {"method": "*", "kind": "lost"})`."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.url}/control/{path}", data, {"Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def fail(self, method: str, kind: str, **how: object) -> None:
        self.ask("faults", {"method": method, "kind": kind, **how})

    def mend(self) -> None:
        self.ask("faults", method="DELETE")

    def reset(self, *, limits: bool = False) -> None:
        self.ask("reset", {})
        self.ask("limits", {"on": limits})

    def messages(self, channel: str) -> Sequence[dict[str, Any]]:
        """What the app said there and can be seen, oldest first, replies among it."""
        shown = self.ask(f"messages?channel={channel}")["messages"]
        return [message for message in shown if message.get("bot_id")]

    def texts(self, channel: str) -> list[str]:
        return [message["text"] for message in self.messages(channel)]

    def journal(self, kind: str, method: str) -> list[dict[str, Any]]:
        entries = self.ask("journal?since=0")["entries"]
        return [entry for entry in entries if entry["kind"] == kind and entry.get("method") == method]

    def client(self, _workspace: str = TEAM) -> WebClient:
        return WebClient(token=TOKEN, base_url=f"{self.url}/api/", timeout=3, retry_handlers=[])
