"""How is an SQLite store copied while it is in use, checked, and brought back?"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from models import run_lock
from models.store import make_private

NOT_A_STORE = "a store of Clearway"


class BackupRefused(Exception):
    """Nothing was changed; the message says why and what to do."""


def backup(url: str, to: Path) -> int:
    """Copy the store to `to` while others read and write it; the copy is checked before it takes its name. Its bytes.

    Raises BackupRefused. An older file of that name is replaced only by a complete, sound copy.
    """
    source = _file(url)
    part = to.with_name(to.name + ".part")
    part.unlink(missing_ok=True)
    make_private(part)
    try:
        with closing(_reading(source)) as old, closing(sqlite3.connect(part)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")  # one file that can be carried away
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise BackupRefused(f"The copy could not be written to {to}: {error}.") from error
    problems = check(part)
    if problems:
        part.unlink(missing_ok=True)
        raise BackupRefused(f"The store is damaged, so no copy was kept: {problems[0]}.")
    _settle(part, to)
    return to.stat().st_size


def check(path: Path) -> list[str]:
    """What is wrong with an SQLite file: damaged pages, broken references. Empty when it is sound."""
    try:
        with closing(_reading(path)) as connection:
            said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
            loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    except (OSError, sqlite3.Error) as error:
        return [f"{path} cannot be read: {error}"]
    return [line for line in said if line != "ok"] + [
        f"a row of {row[0]} points to nothing in {row[2]}" for row in loose
    ]


def restore(url: str, copy: Path) -> Path | None:
    """Put `copy` in the store's place. Where the store that was there is kept, None where there was none.

    Raises BackupRefused while Clearway runs on the store, or when the copy is not sound.
    """
    target = _file(url)
    problems = check(copy) if copy.is_file() else [f"{copy} does not exist"]
    if problems or not _is_store(copy):
        raise BackupRefused(f"Nothing was restored: {problems[0] if problems else f'{copy} is not {NOT_A_STORE}'}.")
    try:
        lock = run_lock.acquire(url)
    except run_lock.AlreadyRunning as error:
        raise BackupRefused(f"Nothing was restored. {error}") from error
    try:
        return _replace(target, copy)
    finally:
        if lock is not None:
            lock.release()


def _replace(target: Path, copy: Path) -> Path | None:
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    make_private(part)
    with closing(_reading(copy)) as old, closing(sqlite3.connect(part)) as new:
        old.backup(new)
    kept = None
    if target.exists():
        kept = target.with_name(target.name + ".before-restore")
        for ending in ("-wal", "-shm", ""):  # what stands in its journal belongs to the kept one, not to the copy
            there = target.with_name(target.name + ending)
            if there.exists():
                there.replace(kept.with_name(kept.name + ending))
    _settle(part, target)
    return kept


def _settle(part: Path, to: Path) -> None:
    """Give a finished file its name so that after a power cut there is the old one or the new one, whole."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(to)
    folder = os.open(to.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _file(url: str) -> Path:
    path = run_lock.file_of(url)
    if path is None:
        raise BackupRefused("This store is not an SQLite file; PostgreSQL has pg_dump and pg_restore for this.")
    return path


def _is_store(path: Path) -> bool:
    with closing(_reading(path)) as connection:
        found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    return found is not None


def _reading(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist")
    return sqlite3.connect(f"file:{path.resolve()}?mode=ro", uri=True, timeout=5.0)
