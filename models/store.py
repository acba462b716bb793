"""How is the store opened, and how do its transactions begin and end?"""

import logging
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from models.deadlines import check, is_set, remaining
from models.failpoints import Failpoint, nothing
from models.patience import USUAL, Patience
from models.queue_lock import QueueLock

log = logging.getLogger(__name__)


class StoreBusy(Exception):
    """The store could not be reached or written in time; nothing was changed."""


@dataclass
class Reader:
    """Opens read transactions: a consistent picture, no lock, and no write goes through."""

    sessions: sessionmaker[Session]
    patience: Patience
    postgres: bool = False

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """StoreBusy where a statement takes too long, DeadlinePassed."""
        with _said_plainly(reading=True), self.sessions.begin() as session:
            if self.postgres:  # a migration or a backup may lock a table: who only looks must not hang on it either
                _limit_statements(session, self.patience)
            yield session


@dataclass
class Writer:
    """Opens write transactions, one after the other on SQLite. They never nest: the inner would wait for the outer."""

    sessions: sessionmaker[Session]
    queue: QueueLock | None
    failpoint: Failpoint
    patience: Patience
    postgres: bool = False
    bell: threading.Event = field(default_factory=threading.Event)  # rung after a commit that left something to send
    _here: threading.local = field(default_factory=threading.local)

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """One transaction: committed at the end, rolled back when the block raises. StoreBusy, DeadlinePassed."""
        if getattr(self._here, "open", False):
            raise RuntimeError("a write transaction was opened inside another one on this thread")
        if self.queue is not None and not self.queue.acquire(self._turn()):
            raise StoreBusy("another write took too long")
        self._here.open = True
        try:
            with _said_plainly(), self.sessions() as session:
                yield from self._transaction(session)
        finally:
            self._here.open = False
            if self.queue is not None:
                self.queue.release()

    def _turn(self) -> float:
        """Seconds to wait for it: a handler waits no longer than its deadline."""
        return min(self.patience.turn, remaining(self.patience.turn))

    def _transaction(self, session: Session) -> Iterator[Session]:
        with session.begin():
            if self.postgres:
                _limit_statements(session, self.patience)
            yield session
            session.flush()
            check()
            self.failpoint("before_commit")
        self.failpoint("after_commit")
        if session.info.get("rings"):
            self.bell.set()


@dataclass(frozen=True)
class Store:
    url: str
    engine: Engine
    write: Writer
    read: Reader
    patience: Patience = USUAL

    def close(self) -> None:
        self.engine.dispose()


def open_store(url: str, *, threads: int = 48, failpoint: Failpoint = nothing, patience: Patience = USUAL) -> Store:
    """The store at `url` (SQLite file or PostgreSQL) for up to `threads` threads at a time, one more of which waits
    for a connection and then finds it busy. Creates no tables."""
    sqlite = url.startswith("sqlite")
    options: dict[str, Any] = {
        "poolclass": QueuePool,
        "pool_size": threads,
        "max_overflow": 0,
        "pool_timeout": patience.connection,
        "hide_parameters": True,  # what people wrote would stand in the traceback of any error
    }
    if sqlite:
        options["connect_args"] = {"timeout": 1.0, "check_same_thread": False}
    else:
        options["pool_pre_ping"] = True
        # Without the second a server that vanished from the network would hold its callers for a quarter of an hour.
        options["connect_args"] = {"connect_timeout": 2, "tcp_user_timeout": 3000}
    engine = create_engine(url, **options)
    if sqlite:
        event.listen(engine, "do_connect", _make_private)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        from models.silence import bounded  # it loads PostgreSQL's driver, which SQLite does without

        bounded(engine, patience.silence)
    event.listen(engine, "before_cursor_execute", _check_deadline)
    writes = sessionmaker(engine, expire_on_commit=False)
    event.listen(writes, "loaded_as_persistent", _keep)
    picture = {"readonly": True} if sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    reads = sessionmaker(engine.execution_options(**picture), expire_on_commit=False, autoflush=False)
    event.listen(reads, "loaded_as_persistent", _keep)
    writer = Writer(writes, QueueLock() if sqlite else None, failpoint, patience, postgres=not sqlite)
    return Store(url, engine, writer, Reader(reads, patience, postgres=not sqlite), patience)


def _keep(session: Session, row: object) -> None:
    """Hold on to what a transaction has read: a session knows rows weakly, and would ask for a lost one again."""
    session.info.setdefault("read", []).append(row)


def _make_private(_dialect: Any, _record: Any, arguments: Sequence[Any], _more: Any) -> None:
    """A store that is not there yet is made for its owner's eyes only; SQLite's journals take its rights over."""
    make_private(Path(arguments[0]))


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read, where there is no file of that name."""
    with suppress(FileExistsError, FileNotFoundError, PermissionError):  # the driver says better what is wrong
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would begin late and deferred; we begin ourselves
    # Without secure_delete what was deleted stays readable in the file; some builds of SQLite have it, others do not.
    # Every connection has a cache of its own, of 2 MB unless told otherwise, beside that of the system: with so many
    # connections they fill for hours, which looks like a leak.
    settings = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=1000", "secure_delete=ON")
    for pragma in (*settings, "cache_size=-400"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    readonly = bool(connection.get_execution_options().get("readonly"))
    if connection.info.get("readonly", False) is not readonly:  # as the last transaction on this connection left it
        connection.info.pop("readonly", None)  # unknown, should the next line fail
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if readonly else 'OFF'}")
        connection.info["readonly"] = readonly
    connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")


def _limit_statements(session: Session, patience: Patience) -> None:
    hurried = min(patience.statement, max(remaining(patience.statement), 0.001))
    seconds = hurried if is_set() else patience.job
    limit = max(1, int(seconds * 1000))
    # A process that is frozen in the middle of a transaction loses it, and with it its locks: others go on.
    said = (
        "SELECT set_config('statement_timeout', :limit, true), set_config('lock_timeout', :limit, true), "
        "set_config('idle_in_transaction_session_timeout', :idle, true)"
    )
    session.execute(text(said), {"limit": str(limit), "idle": str(int(patience.idle * 1000))})


def _check_deadline(*_: Any) -> None:
    check()


@contextmanager
def _said_plainly(*, reading: bool = False) -> Iterator[None]:
    """Turns "locked", "gone away", "timed out" of either database into StoreBusy; anything else is a defect."""
    try:
        yield
    except DBAPIError as error:
        if _passing(error) and not (reading and "read" in str(error.orig)):  # to write through a Reader is a defect
            log.warning("the store is not available: %s", error.orig)
            raise StoreBusy(str(error.orig)) from error
        raise
    except PoolTimeout as error:
        log.warning("every connection to the store is in use: %s", error)
        raise StoreBusy("every connection to the store is in use") from error


# What either database says when it cannot now, though it could a moment later or once there is room again.
_PASSING = (
    "locked",
    "disk is full",
    "readonly",
    "read-only",
    "disk i/o",
    "unable to open",
    "timeout",
    "deadlock",
    "could not serialize",
    "terminating connection",
    "shutting down",
    "starting up",
    "connection",
    "no space left",
)


def _passing(error: DBAPIError) -> bool:
    """Only errors of operation count: the words of a violated constraint may quote what a person typed."""
    if error.connection_invalidated:
        return True
    said = str(error.orig).lower()
    return isinstance(error, OperationalError | InternalError) and any(word in said for word in _PASSING)
