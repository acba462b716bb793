"""Does every occurrence happen once or is passed over with a reason, whoever claims, dies, is late, or moves the clock?

Faults that were put in by hand to see it fail: a claim that ignores the lease; `_mine` without the attempt (which makes its
owner redundant); `done` without the occurrence that follows; `jump` without what was missed.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis.stateful import initialize, invariant, precondition, rule
from sqlalchemy import select

from models.timers import Timer, TimerState
from planning.occurrences import Daily, Every, Occurrence, Rule, catch_up
from services import timers
from services.timers import Due
from tests.machines import Machine, dice, stroll, walk

WORKSPACE = "T1"
NOW = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)  # the night after it clocks in Europe go forward
WALL = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)
RULES: dict[str, Rule] = {
    "hourly": Every(timedelta(hours=1)),
    "daily": Daily(time(2, 30), ZoneInfo("Europe/Berlin")),
}
OWNERS = ("one", "other")
# Business time goes on by seconds, hours or a long sleep, and is now and then set back.
STRIDES = [timedelta(minutes=1)] * 4 + [timedelta(hours=1)] * 6 + [timedelta(hours=25), timedelta(days=40)]
PICTURE = select(
    *(Timer.series, Timer.occurrence, Timer.due_at, Timer.state, Timer.attempt),
    *(Timer.lease_owner, Timer.lease_until, Timer.missed),
)
SET_BACK = [timedelta(hours=-1), timedelta(days=-1)]


@dataclass
class Believed:
    """What we believe of one occurrence."""

    due_at: datetime
    state: TimerState = TimerState.WAITING
    attempt: int = 0
    owner: str | None = None
    until: datetime | None = None
    missed: int = 0
    ran: int = 0  # times that its effect was kept

    def is_free(self, now: datetime, wall: datetime) -> bool:
        return self.state is TimerState.WAITING and self.due_at <= now and (self.until is None or self.until <= wall)


@dataclass
class Held:
    """A claim that somebody still has in hand, though it may have been taken over."""

    due: Due
    key: tuple[str, str]


@dataclass
class Beliefs:
    rows: dict[tuple[str, str], Believed] = field(default_factory=dict)

    def put(self, series: str, occurrence: Occurrence, missed: int = 0) -> bool:
        key = (series, occurrence.key)
        if key in self.rows:
            return False
        self.rows[key] = Believed(occurrence.at, missed=missed)
        return True


class Timers(Machine):
    """Two processes ring what is due; either may die with a claim in hand and come back to it later."""

    @initialize()
    def begin(self) -> None:
        self.now, self.wall = NOW, WALL
        self.believed = Beliefs()
        self.held: list[Held] = []

    @rule(n=dice)
    def ensure(self, n: int) -> None:
        name = list(RULES)[n % 2]
        waits = any(one.state is TimerState.WAITING for key, one in self.believed.rows.items() if key[0] == name)
        with self.store.begin() as session:
            assert timers.is_planned(session, WORKSPACE, name) == waits
            if waits:
                return
            current, following = RULES[name].last_until(self.now), RULES[name].first_after(self.now)
            for occurrence in (current, following):
                planned = timers.plan(session, WORKSPACE, series=name, occurrence=occurrence)
                assert planned == self.believed.put(name, occurrence)
                if planned:
                    break

    @rule(n=dice)
    def claim(self, n: int) -> None:
        owner, limit = OWNERS[n % 2], 1 + n // 64 * 9
        free = sorted((one.due_at, key) for key, one in self.believed.rows.items() if one.is_free(self.now, self.wall))
        with self.store.begin() as session:
            assert timers.any_due(session, now=self.now, wall=self.wall) == bool(free)
            claimed = timers.claim_due(session, owner=owner, now=self.now, wall=self.wall, limit=limit)
        assert len(claimed) == min(limit, len(free))
        assert [due.occurrence.at for due in claimed] == [at for at, _ in free[: len(claimed)]], "the longest due first"
        for due in claimed:
            key = (due.series, due.occurrence.key)
            one = self.believed.rows[key]
            assert one.is_free(self.now, self.wall)
            one.attempt, one.owner, one.until = one.attempt + 1, owner, self.wall + LEASE
            assert (due.attempt, due.missed, due.owner) == (one.attempt, one.missed, owner)
            self.held.append(Held(due, key))

    def is_mine(self, held: Held) -> bool:
        one = self.believed.rows.get(held.key)
        if one is None:  # forgotten meanwhile
            return False
        return (one.state, one.owner, one.attempt) == (TimerState.WAITING, held.due.owner, held.due.attempt)

    @rule(n=dice)
    @precondition(lambda self: self.held)
    def end(self, n: int) -> None:
        """Somebody comes back to what they claimed: as job does, with a jump where more was missed meanwhile."""
        held = self.held.pop(n % len(self.held))
        one, mine, series = self.believed.rows.get(held.key), self.is_mine(held), RULES[held.due.series]
        current, missed = catch_up(series, held.due.occurrence, self.now)
        with self.store.begin() as session:
            if n >= 112:
                assert timers.fail(session, held.due, wall=self.wall, reason="no luck") == mine
                if mine and one:
                    wait = min(timedelta(minutes=10), timedelta(seconds=5) * 2 ** min(held.due.attempt - 1, 20))
                    one.owner, one.until = None, self.wall + wait
            elif missed:
                assert timers.jump(session, held.due, at=self.now, to=current, missed=missed) == mine
                if mine and one:
                    one.state, one.owner, one.until = TimerState.SKIPPED, None, None
                    self.believed.put(held.due.series, current, one.missed + missed)
            else:
                following = series.first_after(held.due.occurrence.at)
                assert timers.done(session, held.due, at=self.now, following=following) == mine
                if mine and one:
                    one.state, one.owner, one.until, one.ran = TimerState.DONE, None, None, one.ran + 1
                    self.believed.put(held.due.series, following)

    @rule(n=dice)
    def time_goes_by(self, n: int) -> None:
        self.wall += timedelta(seconds=(1, 30, 61, 900)[n % 4])
        self.now += SET_BACK[n % 2] if n >= 116 else STRIDES[n % len(STRIDES)]

    @rule(n=dice)
    @precondition(lambda self: len(self.held) > 2)
    def a_process_dies(self, n: int) -> None:
        self.held = [held for held in self.held if held.due.owner != OWNERS[n % 2]]

    @rule()
    @precondition(lambda self: len(self.believed.rows) > 12)
    def forget(self) -> None:
        """What housekeeping does; what waits is never forgotten."""
        closed = [key for key, one in self.believed.rows.items() if one.state is not TimerState.WAITING]
        with self.store.begin() as session:
            assert timers.forget(session, before=datetime(2200, 1, 1, tzinfo=UTC)) == len(closed)
        for key in closed:
            del self.believed.rows[key]

    @invariant()
    def store_and_belief_agree(self) -> None:
        if not hasattr(self, "believed"):
            return
        rows = self.store.connection.execute(PICTURE).all()
        found = {(row.series, row.occurrence): tuple(row)[2:] for row in rows}
        assert len(found) == len(rows), "an occurrence is one row"
        assert found == {
            key: (one.due_at, one.state, one.attempt, one.owner, one.until, one.missed)
            for key, one in self.believed.rows.items()
        }
        assert all(one.ran <= 1 for one in self.believed.rows.values())


def test_each_occurrence_is_seen_to_once_on_short_ways(migrated_sqlite: Path) -> None:
    stroll(Timers, migrated_sqlite)


@pytest.mark.timeout(300)
def test_each_occurrence_is_seen_to_once_on_long_ways(migrated_sqlite: Path) -> None:
    walk(Timers, migrated_sqlite)
