"""Where may a test pull the plug?

The store and the courier call `failpoint(name)` before and after each commit, send and record. In service it does
nothing.
"""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

Failpoint = Callable[[str], None]

NAMES = (
    "before_commit",
    "after_commit",
    "before_send",
    "after_send",
    "before_record",
    "after_record",
)


def nothing(name: str) -> None:
    """The failpoint of a process in service."""


def kill_at(spec: str) -> Failpoint:
    """A failpoint that kills this process without warning at the n-th visit of a name, given as `after_commit:3`.

    `@FILE` instead means: as that file says, from when it exists, and counted anew whenever it is written again. So
    a test arms a process that is ready, and disarms it by removing the file.
    Raises ValueError on a name that does not exist, so that a test cannot wait for a crash that never comes.
    """
    wanted = _Armed(Path(spec[1:])) if spec.startswith("@") else _Armed(None, *_read(spec))
    guard = threading.Lock()

    def visit(name: str) -> None:
        with guard:
            if wanted.hit(name):
                os.kill(os.getpid(), signal.SIGKILL)

    return visit


class _Armed:
    """What is still to be visited before the end."""

    def __init__(self, file: Path | None, name: str = "", left: int = 0) -> None:
        self.file, self.name, self.left = file, name, left
        self._written = 0

    def hit(self, name: str) -> bool:
        """Count a visit; whether it is the last."""
        if self.file is not None:
            self._look(self.file)
        if name != self.name or self.left == 0:
            return False
        self.left -= 1
        return self.left == 0

    def _look(self, file: Path) -> None:
        try:
            written = file.stat().st_mtime_ns
            if written != self._written:
                self.name, self.left = _read(file.read_text())
                self._written = written
        except FileNotFoundError:
            self.left = self._written = 0


def _read(spec: str) -> tuple[str, int]:
    name, _, count = spec.partition(":")
    if name not in NAMES or not count.isdigit() or int(count) < 1:
        raise ValueError(
            f"a failpoint is written NAME:COUNT with NAME one of {', '.join(NAMES)}, or @FILE that holds this; "
            f"got {spec!r}"
        )
    return name, int(count)
