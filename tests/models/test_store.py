"""Does the store keep its word: durable, in turn, in time, all or nothing?"""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.clock import wall
from models.deadlines import DeadlinePassed, deadline
from models.failpoints import kill_at
from models.inbox import InboxRow
from models.patience import Patience
from models.store import Store, StoreBusy, open_store
from models.workspaces import Workspace


def row(key: str) -> InboxRow:
    return InboxRow(workspace="T1", key=key, received_at=wall())


def keys(store: Store) -> set[str]:
    with store.read.begin() as session:
        return set(session.scalars(select(InboxRow.key)))


def test_sqlite_is_opened_as_it_must_be(sqlite_store: Store) -> None:
    with sqlite_store.write.begin() as session:
        said = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        }
    here = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 1000, "secure_delete": 1}
    assert said == here


def test_a_block_that_raises_changes_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.write.begin() as session:
        session.add(row("a"))
        session.flush()
        raise ZeroDivisionError
    assert keys(store) == set()


def test_the_bell_rings_after_the_commit_of_something_to_send_and_only_then(store: Store) -> None:
    with store.write.begin() as session:
        session.add(row("silent"))
    assert not store.write.bell.is_set()
    with store.write.begin() as session:
        session.add(row("loud"))
        session.info["rings"] = True
        assert not store.write.bell.is_set()
    assert store.write.bell.is_set()


def test_a_write_inside_a_write_is_a_defect_and_the_outer_one_still_works(store: Store) -> None:
    with store.write.begin() as session:
        with pytest.raises(RuntimeError, match="inside another"), store.write.begin():
            pass
        session.add(row("outer"))
    assert keys(store) == {"outer"}
    with store.write.begin() as session:
        session.add(row("next"))
    assert keys(store) == {"outer", "next"}


def test_reading_inside_a_write_sees_what_was_committed_before(store: Store) -> None:
    with store.write.begin() as session:
        session.add(row("new"))
        session.flush()
        assert keys(store) == set()
    assert keys(store) == {"new"}


def test_a_reader_cannot_write_and_that_is_a_defect_not_a_busy_store(store: Store) -> None:
    with pytest.raises(DBAPIError), store.read.begin() as session:
        session.execute(text("DELETE FROM inbox"))


def test_a_reader_sees_one_picture_however_long_it_looks(store: Store) -> None:
    with store.read.begin() as session:
        assert session.scalar(select(func.count()).select_from(InboxRow)) == 0
        writer = threading.Thread(target=lambda: add(store, "meanwhile"))
        writer.start()
        writer.join()
        assert session.scalar(select(func.count()).select_from(InboxRow)) == 0
    assert keys(store) == {"meanwhile"}


def add(store: Store, key: str) -> None:
    with store.write.begin() as session:
        session.add(row(key))


def test_past_the_deadline_nothing_is_changed(store: Store) -> None:
    with pytest.raises(DeadlinePassed), deadline(time.monotonic() + 0.2), store.write.begin() as session:
        session.add(row("late"))
        session.flush()
        time.sleep(0.25)
    with pytest.raises(DeadlinePassed), deadline(time.monotonic() - 1), store.write.begin() as session:
        session.add(row("later still"))
    assert keys(store) == set()
    add(store, "in time")
    assert keys(store) == {"in time"}


def test_a_handler_waits_for_its_turn_no_longer_than_its_deadline(sqlite_store: Store) -> None:
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with sqlite_store.write.begin():
            held.set()
            free.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    try:
        with pytest.raises(StoreBusy), deadline(time.monotonic() + 0.2), sqlite_store.write.begin():
            pass
    finally:
        free.set()
        holder.join()


def test_a_store_that_another_process_locks_is_busy_not_broken(sqlite_store: Store) -> None:
    other = sqlite3.connect(sqlite_store.url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreBusy), sqlite_store.write.begin() as session:
            session.add(row("blocked"))
    finally:
        other.execute("ROLLBACK")
        other.close()
    add(sqlite_store, "free")
    assert keys(sqlite_store) == {"free"}


def test_when_every_connection_is_in_use_the_store_is_busy(migrated_sqlite: Path) -> None:
    store = open_store(f"sqlite:///{migrated_sqlite}", threads=1, patience=Patience(connection=0.2))
    with store.read.begin() as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(StoreBusy, match="in use"), store.read.begin() as second:
            second.execute(text("SELECT 1"))
    store.close()


@pytest.mark.postgres
def test_a_lost_connection_is_busy_and_the_next_one_works(migrated_postgres: str) -> None:
    store = open_store(migrated_postgres, threads=4)
    with pytest.raises(StoreBusy), store.write.begin() as session:
        own = session.execute(text("SELECT pg_backend_pid()")).scalar()
        with store.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": own})
            other.commit()
        session.execute(text("SELECT 1"))
    with store.write.begin() as session:
        assert session.execute(text("SELECT 1")).scalar() == 1
    store.close()


@pytest.mark.postgres
def test_a_row_that_is_locked_keeps_a_handler_no_longer_than_its_deadline(migrated_postgres: str) -> None:
    store = open_store(migrated_postgres, threads=4)
    with store.write.begin() as session:
        session.add(Workspace(id="TLOCK", created_at=wall()))
    lock = text("SELECT id FROM workspaces WHERE id = 'TLOCK' FOR UPDATE")
    with store.engine.begin() as other:
        other.execute(lock)
        began = time.monotonic()
        with pytest.raises(StoreBusy), deadline(time.monotonic() + 0.4), store.write.begin() as session:
            session.execute(lock)
        assert time.monotonic() - began < 5
    with store.write.begin() as session:
        session.execute(text("DELETE FROM workspaces WHERE id = 'TLOCK'"))
    store.close()


@pytest.mark.postgres
def test_who_only_looks_at_a_locked_table_is_not_kept_waiting_either(migrated_postgres: str) -> None:
    store = open_store(migrated_postgres, threads=4)
    with store.engine.begin() as other:
        other.execute(text("LOCK TABLE workspaces IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(StoreBusy), deadline(time.monotonic() + 0.3), store.read.begin() as session:
            session.execute(text("SELECT id FROM workspaces"))
    with store.read.begin() as session:
        assert session.execute(text("SELECT current_setting('statement_timeout')")).scalar() == "30s"
    store.close()


def test_a_new_store_and_its_journals_are_for_its_owner_only(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'new.db'}", threads=2)
    with store.write.begin() as session:
        session.execute(text("CREATE TABLE one (two)"))
    assert {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {
        "new.db": 0o600,
        "new.db-wal": 0o600,
        "new.db-shm": 0o600,
    }
    store.close()


def test_a_broken_rule_is_a_defect_even_when_its_words_sound_like_trouble(store: Store) -> None:
    with store.write.begin() as session:
        session.add(Workspace(id="connection timeout deadlock locked", created_at=wall()))
    with pytest.raises(IntegrityError), store.write.begin() as session:
        session.add(Workspace(id="connection timeout deadlock locked", created_at=wall()))


def test_writers_get_their_turn_in_the_order_in_which_they_came(sqlite_store: Store) -> None:
    order: list[int] = []
    threads = []
    with sqlite_store.write.begin():
        for number in range(12):
            thread = threading.Thread(target=note, args=(sqlite_store, lambda number=number: order.append(number)))
            thread.start()
            threads.append(thread)
            wait_for_queue(sqlite_store, number + 1)
    for thread in threads:
        thread.join()
    assert order == list(range(12))


def note(store: Store, what: Callable[[], None]) -> None:
    with store.write.begin():
        what()


def wait_for_queue(store: Store, length: int) -> None:
    assert store.write.queue is not None
    while len(store.write.queue._waiting) < length:
        time.sleep(0.002)


def test_many_threads_lose_nothing(store: Store) -> None:
    def work(name: int) -> None:
        for number in range(15):
            add(store, f"{name}-{number}")

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys(store)) == 120


WRITE = """
import sys
from datetime import UTC, datetime
from models.inbox import InboxRow
from models.failpoints import kill_at, nothing
from models.patience import Patience
from models.store import open_store
store = open_store(sys.argv[1], threads=2, failpoint=kill_at(sys.argv[2]) if len(sys.argv) > 2 else nothing)
number = 0
while True:
    with store.write.begin() as session:
        session.add(InboxRow(workspace="T1", key=str(number), received_at=datetime.now(UTC)))
    print(number, flush=True)
    number += 1
"""


def child(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITE, *arguments], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )


def test_what_was_acknowledged_survives_kill_nine(store_url: str) -> None:
    process = child(store_url)
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(30)]
    os.kill(process.pid, signal.SIGKILL)
    said += process.communicate()[0].splitlines()
    store = open_store(store_url)
    acknowledged = {line.strip() for line in said if line.strip()}
    assert len(acknowledged) >= 30
    assert acknowledged <= keys(store)
    store.close()


@pytest.mark.parametrize(("failpoint", "kept"), [("before_commit:3", {"0", "1"}), ("after_commit:3", {"0", "1", "2"})])
def test_a_failpoint_kills_exactly_there(store_url: str, failpoint: str, kept: set[str]) -> None:
    process = child(store_url, failpoint)
    process.communicate(timeout=30)
    assert process.returncode == -signal.SIGKILL
    store = open_store(store_url)
    assert keys(store) == kept
    store.close()


def test_a_file_arms_a_running_process(store_url: str, tmp_path: Path) -> None:
    armed, written = tmp_path / "armed", tmp_path / "written"
    process = child(store_url, f"@{armed}")
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(3)]
    written.write_text("before_commit:2")
    written.rename(armed)
    said += process.stdout.readlines()  # communicate would read past what is buffered already
    assert process.wait(30) == -signal.SIGKILL
    store = open_store(store_url)
    assert keys(store) == {line.strip() for line in said}
    store.close()


@pytest.mark.parametrize("spec", ["after_comit:1", "after_commit", "after_commit:0", "after_commit:x", ""])
def test_a_failpoint_that_does_not_exist_is_refused(spec: str) -> None:
    with pytest.raises(ValueError, match="a failpoint is written"):
        kill_at(spec)


def test_what_people_wrote_does_not_stand_in_an_error(store: Store) -> None:
    add(store, "canary")
    with pytest.raises(IntegrityError) as raised, store.write.begin() as session:
        session.execute(text("INSERT INTO inbox SELECT workspace, key, received_at, :said FROM inbox"), {"said": "[]"})
    assert "'[]'" not in str(raised.value)
    assert "hidden" in str(raised.value)
