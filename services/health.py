"""Is everything on its way that should be, and what stands still?"""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models.base import Base
from models.outbox import OutboxRow, Sending
from services import feeds, timer_lists, timers
from services.outbox_claims import is_open
from services.outbox_rows import is_untold
from services.tenancy import Served, among

LATE = timedelta(seconds=60)  # a timer may be this late before it counts
IN_DOUBT = timedelta(minutes=15)  # an unconfirmed message may stay so this long
STUCK = timedelta(seconds=60)  # past its lease
RECENT = timedelta(days=1)  # what was settled since then is counted
STALE = timedelta(minutes=2)  # a report of this age says that nobody audits any more


@dataclass(frozen=True)
class HealthReport:
    """One look at the whole installation."""

    wall: datetime  # when it was made
    overdue_timers: int  # due for more than a minute of business time
    waiting_timers: int
    timers: dict[str, int]  # by how they stand; of those that are over, what the last day was to bring
    outbox: dict[str, int]  # rows by state; of those that are settled, what the last day brought
    oldest_pending_seconds: float  # since the oldest row that waits was written; 0.0 where none waits
    old_unknown: int  # unconfirmed for more than 15 minutes
    stuck_leases: int  # attempts past their lease by more than a minute
    untold_failures: int
    feeds: int = 0  # calendars that are read
    feeds_broken: int = 0  # of these, which cannot be read at the moment; their owners know, and nobody else need
    repaired: int = 0  # expired leases that this audit took up
    problems: tuple[str, ...] = field(default=())

    @property
    def ok(self) -> bool:
        return not self.problems

    def is_stale(self, wall: datetime) -> bool:
        """Whether it is too old to be believed."""
        return wall - self.wall > STALE


@dataclass
class Board:
    """Where the newest report hangs, for whoever asks: /healthz and /metrics."""

    _report: HealthReport | None = None
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def hang(self, report: HealthReport) -> None:
        with self._guard:
            self._report = report

    def latest(self) -> HealthReport | None:
        """None until the first audit, seconds after the start."""
        with self._guard:
            return self._report


def examine(
    session: Session, *, now: datetime, wall: datetime, repaired: int = 0, served: Served = None
) -> HealthReport:
    """Count what waits, what is late and what is stuck. `now` is business time. Reads only."""
    ours = among(OutboxRow.workspace, served)
    unknown = ours & (OutboxRow.state == Sending.UNKNOWN)
    sending = ours & (OutboxRow.state == Sending.SENDING)
    found = {
        "overdue_timers": timers.overdue(session, before=now - LATE, wall=wall, served=served),
        "old_unknown": _count(session, OutboxRow, is_open(), unknown, OutboxRow.created_at < wall - IN_DOUBT),
        "stuck_leases": _count(session, OutboxRow, is_open(), sending, OutboxRow.lease_until < wall - STUCK),
        "untold_failures": _count(session, OutboxRow, is_untold()),
    }
    stand = timer_lists.counts(session, now=now, since=now - RECENT, served=served)
    oldest = session.scalar(select(func.min(OutboxRow.created_at)).where(is_open(), OutboxRow.state == Sending.PENDING))
    read, broken = feeds.counts(session, served)
    waited = max(0.0, (wall - oldest).total_seconds()) if oldest else 0.0
    return HealthReport(
        wall=wall,
        waiting_timers=stand["waiting"],
        timers=stand,
        outbox=_by_state(session, wall),
        oldest_pending_seconds=waited,
        feeds=read,
        feeds_broken=broken,
        repaired=repaired,
        problems=_problems(found),
        **found,
    )


def unreachable(wall: datetime) -> HealthReport:
    """The report where the store could not be asked: nothing was counted."""
    return HealthReport(
        wall=wall,
        overdue_timers=0,
        waiting_timers=0,
        timers={},
        outbox={},
        oldest_pending_seconds=0.0,
        old_unknown=0,
        stuck_leases=0,
        untold_failures=0,
        problems=("the store cannot be reached",),
    )


def _by_state(session: Session, wall: datetime) -> dict[str, int]:
    """Each part by its own index: all rows of five weeks would be read twice a minute only to be counted."""
    counted = select(OutboxRow.state, func.count().label("number")).group_by(OutboxRow.state)
    found = {str(state): 0 for state in Sending}
    for part in (is_open(), ~is_open() & (OutboxRow.settled_at >= wall - RECENT)):
        found |= {row.state: row.number for row in session.execute(counted.where(part))}
    return found


def _count(session: Session, model: type[Base], *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def _problems(found: dict[str, int]) -> tuple[str, ...]:
    said = {
        "overdue_timers": "timers overdue by more than a minute: {}",
        "old_unknown": "messages unconfirmed for 15 minutes: {}",
        "stuck_leases": "messages stuck past their lease: {}",
    }
    return tuple(words.format(found[name]) for name, words in said.items() if found[name])
