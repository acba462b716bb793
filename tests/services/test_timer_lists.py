"""Is everything that is due counted once, by series, and nobody's own shown apart?"""

from collections import Counter
from datetime import timedelta

from planning.occurrences import Occurrence
from services import timer_lists, timers
from services.timer_lists import SeriesState
from tests.services.blocker_world import World


def test_by_series_with_what_is_late_and_what_was_left_out(world: World) -> None:
    start = world.clock.now()
    hour = timedelta(hours=1)
    with world.store.write.begin() as session:
        for reader in ("channel", "p1", "p2", "p3"):
            due = Occurrence(start + (hour if reader == "p3" else timedelta(0)), "2026-W09")
            timers.plan(session, world.workspace, series=f"digest:{reader}", occurrence=due, missed=reader == "p1")
        timers.plan(session, world.workspace, series="people.refresh", occurrence=Occurrence(start, "k"))
        timers.plan(session, "T0OTHER", series="people.refresh", occurrence=Occurrence(start, "k"))
    with world.store.write.begin() as session:
        claimed = {
            one.series: one
            for one in timers.claim_due(session, owner="me", now=start, wall=start, served=[world.workspace])
        }
        timers.done(session, claimed["digest:p1"], at=start)
        timers.skip(session, claimed["digest:p2"], at=start, reason="passed over for 2026-W10")
        timers.fail(session, claimed["digest:channel"], wall=start, reason="attempt 1: StoreBusy")
        timers.skip(session, claimed["people.refresh"], at=start, reason="no need")
    now = start + timedelta(seconds=61)
    with world.store.read.begin() as session:
        found = timer_lists.by_series(session, world.workspace, now=now, since=start)
        later = timer_lists.by_series(session, world.workspace, now=start, since=now)
    assert found == {
        "digest": SeriesState(
            waiting=2, following=start, late=1, tried=1, done=1, missed=1,
            left_out=Counter({"a later one took its place": 1}),
        ),
        "people.refresh": SeriesState(left_out=Counter({"no need": 1})),
    }  # fmt: skip
    assert later == {"digest": SeriesState(waiting=2, following=start, late=0, tried=1)}
    with world.store.read.begin() as session:
        ours = timer_lists.counts(session, now=now, since=start, served=[world.workspace])
        everybodys = timer_lists.counts(session, now=start, since=now)
    assert ours == {"waiting": 2, "late": 1, "tried_again": 1, "done": 1, "left_out": 2}
    assert everybodys == {"waiting": 3, "late": 0, "tried_again": 1, "done": 0, "left_out": 0}
