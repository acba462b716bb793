"""Is what stands still noticed, said, and repaired where that is safe?"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.clock import FixedClock, wall
from jobs.health import audit
from jobs.work import Work
from models.outbox import OutboxRow, Sending
from models.store import Store, open_store
from planning.occurrences import Every
from services import outbox, timers
from services.health import HealthReport, examine
from services.outbox_claims import claim_due


def report(work: Work) -> HealthReport:
    audit(work)
    latest = work.board.latest()
    assert latest is not None
    return latest


def test_a_quiet_house_is_healthy(work: Work, workspace: str) -> None:
    assert work.board.latest() is None
    found = report(work)
    assert found.ok
    assert set(found.outbox) == set(Sending)
    assert not found.is_stale(wall())
    assert found.is_stale(wall() + timedelta(minutes=3))


def test_what_waits_is_counted(work: Work, store: Store, workspace: str) -> None:
    with store.write.begin() as session:
        outbox.post(
            session, workspace, target="C1", text="x", blocks=[], key="k", kind="n", wall=wall() - timedelta(seconds=90)
        )
    found = report(work)
    assert found.outbox[Sending.PENDING] == 1
    assert found.oldest_pending_seconds >= 90


def test_a_dead_attempt_is_taken_up(work: Work, store: Store, workspace: str) -> None:
    long_ago = wall() - timedelta(minutes=3)
    with store.write.begin() as session:
        outbox.post(session, workspace, target="C1", text="x", blocks=[], key="k", kind="n", wall=long_ago)
        claim_due(session, owner="dead", limit=1, lease_seconds=30, wall=long_ago)
    with store.read.begin() as session:
        before = examine(session, now=work.now(), wall=wall())
    assert before.stuck_leases == 1
    assert not before.ok
    found = report(work)
    assert (found.repaired, found.stuck_leases, found.ok) == (1, 0, True)
    with store.read.begin() as session:
        assert session.scalars(select(OutboxRow)).one().state == Sending.UNKNOWN


def test_what_is_unsure_for_long_is_said(work: Work, store: Store, workspace: str) -> None:
    long_ago = wall() - timedelta(minutes=16)
    with store.write.begin() as session:
        outbox.post(session, workspace, target="C1", text="x", blocks=[], key="k", kind="n", wall=long_ago)
    with store.write.begin() as session:
        session.scalars(select(OutboxRow)).one().state = Sending.UNKNOWN
    found = report(work)
    assert found.old_unknown == 1
    assert found.problems == ("messages unconfirmed for 15 minutes: 1",)


def test_a_timer_is_overdue_by_business_time(work: Work, store: Store, workspace: str, clock: FixedClock) -> None:
    with store.write.begin() as session:
        timers.plan(session, workspace, series="a", occurrence=Every(timedelta(hours=1)).last_until(clock.now()))
    clock.add(seconds=59)
    assert report(work).ok
    clock.add(seconds=2)
    found = report(work)
    assert (found.overdue_timers, found.waiting_timers, found.ok) == (1, 1, False)
    assert found.timers == {"waiting": 1, "late": 1, "tried_again": 0, "done": 0, "left_out": 0}


def test_a_store_that_cannot_be_reached_is_said_at_once(work: Work, tmp_path: Path) -> None:
    gone = open_store(f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}", threads=2)
    found = report(replace(work, read=gone.read, write=gone.write))
    assert found.problems == ("the store cannot be reached",)
