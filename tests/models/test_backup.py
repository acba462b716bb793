"""Can a copy be made while the store is in use, and does only a sound one come back?"""

import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from bot.clock import wall
from models import run_lock
from models.backup import BackupRefused, backup, check, restore
from models.store import Store, open_store
from models.workspaces import Workspace


def add(store: Store, id_: str) -> None:
    with store.write.begin() as session:
        session.add(Workspace(id=id_, created_at=wall()))


def count(store: Store) -> int:
    with store.read.begin() as session:
        return session.scalar(select(func.count()).select_from(Workspace)) or 0


def test_a_copy_made_under_load_is_whole_and_comes_back(sqlite_store: Store, tmp_path: Path) -> None:
    stop = threading.Event()
    written: list[str] = []

    def keep_writing() -> None:
        while not stop.is_set():
            add(sqlite_store, f"T{len(written)}")
            written.append("one")

    writer = threading.Thread(target=keep_writing)
    writer.start()
    while len(written) < 5:
        stop.wait(0.01)
    before = len(written)
    size = backup(sqlite_store.url, tmp_path / "copy.db")
    stop.set()
    writer.join()
    assert size > 0
    assert check(tmp_path / "copy.db") == []
    sqlite_store.close()

    kept = restore(sqlite_store.url, tmp_path / "copy.db")
    assert kept is not None
    back = open_store(sqlite_store.url)
    assert before <= count(back) <= len(written)
    back.close()
    old = open_store(f"sqlite:///{kept}")
    assert count(old) == len(written)
    old.close()


def test_nothing_is_restored_while_clearway_runs(sqlite_store: Store, tmp_path: Path) -> None:
    add(sqlite_store, "T1")
    backup(sqlite_store.url, tmp_path / "copy.db")
    add(sqlite_store, "T2")
    lock = run_lock.acquire(sqlite_store.url)
    assert lock is not None
    with pytest.raises(BackupRefused, match="already running"):
        restore(sqlite_store.url, tmp_path / "copy.db")
    lock.release()
    assert count(sqlite_store) == 2


def test_a_damaged_copy_is_found_and_refused(sqlite_store: Store, tmp_path: Path) -> None:
    add(sqlite_store, "T1")
    copy = tmp_path / "copy.db"
    backup(sqlite_store.url, copy)
    content = bytearray(copy.read_bytes())
    content[4096 * 3 : 4096 * 8] = b"\x55" * (4096 * 5)
    copy.write_bytes(content)
    assert check(copy) != []
    with pytest.raises(BackupRefused, match="Nothing was restored"):
        restore(sqlite_store.url, copy)
    assert count(sqlite_store) == 1


def test_a_file_that_is_no_store_is_refused(sqlite_store: Store, tmp_path: Path) -> None:
    other = open_store(f"sqlite:///{tmp_path / 'other.db'}")
    with other.engine.begin() as connection:
        connection.execute(text("CREATE TABLE cats (name TEXT)"))
    other.close()
    with pytest.raises(BackupRefused, match="is not a store of Clearway"):
        restore(sqlite_store.url, tmp_path / "other.db")
    with pytest.raises(BackupRefused, match="does not exist"):
        restore(sqlite_store.url, tmp_path / "missing.db")


def test_a_folder_that_is_not_there_is_said(sqlite_store: Store, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="could not be written"):
        backup(sqlite_store.url, tmp_path / "nowhere" / "copy.db")


def test_postgres_is_sent_to_its_own_tools(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="pg_dump"):
        backup("postgresql+psycopg://localhost/clearway", tmp_path / "copy.db")


def test_neither_a_copy_nor_what_comes_back_from_it_is_for_everybody_s_eyes(
    sqlite_store: Store, tmp_path: Path
) -> None:
    copy, place = tmp_path / "copy.db", tmp_path / "elsewhere.db"
    backup(sqlite_store.url, copy)
    restore(f"sqlite:///{place}", copy)
    assert {one.stat().st_mode & 0o777 for one in (copy, place)} == {0o600}
