"""Who carries what the outbox holds to Slack, and when does it start and stop?"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from slack_sdk import WebClient
from sqlalchemy.orm import Session

from jobs.delivery import reconcile, record, send
from jobs.delivery.classify import Passing, Shut, SlackTrouble, Throttled
from jobs.delivery.pace import METHODS, NO_LIMITS, Pace
from models.base import new_id
from models.outbox import Act
from models.store import Store, StoreBusy
from planning.people import Standing
from services import outbox_claims, outbox_doubts, outbox_results, people
from services.outbox import DeliveryPolicy
from services.outbox_claims import Parcel
from services.tenancy import Served

log = logging.getLogger(__name__)

BEAT = 0.25  # seconds between looks into the outbox when nobody rings …
LIVELY_SECONDS = 5.0  # … for so long after somebody did: an edit or a second try waits for its time then
IDLE_BEAT = 1.0  # … and after that, so that a bot that has nothing to say hardly costs anything
RESTS = 4  # times as long as a round took before the next one: however much waits, looking is a fifth of the time
LAST_SECONDS = 2.0  # to write down what was sent, once the process is to stop
PATIENCE = 5.0  # for a turn in Slack's pace, before a claimed row is given back
DEACTIVATED = "the person is deactivated"


def _threads(most: int) -> Executor:
    return ThreadPoolExecutor(most, thread_name_prefix="courier")


@dataclass
class Courier:
    """Threads of this process that send. Any number of processes may run one: a row is claimed by one of them only."""

    store: Store
    policy: DeliveryPolicy
    client_of: Callable[[str], WebClient]  # by workspace; made by send.client_for
    wall: Callable[[], datetime]
    monotonic: Callable[[], float] = time.monotonic
    pause: Callable[[threading.Event, float], bool] = threading.Event.wait  # until it is set, or so many seconds
    workers: Callable[[int], Executor] = _threads
    owner: str = field(default_factory=new_id)
    served: Served = None  # the workspaces whose tokens this process holds
    _stopping: threading.Event = field(default_factory=threading.Event)
    _busy: set[str] = field(default_factory=set)  # ids of rows and names of places that a thread is at
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def start(self, threads: int | None = None) -> None:
        """Begin. On SQLite, which serves one process, attempts of an earlier one are taken up at once."""
        self._threads = threads or self.policy.threads
        self.pace = Pace(self.monotonic, METHODS if self.policy.paced else NO_LIMITS)
        self._pool = self.workers(self._threads)
        self._tidied = self._looked = float("-inf")
        self._rung = self.monotonic()  # what an earlier process left is looked for at once
        self._alone = not self.store.write.postgres
        self._loop = threading.Thread(target=self._run, name="courier", daemon=True)
        self._loop.start()

    def stop(self) -> None:
        """Wait for what is being sent, and give back what was claimed and not begun."""
        self._stopping.set()
        self.store.write.bell.set()
        self._loop.join()
        self._pool.shutdown(wait=True)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._await_bell()
            begun = self.monotonic()
            try:
                self._tidy()
                self._send_due()
                self._resolve_doubts()
                self.pause(self._stopping, min(BEAT, RESTS * (self.monotonic() - begun)))
            except StoreBusy as error:
                log.warning("the outbox waits for the store: %s", error)
                self.pause(self._stopping, 1.0)
            except Exception:
                log.exception("the courier stumbled and goes on")
                self.pause(self._stopping, 1.0)

    def _await_bell(self) -> None:
        lively = self.monotonic() - self._rung < LIVELY_SECONDS
        if self.pause(self.store.write.bell, BEAT if lively else IDLE_BEAT):
            self._rung = self.monotonic()
        self.store.write.bell.clear()

    def _tidy(self) -> None:
        """Once a second: close what came too late, take up what a dead process left."""
        if self.monotonic() - self._tidied < 1.0:
            return
        wall = self.wall()
        with self.store.read.begin() as session:
            needed = self._alone or outbox_results.needs_tidying(session, wall=wall)
        if needed:
            with self.store.write.begin() as session:
                outbox_results.expire(session, wall=wall)
                outbox_results.reclaim(
                    session, wall=wall, quiet_seconds=self.policy.quiet_seconds, everything=self._alone
                )
        self._alone = False
        self._tidied = self.monotonic()

    def _send_due(self) -> None:
        free = self._threads - len(self._busy)
        if free <= 0:
            return
        policy, resting = self.policy, self.pace.resting()
        with self.store.read.begin() as session:
            ids = outbox_claims.due(
                session,
                limit=free,
                wall=self.wall(),
                edit_gap=policy.edit_gap_seconds,
                resting=resting,
                served=self.served,
            )
        for parcel in self._claimed(ids) if ids else ():
            self._hand_over(parcel.id, partial(self._carry, parcel))

    def _claimed(self, ids: list[tuple[str, str]]) -> list[Parcel]:
        lease = self.policy.lease_seconds
        with self.store.write.begin() as session:
            return outbox_claims.claim(session, ids, owner=self.owner, lease_seconds=lease, wall=self.wall())

    def _resolve_doubts(self) -> None:
        if self.monotonic() - self._looked < min(1.0, self.policy.quiet_seconds / 2):
            return
        self._looked = self.monotonic()
        with self.store.read.begin() as session:
            doubts = outbox_doubts.doubtful(session, wall=self.wall(), served=self.served)
        for place, unsure in reconcile.by_place(doubts).items():
            self._hand_over(" ".join(place), partial(self._resolve, unsure))

    def _hand_over(self, name: str, work: Callable[[], None]) -> None:
        """Let a thread do it, unless one is at it already."""
        with self._guard:
            if name in self._busy:
                return
            self._busy.add(name)
        self._pool.submit(self._guarded, name, work)

    def _guarded(self, name: str, work: Callable[[], None]) -> None:
        try:
            work()
        except StoreBusy as error:
            log.warning("an attempt waits for its lease to end: %s", error)
        except Exception:  # the row stays as it is: its lease ends, and then it is looked up
            log.exception("an attempt stumbled")
        finally:
            with self._guard:
                self._busy.discard(name)
            self.store.write.bell.set()

    def _resolve(self, unsure: list[outbox_doubts.Doubt]) -> None:
        client = self.client_of(unsure[0].workspace)
        reconcile.resolve(self.store.write, client, unsure, policy=self.policy, wall=self.wall(), take=self._take)

    def _carry(self, parcel: Parcel) -> None:
        if parcel.act == Act.POST and self._is_deactivated(parcel):
            self._record(partial(outbox_results.failed, parcel=parcel, reason=DEACTIVATED, wall=self.wall()))
            return
        try:
            self._take(parcel.workspace, parcel.act, parcel.lane if parcel.act == Act.POST else "")
        except Passing:
            self._record(partial(outbox_results.release, parcels=[parcel]))
            return
        self._record(self._send(parcel))

    def _send(self, parcel: Parcel) -> Callable[[Session], object]:
        """What is to be written down about the attempt that was made."""
        self.store.write.failpoint("before_send")
        end: Callable[[Session], object]
        try:
            receipt = send.attempt(self.client_of(parcel.workspace), parcel, self.policy.timeout_seconds)
            end = partial(outbox_results.sent, parcel=parcel, channel=receipt.channel, ts=receipt.ts, wall=self.wall())
        except SlackTrouble as trouble:
            self._slow_down(parcel, trouble)
            end = partial(record.trouble, parcel=parcel, found=trouble, policy=self.policy, wall=self.wall())
        self.store.write.failpoint("after_send")
        return end

    def _record(self, write_down: Callable[[Session], object]) -> None:
        """Tried until the lease is over: what Slack has should not be looked up only because the store was busy."""
        failpoint = self.store.write.failpoint
        until = self.monotonic() + self.policy.lease_seconds
        failpoint("before_record")
        while True:
            try:
                with self.store.write.begin() as session:
                    write_down(session)
                break
            except StoreBusy:
                if self._stopping.is_set():  # the next process looks up what could not be written down
                    until = min(until, self.monotonic() + LAST_SECONDS)
                if self.monotonic() > until:
                    raise
                time.sleep(0.2)
        failpoint("after_record")

    def _take(self, workspace: str, method: str, channel: str) -> None:
        """Wait for the turn. Raises Passing when it does not come soon, or when the process is to stop."""
        until = self.monotonic() + PATIENCE
        while (wait := self.pace.take(workspace, method, channel)) > 0:
            if self.monotonic() + wait > until or self.pause(self._stopping, wait):
                raise Passing("no turn yet")
        if self._stopping.is_set():
            raise Passing("stopping")

    def _slow_down(self, parcel: Parcel, trouble: SlackTrouble) -> None:
        if isinstance(trouble, Throttled):
            channel = parcel.lane if parcel.act == Act.POST else ""
            self.pace.rest(parcel.workspace, parcel.act, trouble.seconds, channel)
        elif isinstance(trouble, Shut):
            self.pace.stop(parcel.workspace, self.policy.refused_rest_seconds)

    def _is_deactivated(self, parcel: Parcel) -> bool:
        if not parcel.target.startswith(("U", "W")):
            return False
        with self.store.read.begin() as session:
            person = people.by_slack_id(session, parcel.workspace, parcel.target)
        return person is not None and person.standing == Standing.DEACTIVATED
