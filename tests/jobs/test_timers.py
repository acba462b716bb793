"""Does each series go on by itself: once per occurrence, one run after a long sleep, and nothing held up by a defect?"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.clock import FixedClock, wall
from jobs import SERIES, SLOW, TIMETABLE
from jobs.timers import AT_ONCE, TOGETHER, ensure, ring
from jobs.work import Effect, Effects, Later, Series, Work, nothing_more
from models.inbox import InboxRow
from models.store import Store
from models.timers import Timer, TimerState
from planning.occurrences import Every, Occurrence
from services import timers
from services.timers import Due


class Diary:
    """A series that writes down each of its runs, and fails when told to."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, int]] = []
        self.trouble: Exception | None = None

    def run(self, work: Work, due: Due) -> Effect:
        self.runs.append((due.occurrence.key, due.missed))
        if self.trouble is not None:
            raise self.trouble

        def effect(session: Session) -> None:
            session.add(InboxRow(workspace=due.workspace, key=due.occurrence.key, received_at=work.wall()))

        return effect


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def series(diary: Diary) -> dict[str, Series]:
    return {"hourly": Series(Every(timedelta(hours=1)), diary.run)}


def states(store: Store) -> list[str]:
    with store.read.begin() as session:
        return list(session.scalars(select(Timer.state).order_by(Timer.due_at)))


def test_a_new_workspace_starts_at_once_and_goes_on_hour_by_hour(
    work: Work, workspace: str, series: dict[str, Series], diary: Diary, clock: FixedClock, store: Store
) -> None:
    for _ in range(5):
        ensure(work, series)
        ring(work, series)
        ring(work, series)
        clock.add(minutes=30)
    assert [key for key, _ in diary.runs] == [f"2026-03-02T{hour:02}:00:00+00:00" for hour in (9, 10, 11)]
    assert states(store) == [TimerState.DONE] * 3 + [TimerState.WAITING]


def test_after_a_month_asleep_there_is_one_run_and_the_rest_is_counted(
    work: Work, workspace: str, series: dict[str, Series], diary: Diary, clock: FixedClock
) -> None:
    ensure(work, series)
    ring(work, series)
    clock.add(days=30, minutes=20)
    for _ in range(5):
        ring(work, series)
    assert diary.runs[1:] == [("2026-04-01T09:00:00+00:00", 30 * 24 - 1)]


def test_a_clock_that_goes_back_repeats_nothing(
    work: Work, workspace: str, series: dict[str, Series], diary: Diary, clock: FixedClock
) -> None:
    for jump in (timedelta(0), timedelta(hours=1), timedelta(days=-1), timedelta(days=1), timedelta(hours=1)):
        clock.at += jump
        ensure(work, series)
        ring(work, series)
        ring(work, series)
    keys = [key for key, _ in diary.runs]
    assert len(keys) == len(set(keys))


def test_a_failure_leaves_no_half_and_comes_round_again(
    store: Store, work: Work, workspace: str, series: dict[str, Series], diary: Diary
) -> None:
    diary.trouble = ConnectionRefusedError("Slack is away")
    ensure(work, series)
    ring(work, series)
    ring(work, series)
    assert len(diary.runs) == 1
    with store.write.begin() as session:
        (timer,) = session.scalars(select(Timer))
        assert timer.reason == "attempt 1: ConnectionRefusedError"
        timer.lease_until = wall() - timedelta(seconds=1)
        assert session.scalars(select(InboxRow)).all() == []
    diary.trouble = None
    ring(work, series)
    assert states(store) == [TimerState.DONE, TimerState.WAITING]


def test_a_defect_in_one_series_holds_up_no_other(
    store: Store, work: Work, workspace: str, series: dict[str, Series], diary: Diary
) -> None:
    def broken(_: Work, due: Due) -> Effect:
        raise ZeroDivisionError(due.series)

    both = {"broken": Series(Every(timedelta(hours=2)), broken), **series}
    ensure(work, both)
    ring(work, both)
    assert len(diary.runs) == 1


def test_a_series_that_exists_no_more_is_skipped_with_its_reason(store: Store, work: Work, workspace: str) -> None:
    with store.write.begin() as session:
        timers.plan(session, workspace, series="gone:p1", occurrence=Every(timedelta(hours=1)).last_until(work.now()))
    ring(work, {})
    with store.read.begin() as session:
        (timer,) = session.scalars(select(Timer))
    assert (timer.state, timer.reason) == (TimerState.SKIPPED, "there is no such series any more")


def test_a_personal_series_finds_its_function(store: Store, work: Work, workspace: str) -> None:
    seen: list[str] = []

    def run(_: Work, due: Due) -> Effect:
        seen.append(due.series)
        return nothing_more

    with store.write.begin() as session:
        timers.plan(
            session, workspace, series="checkin:p1", occurrence=Every(timedelta(hours=1)).last_until(work.now())
        )
    ring(work, {"checkin": Series(Every(timedelta(hours=1)), run)})
    assert seen == ["checkin:p1"]


def test_the_timetable_names_each_job_once_and_slow_series_exist() -> None:
    names = [tick.name for tick in TIMETABLE]
    assert len(names) == len(set(names))
    assert set(SERIES) >= SLOW
    assert all(tick.seconds > 0 for tick in TIMETABLE)


def test_every_series_of_the_house_runs_and_goes_on(
    work: Work, workspace: str, store: Store, clock: FixedClock, town_work: Callable[[], Work]
) -> None:
    real = town_work()
    for tick in TIMETABLE:
        if tick.name in ("timers.ensure",):
            tick.job(real)
    for tick in TIMETABLE:
        tick.job(real)
    with store.read.begin() as session:
        done = set(session.scalars(select(Timer.series).where(Timer.state == TimerState.DONE)))
    assert done == {name for name, entry in SERIES.items() if entry.rule is not None}, "the others wait for somebody"
    assert clock.now() == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_what_slack_answered_to_a_failed_run_does_not_reach_the_log(
    work: Work,
    workspace: str,
    series: dict[str, Series],
    diary: Diary,
    caplog: pytest.LogCaptureFixture,
) -> None:
    half = {"ok": False, "error": 'Received a response in a non-JSON format: {"email":"mia@canary.example'}
    answer = SlackResponse(
        client=None, http_verb="POST", api_url="users.list", req_args={}, data=half, headers={}, status_code=200
    )
    diary.trouble = SlackApiError("The request to the Slack API failed.", answer)
    ensure(work, series)
    with caplog.at_level(logging.DEBUG):
        ring(work, series)
    assert "failed" in caplog.text
    assert "canary" not in caplog.text


def test_what_stands_alone_plans_what_follows_itself_and_may_be_left_out(
    store: Store, work: Work, workspace: str, clock: FixedClock
) -> None:
    def run(here: Work, due: Due) -> Effect:
        def effect(session: Session) -> str | None:
            following = Occurrence(clock.now() + timedelta(days=1), str(int(due.occurrence.key) + 1))
            timers.plan(session, due.workspace, series=due.series, occurrence=following)
            return "it is a holiday" if due.occurrence.key == "1" else None

        return effect

    alone = {"alone": Series(None, run)}
    with store.write.begin() as session:
        timers.plan(session, workspace, series="alone:mia", occurrence=Occurrence(clock.now(), "1"))
    for _ in range(3):
        ensure(work, alone)
        ring(work, alone)
        clock.add(days=30)
    with store.read.begin() as session:
        found = session.scalars(select(Timer).order_by(Timer.due_at)).all()
        assert [(one.occurrence, one.state, one.reason) for one in found] == [
            ("1", TimerState.SKIPPED, "it is a holiday"),
            ("2", TimerState.DONE, None),
            ("3", TimerState.DONE, None),
            ("4", TimerState.WAITING, None),
        ]


def test_what_is_not_due_as_it_turns_out_rings_again_then(
    store: Store, work: Work, workspace: str, clock: FixedClock
) -> None:
    at = clock.now() + timedelta(hours=3)

    def run(here: Work, due: Due) -> Effect:
        return lambda session: Later(at) if here.now() < at else None

    with store.write.begin() as session:
        timers.plan(session, workspace, series="alone:mia", occurrence=Occurrence(clock.now(), "1"))
    for _ in range(5):
        ring(work, {"alone": Series(None, run)})
        with store.read.begin() as session:
            (timer,) = session.scalars(select(Timer))
        assert (timer.occurrence, timer.due_at) == ("1", at)
        assert (timer.state == TimerState.DONE) is (clock.now() >= at)
        clock.add(hours=1)


def test_nothing_of_a_run_stays_that_was_taken_over_meanwhile(store: Store, work: Work, workspace: str) -> None:
    """A process that was frozen past its lease finds, as it goes on, that another has done it."""

    def frozen(here: Work, due: Due) -> Effect:
        with store.write.begin() as session:
            later = work.wall() + timedelta(seconds=90)
            (taken,) = timers.claim_due(session, owner="other", now=work.now(), wall=later)
            timers.done(session, taken, at=work.now())

        def effect(session: Session) -> None:
            session.add(InboxRow(workspace=due.workspace, key="twice", received_at=work.wall()))

        return effect

    with store.write.begin() as session:
        timers.plan(session, workspace, series="alone:mia", occurrence=Occurrence(work.now(), "1"))
    ring(work, {"alone": Series(None, frozen)})
    with store.read.begin() as session:
        assert session.scalars(select(InboxRow)).all() == []
        assert [(one.state, one.reason) for one in session.scalars(select(Timer))] == [(TimerState.DONE, None)]


def test_hundreds_that_are_due_at_once_are_rung_in_one_turn(
    store: Store, work: Work, workspace: str, diary: Diary, clock: FixedClock
) -> None:
    with store.write.begin() as session:
        for number in range(AT_ONCE * 2 + 20):
            timers.plan(session, workspace, series=f"alone:{number}", occurrence=Occurrence(clock.now(), str(number)))
    ring(work, {"alone": Series(None, diary.run)})
    assert len(diary.runs) == AT_ONCE * 2 + 20
    assert set(states(store)) == {TimerState.DONE}


def test_what_cannot_be_begun_within_the_lease_is_given_back(
    store: Store, work: Work, workspace: str, diary: Diary, clock: FixedClock
) -> None:
    """Else another process would take it over and do it at the same time."""
    with store.write.begin() as session:
        for number in range(3):
            timers.plan(session, workspace, series=f"alone:{number}", occurrence=Occurrence(clock.now(), str(number)))
    late = iter(range(1, 100))
    slow = replace(
        work, wall=lambda: wall() + timedelta(seconds=next(late))
    )  # each look at the clock is a second later
    ring(slow, {"alone": Series(None, diary.run)}, lease_seconds=4.0)
    assert 1 <= len(diary.runs) < 3
    with store.read.begin() as session:
        left = session.scalars(select(Timer).where(Timer.state == TimerState.WAITING)).all()
        assert {(one.attempt, one.lease_owner) for one in left} == {(0, None)}
    ring(work, {"alone": Series(None, diary.run)})
    assert len(diary.runs) == 3


class Choir:
    """A series that is run by many at once, in which one may sing wrong."""

    def __init__(self, store: Store, work: Work, workspace: str, clock: FixedClock) -> None:
        self.store, self.work = store, work
        self.parts: list[int] = []
        self.wrong = ""
        with store.write.begin() as session:
            for number in range(60):
                occurrence = Occurrence(clock.now() - timedelta(seconds=number), "1")
                timers.plan(session, workspace, series=f"sing:{number:02}", occurrence=occurrence)
        clock.add(seconds=1)

    def one(self, work: Work, due: Due) -> Effect:
        return lambda session: self.all(work, [due])(session)[due.id]

    def all(self, _: Work, some: Sequence[Due]) -> Effects:
        def effects(session: Session) -> dict[str, str | None]:
            self.parts.append(len(some))
            for due in some:
                session.add(InboxRow(workspace=due.workspace, key=due.series, received_at=wall()))
            session.flush()
            if any(due.series == self.wrong for due in some):
                raise LookupError("a wrong note")
            return {due.id: "hoarse" if due.series.endswith("7") else None for due in some}

        return effects

    def ring(self) -> None:
        ring(self.work, {"sing": Series(None, self.one, self.all)})

    def sung(self) -> list[str]:
        with self.store.read.begin() as session:
            return sorted(session.scalars(select(InboxRow.key)))


@pytest.fixture
def choir(store: Store, work: Work, workspace: str, clock: FixedClock) -> Choir:
    return Choir(store, work, workspace, clock)


def test_those_that_go_together_share_transactions_that_stay_short(choir: Choir) -> None:
    choir.ring()
    assert choir.parts == [TOGETHER, TOGETHER, 10]
    assert choir.sung() == [f"sing:{number:02}" for number in range(60)]
    assert sorted(states(choir.store)) == [TimerState.DONE] * 54 + [TimerState.SKIPPED] * 6


def test_one_that_fails_among_many_holds_up_none_of_them(choir: Choir, caplog: pytest.LogCaptureFixture) -> None:
    choir.wrong = "sing:31"
    choir.ring()
    assert choir.sung() == [f"sing:{number:02}" for number in range(60) if number != 31]
    assert states(choir.store).count(TimerState.WAITING) == 1
    assert "LookupError" in caplog.text
    choir.wrong = ""
    choir.work = replace(choir.work, wall=lambda: wall() + timedelta(seconds=10))
    choir.ring()
    assert len(choir.sung()) == 60


def test_nothing_of_many_stays_where_one_was_taken_over_meanwhile(choir: Choir) -> None:
    stolen = []

    def robbed(work: Work, some: Sequence[Due]) -> Effects:
        if not stolen:
            stolen.append(some[3].series)
            with work.write.begin() as session:
                session.execute(update(Timer).where(Timer.id == some[3].id).values(lease_owner="another process"))
        return choir.all(work, some)

    ring(choir.work, {"sing": Series(None, choir.one, robbed)})
    assert choir.sung() == [name for name in (f"sing:{number:02}" for number in range(60)) if name not in stolen]
