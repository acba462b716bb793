"""Is another Clearway running on this SQLite store, and did the last one end as it should?"""

import fcntl
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import make_url


class AlreadyRunning(Exception):
    """Another process holds the store; the message names it."""


@dataclass
class RunLock:
    """Held as long as this process runs; the system lets go of it with the process, whatever ends that."""

    path: Path
    file: IO[str]
    unclean: bool  # the last run did not say goodbye: power, kill or crash

    def release(self) -> None:
        """Say goodbye."""
        _write(self.file, {"pid": os.getpid(), "clean": True})
        fcntl.flock(self.file, fcntl.LOCK_UN)
        self.file.close()


def file_of(url: str) -> Path | None:
    """The file of an SQLite store; None for other databases and for one in memory."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        return None
    return Path(str(parsed.database))


def acquire(url: str) -> RunLock | None:
    """Take the lock beside the store's file. None where the store needs none. Raises AlreadyRunning."""
    database = file_of(url)
    if database is None:
        return None
    path = database.with_name(database.name + ".lock")
    file = path.open("a+")  # not emptied: what the last run left is read first
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        last = _read(file)
        file.close()
        raise AlreadyRunning(
            f"Clearway is already running on {database} (process {last.get('pid', 'unknown')}). "
            "Stop that one first, or give this one a store of its own with DATABASE_URL."
        ) from None
    last = _read(file)
    _write(file, {"pid": os.getpid(), "clean": False})
    return RunLock(path, file, unclean=bool(last) and not last.get("clean"))


def _read(file: IO[str]) -> dict[str, object]:
    file.seek(0)
    try:
        found = json.loads(file.read() or "{}")
    except ValueError:
        return {"clean": False}  # torn by a power cut: as unclean as can be
    return found if isinstance(found, dict) else {"clean": False}


def _write(file: IO[str], what: dict[str, object]) -> None:
    file.seek(0)
    file.truncate()
    file.write(json.dumps(what))
    file.flush()
    os.fsync(file.fileno())
