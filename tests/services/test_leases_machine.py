"""Has each thing at most one owner whose word counts, and does none stay with an owner who is gone?

Timers and messages side by side, claimed by two processes.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis.stateful import initialize, invariant, precondition, rule
from sqlalchemy import select

from models.outbox import OutboxRow, Sending
from models.timers import Timer
from planning.occurrences import Occurrence
from services import outbox, outbox_claims, outbox_doubts, outbox_results, timers
from services.outbox import DeliveryPolicy
from services.outbox_claims import Parcel
from services.timers import Due
from tests.machines import Machine, dice, stroll, walk

WORKSPACE = "T1"
WALL = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OWNERS = ("one", "other")
COUNT, LEASE = 3, timedelta(seconds=30)
POLICY = DeliveryPolicy()


@dataclass
class Lease:
    """Who holds a thing until when, as we believe. `resting`: nobody may claim it before that."""

    owner: str | None = None
    until: datetime = WALL
    claims: int = 0
    resting: datetime = WALL

    def free(self, wall: datetime) -> bool:
        return self.owner is None and self.resting <= wall


class Leases(Machine):
    """Three timers and three messages that are never done: they are claimed, given back, and left behind."""

    @initialize()
    def begin(self) -> None:
        self.wall = WALL
        self.held: list[tuple[str, Due | Parcel]] = []  # also by those who do not hold it any more
        with self.store.begin() as session:
            for number in range(COUNT):
                timers.plan(session, WORKSPACE, series="s", occurrence=Occurrence(WALL, f"t{number}"))
                said: dict[str, Any] = {"text": "x", "blocks": [], "kind": "notice", "wall": WALL}
                outbox.post(session, WORKSPACE, target=f"C{number}", key=f"m{number}", **said)
            self.names = {row.id: row.dedupe_key for row in session.scalars(select(OutboxRow))}
            self.names |= {row.id: row.occurrence for row in session.scalars(select(Timer))}
        self.leases = {name: Lease() for name in self.names.values()}

    def of(self, kind: str) -> list[Lease]:
        return [lease for name, lease in self.leases.items() if name.startswith(kind)]

    def take(self, lease: Lease, owner: str) -> None:
        lease.owner, lease.until, lease.claims = owner, self.wall + LEASE, lease.claims + 1

    def holds(self, name: str, claim: Due | Parcel) -> bool:
        lease = self.leases[name]
        return (lease.owner, lease.claims) == (claim.owner, claim.attempt)

    @rule(n=dice)
    def claim_timers(self, n: int) -> None:
        owner, limit = OWNERS[n % 2], 1 + n % COUNT
        free = [lease for lease in self.of("t") if lease.free(self.wall) or (lease.owner and lease.until <= self.wall)]
        with self.store.begin() as session:
            claimed = timers.claim_due(
                session, owner=owner, now=WALL, wall=self.wall, limit=limit, lease_seconds=LEASE.total_seconds()
            )
        assert len(claimed) == min(limit, len(free))
        for due in claimed:
            lease = self.leases[self.names[due.id]]
            assert any(lease is one for one in free), "nobody else's"
            self.take(lease, owner)
            self.held.append((self.names[due.id], due))

    @rule(n=dice)
    def claim_messages(self, n: int) -> None:
        owner, limit = OWNERS[n % 2], 1 + n % COUNT
        free = [lease for lease in self.of("m") if lease.free(self.wall)]
        with self.store.begin() as session:
            claimed = outbox_claims.claim_due(
                session, owner=owner, limit=limit, lease_seconds=LEASE.total_seconds(), wall=self.wall
            )
        assert len(claimed) == min(limit, len(free))
        for parcel in claimed:
            lease = self.leases[self.names[parcel.id]]
            assert any(lease is one for one in free), "nobody else's"
            self.take(lease, owner)
            self.held.append((self.names[parcel.id], parcel))

    @rule(n=dice)
    @precondition(lambda self: self.held)
    def give_back(self, n: int) -> None:
        """Whoever thinks that they hold something gives it back; it counts only where they do."""
        name, claim = self.held.pop(n % len(self.held))
        lease, counts = self.leases[name], self.holds(name, claim)
        rest = self.wall + timedelta(seconds=n % 16)
        with self.store.begin() as session:
            if isinstance(claim, Due):
                assert timers.fail(session, claim, wall=self.wall, reason="again") == counts
                rest = self.wall + min(timedelta(minutes=10), timedelta(seconds=5) * 2.0 ** min(claim.attempt - 1, 20))
            elif n < 64:
                assert outbox_results.later(session, claim, not_before=rest, reason="r", wall=self.wall) == counts
            else:
                outbox_results.release(session, [claim])
                lease.claims, rest = lease.claims - counts, lease.resting
        if counts:
            lease.owner, lease.resting = None, rest

    @rule(n=dice)
    def take_up_what_is_left_behind(self, n: int) -> None:
        """Messages whose owner is gone; all of them where a process starts that is alone."""
        alone = n >= 120
        left = [one for one in self.of("m") if one.owner in OWNERS and (alone or one.until <= self.wall)]
        with self.store.begin() as session:
            assert outbox_results.reclaim(session, wall=self.wall, quiet_seconds=5, everything=alone) == len(left)
        for lease in left:
            lease.owner, lease.resting = "history", self.wall + timedelta(seconds=5)

    @rule()
    def look_up_what_is_in_doubt(self) -> None:
        with self.store.begin() as session:
            doubts = outbox_doubts.doubtful(session, wall=self.wall)
            for doubt in doubts:
                outbox_doubts.not_there(session, doubt, POLICY, wall=self.wall)
        ready = [one for one in self.of("m") if one.owner == "history" and one.resting <= self.wall]
        assert len(doubts) == len(ready)
        for lease in ready:
            lease.owner, lease.resting = None, self.wall

    @rule(n=dice)
    def time_goes_by(self, n: int) -> None:
        self.wall += timedelta(seconds=(1, 6, 31, 700)[n % 4])

    @invariant()
    def one_owner_at_a_time(self) -> None:
        for name in getattr(self, "leases", {}):
            assert sum(self.holds(name, claim) for of, claim in self.held if of == name) <= 1

    @invariant()
    def the_store_says_the_same(self) -> None:
        if not hasattr(self, "leases"):
            return
        columns = (OutboxRow.dedupe_key, OutboxRow.state, OutboxRow.lease_owner, OutboxRow.attempt)
        states = {None: Sending.PENDING, "history": Sending.UNKNOWN}
        found = {row[0]: tuple(row)[1:] for row in self.store.connection.execute(select(*columns))}
        expected = {
            name: (states.get(one.owner, Sending.SENDING), one.owner if one.owner in OWNERS else None, one.claims)
            for name, one in self.leases.items()
            if name.startswith("m")
        }
        assert found == expected
        rows = self.store.connection.execute(select(Timer.occurrence, Timer.lease_owner, Timer.attempt))
        assert {row[0]: (row[1], row[2]) for row in rows} == {
            name: (one.owner, one.claims) for name, one in self.leases.items() if name.startswith("t")
        }


def test_each_thing_has_one_owner_on_short_ways(migrated_sqlite: Path) -> None:
    stroll(Leases, migrated_sqlite)


@pytest.mark.timeout(300)
def test_each_thing_has_one_owner_on_long_ways(migrated_sqlite: Path) -> None:
    walk(Leases, migrated_sqlite)
