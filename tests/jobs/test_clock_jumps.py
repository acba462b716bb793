"""Does everything go on as before after the machine's clock jumped and came back, with at most one catch-up a series?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.clock import FixedClock
from jobs import SERIES, TIMETABLE
from jobs.work import Work
from models.checkins import Checkin
from models.climbs import BlockerStep
from models.outbox import Card
from models.people import Person, Team
from models.projects import Project
from models.store import Store
from models.timers import Timer, TimerState
from planning.occurrences import Occurrence
from services import interruptions, timers
from services.policies import AttentionPolicy, CheckinPolicy, CheckinSeriesPolicy, PmoPolicy, Policy
from tests.services.blocker_world import World

HERE = {name: series for name, series in SERIES.items() if name not in {"people.refresh", "cards.draw"}}  # no Slack
TICKS = (
    "timers.ensure",
    "checkins.ensure",
    "digests.plan",
    "ladders.begin",
    "ladders.hasten",
    "timers.ring",
    "timers.crowds",
    "timers.slow",
)
SERIES_OF_CHECKIN = CheckinSeriesPolicy("daily", "09:30", "17:00", team="eng")
POLICY = Policy(
    pmo=PmoPolicy(channel="C0PMO"),
    checkins=CheckinPolicy(1, (SERIES_OF_CHECKIN,)),
    attention=AttentionPolicy(50),
)
HOUR, DAY, STEP = timedelta(hours=1), timedelta(days=1), timedelta(hours=6)
WEDNESDAY = datetime(2026, 3, 4, 11, 20, tzinfo=UTC)
JUMPS = {
    "a second on": lambda at: at + timedelta(seconds=1),
    "a second back": lambda at: at - timedelta(seconds=1),
    "a minute on": lambda at: at + timedelta(minutes=1),
    "a minute back": lambda at: at - timedelta(minutes=1),
    "an hour on": lambda at: at + HOUR,
    "an hour back": lambda at: at - HOUR,
    "a day on": lambda at: at + DAY,
    "a day back": lambda at: at - DAY,
    "to 1970": lambda at: datetime(1970, 1, 1, 0, 0, 7, tzinfo=UTC),
    "to 2200": lambda at: datetime(2200, 1, 1, 11, tzinfo=UTC),
}


class Machine(World):
    """Mia of Engineering and Bo, who owns what she raises, on a machine whose clock can be wrong."""

    def __init__(self, store: Store, clock: FixedClock, work: Work) -> None:
        super().__init__(store, clock, POLICY)
        self.work = replace(work, policy=POLICY, wall=clock.now)
        with store.write.begin() as session:
            session.add(Team(workspace=self.workspace, id="e", code="eng", name="Engineering", notes={}))
        self.person("Mia", zone="Europe/Berlin", team_id="e", holidays="-")
        self.person("Bo", zone="Europe/Berlin", holidays="-")
        self.person("Priya", zone="Europe/Berlin", holidays="-", roles=["pmo"])
        self.project("APOLLO", manager="Bo")

    def beat(self) -> None:
        jobs = {tick.name: tick.job for tick in TIMETABLE}
        for name in TICKS * 2:  # what follows from the first may be due as well
            job = partial(jobs[name], series=HERE) if name.startswith("timers.") else jobs[name]
            job(self.work)

    def live(self, until: datetime) -> None:
        while self.clock.at < until:
            self.clock.at = min(self.clock.at + STEP, until)
            self.beat()

    def rung(self) -> dict[str, list[str]]:
        """Keys of what rang, by series."""
        found: dict[str, list[str]] = {}
        for row in self.rows(Timer):
            if row.state == TimerState.DONE:
                found.setdefault(row.series, []).append(row.occurrence)
        return found

    def asked(self) -> set[date]:
        return {row.day for row in self.rows(Checkin)}

    def steps(self) -> list[datetime]:
        with self.store.read.begin() as session:
            return list(session.scalars(select(BlockerStep.at).order_by(BlockerStep.number)))

    def digests(self) -> set[str]:
        return {row.subject_id for row in self.rows(Card) if row.subject_kind == "digest"}


@pytest.fixture
def machine(sqlite_store: Store, clock: FixedClock, work: Work) -> Iterator[Machine]:
    clock.at = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
    made = Machine(sqlite_store, clock, work)
    made.beat()
    made.report("Mia", project_id=made.rows(Project)[0].id, tell=True)
    made.live(WEDNESDAY)
    yield made


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store


@pytest.mark.parametrize("jump", [HOUR, DAY])
def test_a_lease_of_a_clock_that_was_ahead_holds_nothing_up(machine: Machine, jump: timedelta) -> None:
    """A process is killed in the middle of a timer, and then the clock is set back."""
    due = Occurrence(machine.clock.at, "1")
    with machine.store.write.begin() as session:
        timers.plan(session, machine.workspace, series="trial:x", occurrence=due)
        late = machine.clock.at + jump
        assert timers.claim_due(session, owner="killed", now=late, wall=late, lease_seconds=60)
    with machine.store.write.begin() as session:
        (taken,) = timers.claim_due(session, owner="next", now=machine.clock.at, wall=machine.clock.at)
        assert (taken.series, taken.attempt) == ("trial:x", 2)
        again = timers.claim_due(session, owner="third", now=machine.clock.at, wall=machine.clock.at)
        assert again == [], "a lease of this clock holds"


def test_what_was_kept_back_by_a_clock_years_ahead_is_said(machine: Machine) -> None:
    with machine.store.write.begin() as session:
        mia = session.get_one(Person, (machine.workspace, machine.people["Mia"]))
        far = datetime(2200, 1, 1, tzinfo=UTC)
        interruptions.hold(session, mia, key="k", kind="stale", subject="s", due=far, at=far)
    with machine.store.read.begin() as session:
        assert interruptions.due(session, now=machine.clock.at) == [(machine.workspace, mia.id)]


def workdays(first: date, last: date) -> set[date]:
    days = (first + number * DAY for number in range((last - first).days + 1))
    return {day for day in days if day.weekday() < 5}


@pytest.mark.parametrize("way", JUMPS)
def test_after_a_jump_and_back_all_goes_on_with_one_catch_up_a_series(machine: Machine, way: str) -> None:
    before = machine.rung()
    steps = len(machine.steps())
    machine.clock.at = JUMPS[way](WEDNESDAY)
    for _ in range(3):
        machine.beat()
        machine.clock.add(seconds=20)
    for series, keys in machine.rung().items():
        assert len(set(keys) - set(before.get(series, []))) <= 1, series

    machine.clock.at = WEDNESDAY + timedelta(minutes=2)
    machine.beat()
    hourly = set(machine.rung()["availability.settle"])
    machine.live(WEDNESDAY + 12 * DAY)
    asked = machine.asked()
    assert asked >= workdays(date(2026, 3, 6), date(2026, 3, 16)), "at most the next day is left out, with its reason"
    assert machine.digests() >= {"2026-W10", "2026-W11"}
    assert len(set(machine.rung()["availability.settle"]) - hourly) >= 11 * DAY / STEP - 2, (
        "what comes each hour waits a day at most"
    )
    assert len(machine.steps()) >= steps + 2, "the ladder went on"
    waiting = [row for row in machine.rows(Timer) if row.state == TimerState.WAITING and "remind" not in row.series]
    assert max(row.due_at for row in waiting) < machine.clock.at + 8 * DAY, "nothing waits for another century"
