"""Does each occurrence happen once, whoever claims it, and does a failure come round again?"""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models.store import Store
from models.timers import Timer, TimerState
from planning.occurrences import Every, Occurrence
from services import timers
from services.timers import Choice, Due

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # business time
WALL = datetime(2030, 1, 1, tzinfo=UTC)  # never compared with it
HOURLY = Every(timedelta(hours=1))


@pytest.fixture
def planned(store: Store, workspace: str) -> str:
    with store.write.begin() as session:
        for series in ("a", "b"):
            timers.plan(session, workspace, series=series, occurrence=HOURLY.last_until(NOW), payload={"for": series})
        timers.plan(session, workspace, series="c", occurrence=HOURLY.first_after(NOW))
    return workspace


def claim(store: Store, *, owner: str = "me", now: datetime = NOW, wall: datetime = WALL, **more: object) -> list[Due]:
    with store.write.begin() as session:
        return timers.claim_due(session, owner=owner, now=now, wall=wall, **more)  # type: ignore[arg-type]


def all_timers(store: Store) -> list[Timer]:
    with store.read.begin() as session:
        return list(session.scalars(select(Timer).order_by(Timer.series, Timer.due_at)))


def test_an_occurrence_is_planned_once_even_after_it_is_done(store: Store, planned: str) -> None:
    with store.write.begin() as session:
        assert not timers.plan(session, planned, series="a", occurrence=HOURLY.last_until(NOW))
    due = claim(store)[0]
    with store.write.begin() as session:
        assert timers.done(session, due, at=NOW)
        assert not timers.plan(session, planned, series=due.series, occurrence=due.occurrence)


def test_only_what_is_due_is_claimed_and_only_once(store: Store, planned: str) -> None:
    with store.read.begin() as session:
        assert timers.any_due(session, now=NOW, wall=WALL)
    assert sorted((due.series, due.payload["for"]) for due in claim(store)) == [("a", "a"), ("b", "b")]
    assert claim(store, owner="other") == []
    with store.read.begin() as session:
        assert not timers.any_due(session, now=NOW, wall=WALL)


def test_some_series_can_be_left_to_somebody_else(store: Store, planned: str) -> None:
    assert [due.series for due in claim(store, choice=Choice(frozenset({"b"})))] == ["b"]
    assert [due.series for due in claim(store, choice=Choice(frozenset({"b"}), named=False))] == ["a"]


def test_a_dead_process_loses_its_claim_and_cannot_close_it_any_more(store: Store, planned: str) -> None:
    dead = claim(store, lease_seconds=60)[0]
    later = WALL + timedelta(seconds=61)
    alive = next(due for due in claim(store, owner="other", wall=later) if due.id == dead.id)
    assert alive.attempt == 2
    with store.write.begin() as session:
        assert not timers.done(session, dead, at=NOW)
        assert timers.done(session, alive, at=NOW)


def test_the_next_is_planned_together_with_the_end_of_this_one(store: Store, planned: str) -> None:
    due = claim(store, choice=Choice(frozenset({"a"})))[0]
    with pytest.raises(ZeroDivisionError), store.write.begin() as session:
        timers.done(session, due, at=NOW, following=HOURLY.first_after(due.occurrence.at))
        raise ZeroDivisionError
    assert [timer.state for timer in all_timers(store) if timer.series == "a"] == [TimerState.WAITING]
    with store.write.begin() as session:
        timers.done(session, due, at=NOW, following=HOURLY.first_after(due.occurrence.at))
    first, following = [timer for timer in all_timers(store) if timer.series == "a"]
    assert (first.state, first.done_at) == (TimerState.DONE, NOW)
    assert (following.state, following.due_at) == (TimerState.WAITING, NOW + timedelta(hours=1))
    assert following.payload == {"for": "a"}


def test_a_failure_waits_longer_each_time_and_keeps_its_reason(store: Store, planned: str) -> None:
    wall, waits = WALL, []
    for _ in range(9):
        (due,) = claim(store, wall=wall, choice=Choice(frozenset({"a"})))
        with store.write.begin() as session:
            timers.fail(session, due, wall=wall, reason="Slack is away")
        lease = next(timer for timer in all_timers(store) if timer.series == "a").lease_until
        assert lease is not None
        waits.append((lease - wall).total_seconds())
        assert claim(store, wall=lease - timedelta(seconds=1), choice=Choice(frozenset({"a"}))) == []
        wall = lease
    assert waits == [5, 10, 20, 40, 80, 160, 320, 600, 600]
    assert all_timers(store)[0].reason == "Slack is away"


def test_a_jump_leaves_a_trace_and_one_occurrence(store: Store, planned: str) -> None:
    (due,) = claim(store, choice=Choice(frozenset({"a"})))
    later = NOW + timedelta(hours=30)
    with store.write.begin() as session:
        timers.jump(session, due, at=later, to=HOURLY.last_until(later), missed=30)
    skipped, waiting = [timer for timer in all_timers(store) if timer.series == "a"]
    assert (skipped.state, skipped.reason) == (TimerState.SKIPPED, f"passed over for {waiting.occurrence}")
    assert (waiting.missed, waiting.due_at) == (30, later)


def test_a_change_of_zone_moves_what_waits_and_nothing_else(store: Store, workspace: str) -> None:
    day = Occurrence(NOW, "2026-03-02")
    with store.write.begin() as session:
        timers.plan(session, workspace, series="checkin:p1", occurrence=day)
        assert timers.replan(
            session, workspace, series="checkin:p1", occurrence=Occurrence(NOW + timedelta(hours=4), day.key)
        )
    assert claim(store) == []
    (due,) = claim(store, now=NOW + timedelta(hours=4))
    with store.write.begin() as session:
        timers.done(session, due, at=NOW)
        assert not timers.replan(session, workspace, series="checkin:p1", occurrence=day)


def test_many_claimants_share_without_a_double(store: Store, workspace: str) -> None:
    with store.write.begin() as session:
        for number in range(60):
            timers.plan(session, workspace, series=f"s{number}", occurrence=HOURLY.last_until(NOW))
    taken: list[str] = []

    def work(owner: str) -> None:
        while found := claim(store, owner=owner, limit=7):
            taken.extend(due.id for due in found)

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 60


def test_closed_timers_are_forgotten_and_waiting_ones_are_not(store: Store, planned: str) -> None:
    for due in claim(store):
        with store.write.begin() as session:
            timers.skip(session, due, at=NOW, reason="a holiday")
    with store.write.begin() as session:
        assert timers.forget(session, before=NOW) == 0
        assert timers.forget(session, before=NOW + timedelta(seconds=1)) == 2
    assert [timer.series for timer in all_timers(store)] == ["c"]


def test_what_is_not_due_yet_waits_again_under_its_key_and_its_failures_are_forgotten(
    store: Store, planned: str
) -> None:
    later = NOW + timedelta(hours=5)
    due = claim(store)[0]
    with store.write.begin() as session:
        timers.fail(session, due, wall=WALL, reason="attempt 1")
    due = claim(store, wall=WALL + timedelta(minutes=1), owner="other")[0]
    assert due.attempt == 2
    with store.write.begin() as session:
        assert timers.put_off(session, due, to=later)
    assert [one.series for one in claim(store, wall=WALL + timedelta(hours=1))] == ["b"]
    (again,) = [one for one in claim(store, now=later, wall=WALL + timedelta(hours=1)) if one.series == "a"]
    assert (again.occurrence, again.attempt) == (Occurrence(later, due.occurrence.key), 1)
    with store.write.begin() as session:
        assert not timers.put_off(session, due, to=NOW), "the one that was overtaken moves nothing"


def test_what_is_expected_waits_whether_new_moved_or_left_out_but_not_once_done(store: Store, planned: str) -> None:
    first, second = Occurrence(NOW, "1"), Occurrence(NOW + timedelta(hours=1), "1")

    def expect(occurrence: Occurrence) -> bool:
        with store.write.begin() as session:
            return timers.expect(session, planned, series="one", occurrence=occurrence)

    assert expect(first)
    assert expect(second)
    assert "one" not in [due.series for due in claim(store)]
    (due,) = [due for due in claim(store, now=second.at) if due.series == "one"]
    with store.write.begin() as session:
        timers.skip(session, due, at=NOW, reason="cleared")
    assert expect(first)
    (due,) = [due for due in claim(store) if due.series == "one"]
    with store.write.begin() as session:
        timers.done(session, due, at=NOW)
    assert not expect(first)
    assert [one.state for one in all_timers(store) if one.series == "one"] == [TimerState.DONE]
