"""Until when may the work of this thread still change something?

Slack gives a command three seconds. Work that is not committed after 2.2 s is rolled back, because the person will have
been told that it failed.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class DeadlinePassed(Exception):
    """The answer would come too late, so nothing was changed."""


_until: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def deadline(until: float) -> Iterator[None]:
    """Within the block every statement and commit of this thread is refused after `until` (monotonic seconds)."""
    token = _until.set(until)
    try:
        yield
    finally:
        _until.reset(token)


def is_set() -> bool:
    """Whether somebody is waiting for this thread's work."""
    return _until.get() is not None


def remaining(default: float) -> float:
    """Seconds left, or `default` where no deadline is set."""
    until = _until.get()
    return default if until is None else until - time.monotonic()


def check() -> None:
    """Raise DeadlinePassed where the deadline is over."""
    if remaining(1.0) <= 0:
        raise DeadlinePassed
