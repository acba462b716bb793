"""Who rings the bell? Ticks only: what is due when is in the store, not here."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from jobs.work import Tick, Work
from models.store import StoreBusy

log = logging.getLogger(__name__)

WATCH_SECONDS = 0.5
SET_BACK = 2.0  # seconds: less than this is the clock being adjusted


class JumpingTrigger(BaseTrigger):  # type: ignore[misc]  # APScheduler brings no types
    """The next tick lies one interval after now, never before: after a jump of years one tick is run, not millions."""

    def __init__(self, seconds: float, first: float = 0.0) -> None:
        self.interval = timedelta(seconds=seconds)
        self.first = timedelta(seconds=first)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        return now + self.first if previous_fire_time is None else max(now, previous_fire_time) + self.interval


class Scheduler:
    """Runs the jobs of a timetable, each on its cadence; a job that takes longer than that skips a turn."""

    def __init__(
        self,
        timetable: Sequence[Tick],
        work: Work,
        *,
        wall: Callable[[], datetime] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`wall` and `monotonic` are what the watchdog compares; tests set the first back."""
        self._wall = wall or work.wall
        self._monotonic = monotonic
        self._stopping = work.stopping
        self._ticker = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(max(4, len(timetable)))},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone=UTC,
        )
        for tick in timetable:
            trigger = JumpingTrigger(tick.seconds, tick.first)
            self._ticker.add_job(partial(run, tick, work), trigger, id=tick.name, name=tick.name)
        logging.getLogger("apscheduler").setLevel(
            logging.ERROR
        )  # "skipped: maximum number of running instances" is meant
        self._watchdog = threading.Thread(target=self._watch, name="clock-watchdog", daemon=True)

    def start(self) -> None:
        self._ticker.start()
        self._watchdog.start()

    def stop(self) -> None:
        """Start nothing new, and wait for what runs; what would run for long looks whether it is to stop."""
        self._stopping.set()
        self._ticker.pause()
        self._ticker.shutdown(wait=True)
        self._watchdog.join()

    def _watch(self) -> None:
        """A clock set back by a day would keep every job still for a day: they are put to now."""
        offset = self._offset()
        while not self._stopping.wait(WATCH_SECONDS):
            here = self._offset()
            if here < offset - SET_BACK:
                log.warning("the clock was set back by %.0f s; the jobs go on from now", offset - here)
                for job in self._ticker.get_jobs():
                    job.modify(next_run_time=self._wall())
            offset = here

    def _offset(self) -> float:
        return self._wall().timestamp() - self._monotonic()


def run(tick: Tick, work: Work) -> None:
    """One turn of one job. Whatever it raises is logged here, and its next turn comes all the same."""
    try:
        tick.job(work)
    except StoreBusy as error:
        log.warning("%s waits for the store: %s", tick.name, error)
    except Exception:
        log.exception("%s failed; its next turn is in %g s", tick.name, tick.seconds)
