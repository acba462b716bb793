"""How late is what is due, when ten thousand timers are open and a hundred and seventy come due each second?"""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models.inbox import InboxRow
from models.store import Store
from models.timers import Timer, TimerState
from planning.occurrences import Occurrence
from services import timers
from tests import processes
from tests.benchmarks.figures import FOLDER, Figure, Sheet, rounds, summed_up
from tests.house import until
from tests.soak.ringer import TRIAL, now

TIMERS, SECONDS = 10_000, 60


@pytest.fixture
def ringer(store: Store, store_url: str, tmp_path: Path) -> Iterator[None]:
    log = tmp_path / "ringer.log"
    running = processes.start("tests.soak.ringer", [store_url, "one"], os.environ, log, warm=FOLDER is None)
    until(lambda: log.exists() and "ready" in log.read_text(), "the process that rings", 60)
    yield
    running.send_signal(9)
    running.wait(10)


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("ringer")
def test_how_late_they_are(sheet: Sheet, store: Store, workspace: str) -> None:
    count = rounds(TIMERS, 100)
    begin = now() + timedelta(seconds=rounds(15, 0))
    due = {str(n): begin + timedelta(seconds=n * SECONDS / TIMERS) for n in range(count)}
    with store.write.begin() as session:
        for key, at in due.items():
            timers.plan(session, workspace, series=f"{TRIAL}:{key}", occurrence=Occurrence(at, key))

    def left() -> int:
        with store.read.begin() as session:
            return session.scalar(select(func.count()).where(Timer.state == TimerState.WAITING)) or 0

    until(lambda: not left(), "all of them to be rung", 200)
    with store.read.begin() as session:
        rows = [(row.key.partition(":")[0], row.received_at) for row in session.scalars(select(InboxRow))]
    assert sorted(key for key, _ in rows) == sorted(due), "each once"
    late = [(at - due[key]).total_seconds() * 1000 for key, at in rows]
    name = "PostgreSQL" if store.url.startswith("postgresql") else "SQLite"
    sheet.add(summed_up("timers", f"{count} in {SECONDS} s, late by: {name}", late))
    sheet.add(Figure("timers", f"the latest of them: {name}", max(late)))
