"""Does every message reach Slack exactly once, in its order, whatever is lost, late, doubled or left by a dead process?

Slack is a list of copies here, whose history can be read. A fault that was put in by hand to see it fail: a reclaim of
leases that still run.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis.stateful import initialize, invariant, precondition, rule
from sqlalchemy import select

from models.outbox import OutboxRow, Sending
from services import outbox, outbox_claims, outbox_doubts, outbox_results
from services.outbox import DeliveryPolicy
from services.outbox_claims import Parcel
from tests.machines import Machine, dice, stroll, walk

WORKSPACE = "T1"
WALL = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LANES = ("C1", "C2", "U1")
OWNERS = ("one", "other")
POLICY = DeliveryPolicy()
QUIET, LEASE = timedelta(seconds=POLICY.quiet_seconds), timedelta(seconds=POLICY.lease_seconds)
LOOK = timedelta(seconds=POLICY.second_look_seconds)
SETTLED = {Sending.SENT, Sending.FAILED, Sending.EXPIRED, Sending.CANCELLED}
PICTURE = select(
    *(OutboxRow.dedupe_key, OutboxRow.state, OutboxRow.attempt, OutboxRow.lease_owner, OutboxRow.lease_until),
    *(OutboxRow.not_before, OutboxRow.second_look_at, OutboxRow.slack_ts),
)


@dataclass
class Believed:
    """What we believe of one message, and the copies of it that Slack shows or is still about to show."""

    key: str
    lane: str
    number: int
    not_before: datetime
    expires_at: datetime | None
    state: Sending = Sending.PENDING
    attempt: int = 0
    owner: str | None = None
    until: datetime | None = None
    look_at: datetime | None = None
    ts: str | None = None
    copies: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)  # taken by Slack, and not shown yet

    @property
    def picture(self) -> tuple[object, ...]:
        return self.state, self.attempt, self.owner, self.until, self.not_before, self.look_at, self.ts

    def settle(self, state: Sending) -> None:
        self.state, self.owner, self.until = state, None, None

    def waits(self, not_before: datetime, state: Sending = Sending.PENDING) -> None:
        self.state, self.owner, self.until, self.not_before = state, None, None, not_before


@dataclass
class Flight:
    """An attempt in somebody's hands. Slack may have taken it."""

    parcel: Parcel
    one: Believed
    ts: str | None = None


class Messages(Machine):
    """Two processes send; calls break off, answers come late, processes die, and time goes by."""

    @initialize()
    def begin(self) -> None:
        self.wall = WALL
        self.rows: dict[str, Believed] = {}
        self.by_id: dict[str, Believed] = {}
        self.flights: list[Flight] = []
        self.written = self.taken = 0

    def open_in(self, lane: str) -> list[Believed]:
        return [one for one in self.rows.values() if one.lane == lane and one.state not in SETTLED]

    @rule(n=dice)
    @precondition(lambda self: sum(one.state not in SETTLED for one in self.rows.values()) < 6)
    def write(self, n: int) -> None:
        """Something is decided, now and then for the second time, and now and then with an end."""
        again = n % 8 == 0 and self.rows
        key = next(iter(self.rows)) if again else f"k{self.written}"
        expires = self.wall + timedelta(seconds=90) if n % 8 == 1 else None
        lane = LANES[n % 3]
        with self.store.begin() as session:
            written = outbox.post(
                session,
                WORKSPACE,
                target=lane,
                text=key,
                blocks=[],
                key=key,
                kind="notice",
                wall=self.wall,
                expires_at=expires,
            )
        assert (written is None) == bool(again)
        if written is not None:
            self.written += 1
            self.rows[key] = self.by_id[written] = Believed(key, lane, self.written, self.wall, expires)

    @rule(n=dice)
    def claim(self, n: int) -> None:
        owner = OWNERS[n % 2]
        heads = [min(self.open_in(lane), key=lambda one: one.number) for lane in LANES if self.open_in(lane)]
        free = [
            one
            for one in heads
            if one.state is Sending.PENDING
            and one.not_before <= self.wall
            and not any(other.state in {Sending.SENDING, Sending.UNKNOWN} for other in self.open_in(one.lane))
        ]
        with self.store.begin() as session:
            parcels = outbox_claims.claim_due(
                session, owner=owner, limit=1 + n % 3, lease_seconds=POLICY.lease_seconds, wall=self.wall
            )
        assert len(parcels) == min(1 + n % 3, len(free))
        for parcel in parcels:
            one = self.by_id[parcel.id]
            assert one in free, "the oldest of its lane, and nobody else's"
            one.state, one.attempt = Sending.SENDING, one.attempt + 1
            one.owner, one.until = owner, self.wall + LEASE
            assert parcel.attempt == one.attempt
            self.flights.append(Flight(parcel, one))

    @rule(n=dice)
    @precondition(lambda self: any(flight.ts is None for flight in self.flights))
    def slack_takes(self, n: int) -> None:
        """Slack has it from now on; every fourth shows only after a while."""
        flight = next(flight for flight in self.flights if flight.ts is None)
        if self.wall >= flight.parcel.started_at + timedelta(seconds=POLICY.timeout_seconds):
            self.flights.remove(flight)  # the call was given up before Slack had it
            return
        self.taken += 1
        flight.ts = f"{self.taken}.0"
        (flight.one.late if n % 4 == 0 else flight.one.copies).append(flight.ts)

    @rule(n=dice)
    @precondition(lambda self: self.flights)
    def hear(self, n: int) -> None:
        """An attempt ends in words, or in none, or is never heard of again because its process died."""
        flight = self.flights.pop(n % len(self.flights))
        parcel, one = flight.parcel, flight.one
        same = one.attempt == parcel.attempt
        mine = same and one.state is Sending.SENDING
        with self.store.begin() as session:
            if n >= 112:
                return  # it died
            if flight.ts and n >= 32:
                believed = same and one.state in {Sending.SENDING, Sending.UNKNOWN, Sending.PENDING}
                assert outbox_results.sent(session, parcel, channel="C", ts=flight.ts, wall=self.wall) == believed
                if believed:
                    one.settle(Sending.SENT)
                    one.ts = flight.ts
            elif flight.ts or n < 16:  # no answer came
                until = self.wall + QUIET
                heard = outbox_results.unknown(session, parcel, not_before=until, reason="?", wall=self.wall)
                assert heard == mine
                if mine:
                    one.waits(until, Sending.UNKNOWN)
            elif n < 64:  # Slack said that it did not take it
                until = self.wall + timedelta(seconds=5)
                heard = outbox_results.later(session, parcel, not_before=until, reason="busy", wall=self.wall)
                assert heard == mine
                if mine:
                    one.waits(until)
            elif n < 80:
                assert outbox_results.failed(session, parcel, reason="no", wall=self.wall) == mine
                if mine:
                    one.settle(Sending.FAILED)
            else:
                outbox_results.release(session, [parcel])
                if mine:
                    one.attempt -= 1
                    one.waits(one.not_before)

    @rule(n=dice)
    def time_goes_by(self, n: int) -> None:
        self.wall += timedelta(seconds=(1, 5, 11, 31, 61, 601)[n % 6])
        if n % 6 >= 4:  # a minute is long enough for what is late
            for one in self.rows.values():
                one.copies += one.late
                one.late = []

    @rule()
    def tidy(self) -> None:
        """What the courier does each second: close what came too late, take up what a dead process left."""
        with self.store.begin() as session:
            late = [
                one
                for one in self.rows.values()
                if one.state is Sending.PENDING and one.expires_at and one.expires_at <= self.wall
            ]
            stuck = [
                one for one in self.rows.values() if one.state is Sending.SENDING and (one.until or WALL) <= self.wall
            ]
            assert outbox_results.needs_tidying(session, wall=self.wall) == bool(late or stuck)
            assert outbox_results.expire(session, wall=self.wall) == len(late)
            assert outbox_results.reclaim(session, wall=self.wall, quiet_seconds=POLICY.quiet_seconds) == len(stuck)
        for one in late:
            one.settle(Sending.EXPIRED)
        for one in stuck:
            one.waits(self.wall + QUIET, Sending.UNKNOWN)

    @rule(n=dice)
    def look_into_history(self, n: int) -> None:
        with self.store.begin() as session:
            doubts = outbox_doubts.doubtful(session, wall=self.wall)
            expected = {
                one.key for one in self.rows.values() if one.state is Sending.UNKNOWN and one.not_before <= self.wall
            }
            expected |= {
                one.key
                for one in self.rows.values()
                if one.state is Sending.SENT and one.look_at is not None and one.look_at <= self.wall
            }
            assert {self.by_id[doubt.id].key for doubt in doubts} == expected
            for doubt in doubts:
                one = self.by_id[doubt.id]
                if n % 16 == 0:
                    until = self.wall + timedelta(seconds=20)
                    outbox_doubts.wait(session, doubt, until=until)
                    if doubt.state is Sending.SENT:
                        one.look_at = until
                    else:
                        one.not_before = until
                elif doubt.state is Sending.SENT:
                    one.copies, one.look_at = [ts for ts in one.copies if ts == doubt.ts] or one.copies[:1], None
                    outbox_doubts.looked_twice(session, doubt)
                elif one.copies:
                    one.copies = one.copies[:1]
                    outbox_doubts.found(session, doubt, channel="C", ts=one.copies[0], wall=self.wall)
                    one.settle(Sending.SENT)
                    one.ts = one.copies[0]
                else:
                    outbox_doubts.not_there(session, doubt, POLICY, wall=self.wall)
                    if one.expires_at and one.expires_at <= self.wall:
                        one.settle(Sending.EXPIRED)
                    else:
                        one.waits(self.wall)
                        one.look_at = self.wall + LOOK

    @rule()
    @precondition(lambda self: sum(one.state in SETTLED and one.look_at is None for one in self.rows.values()) > 12)
    def forget(self) -> None:
        """Settled messages are looked at for the last time: each was said once, or its row says why not."""
        gone = [one for one in self.rows.values() if one.state in SETTLED and one.look_at is None]
        for one in gone:
            shown = len(one.copies) + len(one.late)
            assert shown == (one.state is Sending.SENT) or self.is_known_gap(one, shown), one
            del self.rows[one.key]
        with self.store.begin() as session:
            session.query(OutboxRow).filter(OutboxRow.dedupe_key.in_([one.key for one in gone])).delete()
        self.flights = [flight for flight in self.flights if flight.one not in gone]

    @staticmethod
    def is_known_gap(one: Believed, shown: int) -> bool:
        """What nobody can know: Slack showed it only after its time had passed, or after it was given up."""
        return shown == 1 and one.state in {Sending.EXPIRED, Sending.FAILED} and one.attempt > 0

    @invariant()
    def store_and_belief_agree(self) -> None:
        if hasattr(self, "rows"):
            found = {row[0]: tuple(row)[1:] for row in self.store.connection.execute(PICTURE)}
            assert found == {one.key: one.picture for one in self.rows.values()}


def test_each_message_is_said_once_on_short_ways(migrated_sqlite: Path) -> None:
    stroll(Messages, migrated_sqlite)


@pytest.mark.timeout(300)
def test_each_message_is_said_once_on_long_ways(migrated_sqlite: Path) -> None:
    walk(Messages, migrated_sqlite)
