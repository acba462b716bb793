"""Does a second run on one store stop with a sentence, and is a crash noticed afterwards?"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.run_lock import AlreadyRunning, acquire

HOLD = """
import sys, time
from models.run_lock import acquire
lock = acquire(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
lock.release()
"""


def hold(url: str) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_run_is_refused_and_told_by_whom(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'clearway.db'}"
    child = hold(url)
    with pytest.raises(AlreadyRunning, match=f"process {child.pid}"):
        acquire(url)
    child.communicate("")
    lock = acquire(url)
    assert lock is not None
    assert not lock.unclean
    lock.release()


def test_a_killed_run_frees_the_store_and_is_known_as_unclean(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'clearway.db'}"
    child = hold(url)
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    lock = acquire(url)
    assert lock is not None
    assert lock.unclean
    lock.release()
    again = acquire(url)
    assert again is not None
    assert not again.unclean
    again.release()


def test_a_torn_lock_file_counts_as_unclean(tmp_path: Path) -> None:
    (tmp_path / "clearway.db.lock").write_text('{"pid": 12')
    lock = acquire(f"sqlite:///{tmp_path / 'clearway.db'}")
    assert lock is not None
    assert lock.unclean
    lock.release()


def test_postgres_needs_no_lock() -> None:
    assert acquire("postgresql+psycopg://localhost/clearway") is None
