"""Does the ticker tick, whatever a job raises and wherever the clock goes?"""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient

from bot.clock import wall
from bot.scheduler import JumpingTrigger, Scheduler
from jobs.work import Tick, Work
from models.store import Store, StoreBusy
from services.health import Board
from services.policies import Policy


@pytest.fixture
def work(sqlite_store: Store) -> Work:
    return Work(
        sqlite_store.write,
        sqlite_store.read,
        Policy(),
        wall,
        wall,
        lambda _: WebClient(retry_handlers=[]),
        "me",
        Board(),
    )


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


def test_jobs_run_again_and_again_also_after_they_raised(work: Work) -> None:
    turns = {"good": 0, "bad": 0, "busy": 0}

    def good(_: Work) -> None:
        turns["good"] += 1

    def bad(_: Work) -> None:
        turns["bad"] += 1
        raise ZeroDivisionError

    def busy(_: Work) -> None:
        turns["busy"] += 1
        raise StoreBusy("later")

    scheduler = Scheduler([Tick("good", 0.1, good), Tick("bad", 0.1, bad), Tick("busy", 0.1, busy)], work)
    scheduler.start()
    until(lambda: min(turns.values()) >= 3)
    scheduler.stop()
    ended = dict(turns)
    time.sleep(0.3)
    assert turns == ended


def test_stopping_waits_for_what_runs(work: Work) -> None:
    began, ended = threading.Event(), threading.Event()

    def slow(_: Work) -> None:
        began.set()
        time.sleep(0.4)
        ended.set()

    scheduler = Scheduler([Tick("slow", 60, slow)], work)
    scheduler.start()
    began.wait(10)
    scheduler.stop()
    assert ended.is_set()


def test_a_job_never_runs_beside_itself(work: Work) -> None:
    running, most, turns = [0], [0], [0]

    def slow(_: Work) -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.15)
        running[0] -= 1
        turns[0] += 1

    scheduler = Scheduler([Tick("slow", 0.05, slow)], work)
    scheduler.start()
    until(lambda: turns[0] >= 3)
    scheduler.stop()
    assert most[0] == 1


def test_a_jump_of_years_makes_one_tick_not_millions() -> None:
    trigger = JumpingTrigger(1.0)
    start = datetime(2026, 3, 2, tzinfo=UTC)
    assert trigger.get_next_fire_time(None, start) == start
    assert trigger.get_next_fire_time(start, start) == start + timedelta(seconds=1)
    later = start + timedelta(days=3650)
    assert trigger.get_next_fire_time(start, later) == later + timedelta(seconds=1)


def test_a_clock_set_back_by_a_day_does_not_keep_the_jobs_still(work: Work) -> None:
    """A job that is to run tomorrow by the old clock is put to now when the watchdog sees the clock go back."""
    turns, shift = [0], [timedelta(0)]

    def count(_: Work) -> None:
        turns[0] += 1

    scheduler = Scheduler([Tick("count", 86400, count)], work, wall=lambda: wall() + shift[0])
    scheduler.start()
    until(lambda: turns[0] == 1)
    shift[0] = timedelta(days=-1)
    until(lambda: turns[0] == 2)
    scheduler.stop()
