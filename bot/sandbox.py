"""How is something from outside worked on without a risk for the bot? By a child process with limits."""

import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from bot.settings import ROOT

MEGABYTE = 1024 * 1024
GLANCE = 0.2  # seconds between looks at whether we are to stop
# Nothing of our own environment is handed on: it holds the tokens.
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}


@dataclass(frozen=True)
class Limits:
    """What a child may use: seconds of processor, seconds of wall time, memory it may ask for, bytes of its answer."""

    cpu_seconds: int = 5
    wall_seconds: float = 10.0
    memory_bytes: int = 512 * MEGABYTE
    answer_bytes: int = MEGABYTE


class Cause(StrEnum):
    TIME = "time"
    MEMORY = "memory"
    ANSWER = "answer"
    DEFECT = "defect"
    STOPPING = "stopping"  # the bot's own process is to end, and no child outlives it


# The kernel's killer of whoever takes too much memory sends SIGKILL; we send it only where the time is up.
_ENDS = {
    -signal.SIGXCPU: Cause.TIME,
    -signal.SIGXFSZ: Cause.ANSWER,
    -signal.SIGKILL: Cause.MEMORY,
    -signal.SIGSEGV: Cause.MEMORY,
    -signal.SIGABRT: Cause.MEMORY,
    -signal.SIGBUS: Cause.MEMORY,
}


class Stopped(Exception):
    """The child gave no answer, for that cause. What it said on the way is not kept: it may quote what came in."""

    def __init__(self, cause: Cause, code: int | None) -> None:
        super().__init__(f"{cause} (exit code {code})")
        self.cause = cause


def ask(task: str, question: bytes, limits: Limits, stopping: threading.Event | None = None) -> bytes:
    """The answer of a task of bot/sandboxed.py, worked out by a child that has ended when this returns.

    The bot's own part is to hand over the bytes and to wait; `stopping` ends that, and the child. Raises Stopped.
    """
    words = [task, str(limits.cpu_seconds), str(limits.memory_bytes), str(limits.answer_bytes)]
    # Both are files: of a file the system itself limits the size, and a pipe takes no more than 64 kB of a question
    # before the child begins to read, which on a busy machine is later than the first look at whether we are to stop.
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answer:
        asked.write(question)
        asked.seek(0)
        code = _run(words, asked, answer, _Patience(limits.wall_seconds, stopping or threading.Event()))
        if code != 0:
            raise Stopped(_ENDS.get(code, Cause.DEFECT), code)
        answer.seek(0)
        return answer.read(limits.answer_bytes)


class _Patience:
    """How long a child is waited for."""

    def __init__(self, seconds: float, stopping: threading.Event) -> None:
        self._until = time.monotonic() + seconds
        self._stopping = stopping

    def glance(self) -> float:
        """Seconds until we look again. Raises Stopped where there is nothing to wait for any more."""
        left = self._until - time.monotonic()
        if self._stopping.is_set() or left <= 0:
            raise Stopped(Cause.STOPPING if self._stopping.is_set() else Cause.TIME, None)
        return min(left, GLANCE)


def _run(words: list[str], asked: IO[bytes], answer: IO[bytes], patience: _Patience) -> int:
    """The exit code of a child, which is made to end when its time is up. Raises Stopped."""
    with subprocess.Popen(
        [sys.executable, "-E", "-s", "-B", "-m", "bot.sandboxed", *words],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=asked,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            while child.poll() is None:
                with suppress(subprocess.TimeoutExpired):
                    child.wait(patience.glance())
        finally:
            child.kill()
        return child.returncode
