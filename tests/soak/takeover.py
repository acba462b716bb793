"""Is everything done in time and once when of three processes one is killed and one is frozen?"""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy import delete, func, select

from models.inbox import InboxRow
from models.migrate import upgrade
from models.store import Store, open_store
from models.timers import Timer, TimerState
from planning.occurrences import Occurrence
from services import timers
from tests import processes
from tests.conftest import add_workspace
from tests.house import until
from tests.processes import Running
from tests.soak.findings import Findings, Round
from tests.soak.postgres import own_postgres
from tests.soak.ringer import TRIAL, now

TIMERS, STRETCH = 300, 3.0  # so many are due within so many seconds
IN_TIME = 5.0  # seconds
PATIENCE = 60.0


@contextmanager
def opened(folder: Path) -> Iterator[Round]:
    with own_postgres() as postgres:
        store = open_store(postgres.url, threads=4)
        upgrade(store)
        workspace = add_workspace(store)
        try:
            yield partial(_round, store, workspace, folder)
        finally:
            store.close()


def _round(store: Store, workspace: str, folder: Path, number: int, chance: Random) -> Findings:
    found = Findings()
    ringers = [_started(store.url, name, folder / f"{number}-{name}.log") for name in ("one", "two", "three")]
    begin = now() + timedelta(seconds=0.5)
    due = {f"{number}-{n}": begin + timedelta(seconds=chance.uniform(0, STRETCH)) for n in range(TIMERS)}
    with store.write.begin() as session:
        session.execute(delete(Timer))
        session.execute(delete(InboxRow))
        for key, at in due.items():
            timers.plan(session, workspace, series=f"{TRIAL}:{key}", occurrence=Occurrence(at, key))
    try:
        time.sleep(chance.uniform(0.5, STRETCH))
        ringers[0].send_signal(signal.SIGKILL)
        time.sleep(chance.uniform(0, 0.5))
        ringers[1].send_signal(signal.SIGSTOP)
        found.never("never done", [] if _done(store) else [f"round {number}: {_left(store)} of {TIMERS}"])
        ringers[1].send_signal(signal.SIGCONT)
        time.sleep(1.5)  # what the frozen one had in its hands, it finds done by another
    finally:
        for one in ringers:
            one.send_signal(signal.SIGKILL)
    with store.read.begin() as session:
        rows = [(row.key.partition(":")[0], row.received_at) for row in session.scalars(select(InboxRow))]
    found.count("takeovers")
    found.count("timers", TIMERS)
    found.never("done twice", [key for key, times in Counter(key for key, _ in rows).items() if times > 1])
    for key, at in rows:
        found.most("latest by s", (at - due[key]).total_seconds())
    # Counted, and no failure: a busy machine is no finding.
    found.count("later than 5 s", sum((at - due[key]).total_seconds() > IN_TIME for key, at in rows))
    return found


def _started(url: str, name: str, log: Path) -> Running:
    running = processes.start("tests.soak.ringer", [url, name], os.environ, log)
    until(lambda: log.exists() and "ready" in log.read_text(), f"the process {name}", 60)
    return running


def _done(store: Store) -> bool:
    end = time.monotonic() + PATIENCE
    while _left(store) and time.monotonic() < end:
        time.sleep(0.05)
    return not _left(store)


def _left(store: Store) -> int:
    with store.read.begin() as session:
        return session.scalar(select(func.count()).where(Timer.state == TimerState.WAITING)) or 0
