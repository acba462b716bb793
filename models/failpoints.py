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

    With `@FILE` behind it, visits count only from when that file exists: a test makes it once the process is ready.
    Raises ValueError on a name that does not exist, so that a test cannot wait for a crash that never comes.
    """
    point, _, file = spec.partition("@")
    wanted, _, count = point.partition(":")
    if wanted not in NAMES or not count.isdigit() or int(count) < 1:
        raise ValueError(f"a failpoint is written NAME:COUNT with NAME one of {', '.join(NAMES)}; got {spec!r}")
    left = [int(count)]
    guard = threading.Lock()

    def visit(name: str) -> None:
        if name != wanted or (file and not Path(file).exists()):
            return
        with guard:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return visit
