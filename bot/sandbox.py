"""How is something from outside worked on without a risk for the bot? By a child process with limits."""

import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from bot.settings import ROOT

MEGABYTE = 1024 * 1024
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


def ask(task: str, question: bytes, limits: Limits) -> bytes:
    """The answer of a task of bot/sandboxed.py, worked out by a child that has ended when this returns.

    The bot's own part is to hand over the bytes and to wait. Raises Stopped.
    """
    words = [task, str(limits.cpu_seconds), str(limits.memory_bytes), str(limits.answer_bytes)]
    # The answer goes to a file, because the system itself limits the size of files and not what flows in a pipe.
    with tempfile.TemporaryFile() as answer:
        code = _run(words, question, answer, limits.wall_seconds)
        if code != 0:
            raise Stopped(_ENDS.get(code, Cause.DEFECT), code)
        answer.seek(0)
        return answer.read(limits.answer_bytes)


def _run(words: list[str], question: bytes, answer: IO[bytes], seconds: float) -> int:
    """The exit code of a child, which is made to end when its time is up."""
    with subprocess.Popen(
        [sys.executable, "-E", "-s", "-B", "-m", "bot.sandboxed", *words],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        try:
            child.communicate(question, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Stopped(Cause.TIME, None) from None
        finally:
            child.kill()
        return child.returncode
