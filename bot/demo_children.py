"""How is a child process of the demo started, watched and stopped?"""

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from bot.settings import ROOT, child_environment

STOP_SECONDS = 10.0
LAST_WORDS = 8  # lines


class Child:
    """A Python process of our own whose words go to a file. It gets no Ctrl-C of the terminal: we stop it in order."""

    def __init__(self, name: str, log: Path, arguments: list[str]) -> None:
        self.name = name
        self._log = log
        self._arguments = arguments
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def status(self) -> int | None:
        return None if self._process is None else self._process.poll()

    def start(self) -> None:
        with self._log.open("wb") as words:
            self._process = subprocess.Popen(
                [sys.executable, *self._arguments],
                cwd=ROOT,
                env=child_environment({"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}),
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def ended(self) -> bool:
        return self.status is not None

    def wait_for(self, line: str, seconds: float, stop: threading.Event) -> bool:
        """Whether the child says a line that begins so in time; False as well when it ends or `stop` is set."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self.ended():
            if any(said.startswith(line) for said in self._said()):
                return True
            if stop.wait(0.02):
                return False
        return False

    def last_words(self) -> str:
        return "\n".join(f"  {line}" for line in self._said()[-LAST_WORDS:]) or "  (it said nothing)"

    def stop(self) -> None:
        """Ask it to end; after ten seconds it is made to."""
        if self._process is None or self.ended():
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _said(self) -> list[str]:
        return self._log.read_text(encoding="utf-8", errors="replace").splitlines() if self._log.exists() else []
