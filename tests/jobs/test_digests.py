"""Is the digest told once to each reader, through restarts and late starts?"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.clock import FixedClock, wall
from jobs import SERIES, digests, timers
from jobs.work import Work
from models.outbox import OutboxRow
from models.store import Store
from models.timers import Timer, TimerState
from services.policies import PmoPolicy, Policy

MONDAY = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)  # 08:00 in Berlin


@pytest.fixture
def telling(work: Work, workspace: str, make_person: Any) -> Work:
    """The PMO has a channel, and an executive in Lima asked for the digest."""
    make_person("Tess", roles=["executive"], digest=True, zone="America/Lima")
    return replace(work, policy=Policy(pmo=PmoPolicy(channel="C0PMO")))


def tick(work: Work, times: int = 2) -> None:
    for _ in range(times):
        digests.plan(work)
        timers.ring(work, SERIES)


def told(store: Store) -> list[str]:
    with store.read.begin() as session:
        return [
            row.target for row in session.scalars(select(OutboxRow).order_by(OutboxRow.seq)) if row.kind == "digest"
        ]


def test_each_at_their_own_monday_morning(telling: Work, store: Store, clock: FixedClock) -> None:
    clock.add(hours=6)  # past eight o'clock in Lima too
    for at, expected in (
        (clock.at, []),
        (MONDAY.replace(hour=6, minute=59), []),
        (MONDAY, ["C0PMO"]),
        (MONDAY.replace(hour=12, minute=59), ["C0PMO"]),
        (MONDAY.replace(hour=13), ["C0PMO", "U0TESS"]),
        (MONDAY.replace(day=15), ["C0PMO", "U0TESS"]),
        (MONDAY.replace(day=16), ["C0PMO", "U0TESS", "C0PMO"]),
    ):
        clock.at = at
        tick(telling)
        assert told(store) == expected, at


def test_after_weeks_without_a_bot_each_hears_of_the_last_one_alone(
    telling: Work, store: Store, clock: FixedClock
) -> None:
    tick(telling)
    clock.at = MONDAY.replace(day=25, hour=14)
    tick(telling, 3)
    assert sorted(told(store)) == ["C0PMO", "U0TESS"]
    with store.read.begin() as session:
        rows = session.scalars(select(Timer).where(Timer.state == TimerState.SKIPPED)).all()
    assert {one.reason for one in rows} == {"passed over for 2026-W12"}


def test_a_process_that_died_with_it_leaves_it_to_the_next(telling: Work, store: Store, clock: FixedClock) -> None:
    tick(telling)
    clock.at = MONDAY
    with store.write.begin() as session:  # claimed by a process that is gone
        gone = {"lease_owner": "gone", "lease_until": wall(), "attempt": 1}
        session.execute(update(Timer).where(Timer.series == "digest:channel").values(**gone))
    tick(telling)
    assert told(store) == ["C0PMO"]


def test_an_overtaken_process_says_nothing(telling: Work, store: Store, clock: FixedClock) -> None:
    tick(telling)
    clock.at = MONDAY
    with store.write.begin() as session:
        (due, *_) = timers.timers.claim_due(session, owner="slow", now=clock.at, wall=wall(), lease_seconds=0)
    tick(telling)
    assert told(store) == ["C0PMO"]
    with pytest.raises(timers.OvertakenError):
        timers._settle(telling, due, digests.tell(telling, due), None)
    assert told(store) == ["C0PMO"]
