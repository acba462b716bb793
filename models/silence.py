"""What if PostgreSQL is there and does not answer: frozen, or behind a network that swallows everything?

The server's own limits do not help then, and the driver waits for ever. Here every wait has an end, and while the
server is known to be silent nobody who waits for an answer knocks again: jobs do.
"""

import time
from typing import Any, TypeVar

import psycopg
from psycopg import errors
from psycopg.abc import PQGen
from sqlalchemy import Engine, event

from models.deadlines import is_set, remaining

T = TypeVar("T")
USUAL_WAIT = 35.0  # of a job; the server gives up on a statement of its own accord before that
SILENT_SECONDS = 3.0  # after no answer came, people are told at once that the store is away
_INTERVAL = 0.1  # of the driver, between looks whether somebody pressed Ctrl-C
SILENT = "the connection timed out: PostgreSQL does not answer"


class BoundedConnection(psycopg.Connection[Any]):
    """psycopg's connection, given up when the server does not answer in time."""

    silence: "Silence"

    def wait(self, gen: PQGen[T], interval: float = _INTERVAL, timeout: float | None = None) -> T:
        try:
            return super().wait(gen, interval, self.silence.limit() if timeout is None else timeout)
        except errors._WaitTimeout:
            self.silence.note()
            self.pgconn.finish()  # it may still come to an end there: nothing more must be heard of it here
            raise psycopg.OperationalError(SILENT) from None

    def commit(self) -> None:
        """Waited for as long as a job waits: given up on sooner, what was done would be called undone."""
        with self.lock:
            self.wait(self._commit_gen(), timeout=USUAL_WAIT)


class Silence:
    """When the server of one store was last found not to answer."""

    def __init__(self, hurried: tuple[float, float]) -> None:
        """`hurried`: seconds at least and at most, of a handler for one answer."""
        self._noted = float("-inf")
        self._hurried = hurried

    def limit(self) -> float:
        """Seconds to wait now for an answer."""
        least, most = self._hurried
        return max(least, min(most, remaining(most))) if is_set() else USUAL_WAIT

    def note(self) -> None:
        self._noted = time.monotonic()

    def connect(self, _dialect: Any, _record: Any, arguments: Any, more: Any) -> BoundedConnection:
        """A new connection, for SQLAlchemy. Raises psycopg.OperationalError."""
        if is_set() and time.monotonic() - self._noted < SILENT_SECONDS:
            raise psycopg.OperationalError(SILENT)
        try:
            made = BoundedConnection.connect(*arguments, **more)
        except errors.ConnectionTimeout:
            self.note()
            raise
        made.silence = self
        return made


def bounded(engine: Engine, hurried: tuple[float, float]) -> None:
    """Let every wait for the server of this engine have an end; `hurried` as of Silence."""
    event.listen(engine, "do_connect", Silence(hurried).connect)
