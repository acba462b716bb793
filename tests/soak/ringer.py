"""A process that sees to timers as the bot does: `python -m tests.soak.ringer URL NAME`; it ends with its parent.

What it does at each is the smallest effect that can be counted: a row that says when, and by whom.
"""

import os
import sys
import threading
import time
from datetime import UTC, datetime
from functools import partial

from slack_sdk import WebClient
from sqlalchemy.orm import Session

from bot.scheduler import Scheduler
from jobs import timers
from jobs.work import Effect, Series, Tick, Work
from models.base import new_id
from models.inbox import InboxRow
from models.store import open_store
from services.health import Board
from services.policies import Policy
from services.timers import Due

TRIAL = "trial"
LEASE_SECONDS, TICK_SECONDS = 3.0, 1.0  # those of the timetable


def now() -> datetime:
    return datetime.now(UTC)


def note(name: str, _: Work, due: Due) -> Effect:
    def effect(session: Session) -> None:
        key = f"{due.occurrence.key}:{name}:{new_id()}"
        session.add(InboxRow(workspace=due.workspace, key=key, received_at=now()))

    return effect


def main(url: str, name: str) -> None:
    store = open_store(url, threads=4)
    work = Work(
        write=store.write,
        read=store.read,
        policy=Policy(),
        now=now,
        wall=now,
        client_of=lambda _: WebClient(),
        owner=f"{name}:{os.getpid()}",
        board=Board(),
        stopping=threading.Event(),
    )
    ring = partial(timers.ring, series={TRIAL: Series(None, partial(note, name))}, lease_seconds=LEASE_SECONDS)
    Scheduler([Tick("timers.ring", TICK_SECONDS, ring)], work).start()
    print("ready", flush=True)
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
