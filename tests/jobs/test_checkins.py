"""Is each asked once on their day or left out for a reason, through clocks, restarts, changes and kills?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.clock import FixedClock
from jobs import SERIES, checkins, timers
from jobs.work import Work
from models.checkins import Checkin
from models.people import Person, Team
from models.store import Store
from models.timers import Timer, TimerState
from planning.checkin_answers import Said
from services import checkin_answers, permissions
from services.policies import AttentionPolicy, CheckinPolicy, CheckinSeriesPolicy, Policy
from tests.services.blocker_world import World

DAILY = CheckinSeriesPolicy("daily", "09:30", "17:00", team="eng")


class Days:
    """Days that go by for Mia of Engineering in Berlin, and whoever is added to the team."""

    def __init__(self, store: Store, clock: FixedClock, work: Work) -> None:
        self.clock, self.policy = clock, Policy(checkins=CheckinPolicy(5, (DAILY,)), attention=AttentionPolicy(50))
        self.world = World(store, clock, self.policy)
        self.work = replace(work, policy=self.policy, now=clock.now)
        with store.write.begin() as session:
            session.add(Team(workspace=self.world.workspace, id="e", code="eng", name="Engineering", notes={}))
        self.world.person("Mia", zone="Europe/Berlin", team_id="e")
        self.world.person("Bo", zone="Europe/Berlin")

    def use(self, *series: CheckinSeriesPolicy) -> None:
        self.policy = replace(self.policy, checkins=CheckinPolicy(5, series))
        self.work = replace(self.work, policy=self.policy)

    def to(self, when: str) -> None:
        """Berlin's clock, which is an hour ahead in March 2026."""
        self.clock.at = datetime.fromisoformat(when).replace(tzinfo=UTC) - timedelta(hours=1)
        self.run()

    def run(self) -> None:
        checkins.ensure(self.work)
        timers.ring(self.work, SERIES)

    def timers(self, state: TimerState | None = None, name: str = "Mia") -> list[Timer]:
        mine = [one for one in self.world.rows(Timer) if one.series.endswith(self.world.people[name])]
        found = sorted(mine, key=lambda one: (one.occurrence, one.due_at))
        return [one for one in found if state is None or one.state == state]

    def asked(self, name: str = "Mia") -> list[str]:
        mine = [one for one in self.world.rows(Checkin) if one.person_id == self.world.people[name]]
        return sorted(str(one.day) for one in mine)

    def told(self) -> list[str]:
        return [row.payload["text"] for row in self.world.outbox() if row.kind == "checkin"]

    def reasons(self, name: str = "Mia") -> dict[str, str | None]:
        return {one.occurrence: one.reason for one in self.timers(TimerState.SKIPPED, name)}

    def answer(self, said: Said = Said.ALL_CLEAR) -> None:
        with self.world.store.write.begin() as session:
            row = session.scalars(select(Checkin).order_by(Checkin.day.desc())).first()
            assert row is not None
            by = permissions.actor(session.get_one(Person, (row.workspace, row.person_id)))
            checkin_answers.answer(session, row, said, by=by, at=self.clock.now())


@pytest.fixture
def days(store: Store, clock: FixedClock, work: Work) -> Days:
    made = Days(store, clock, work)
    made.to("2026-03-02T08:00")
    return made


def test_one_timer_waits_for_each_however_often_it_is_looked_at(days: Days) -> None:
    for _ in range(3):
        days.run()
    (timer,) = days.timers()
    assert (timer.state, timer.occurrence, timer.due_at) == (
        TimerState.WAITING,
        "2026-03-02",
        datetime(2026, 3, 2, 8, 30, tzinfo=UTC),
    )
    assert days.timers(name="Bo") == []


def test_who_was_not_heard_of_for_five_working_days_is_asked_once(days: Days) -> None:
    for day in (2, 3, 4, 5, 6, 9):
        for at in ("09:30", "09:40", "16:59"):
            days.to(f"2026-03-{day:02}T{at}")
    assert days.asked() == ["2026-03-09"]
    assert days.told() == [
        "Is something in your way? You are asked because nothing came up for 5 working days. A later answer is fine, too."
    ]
    assert set(days.reasons().values()) == {"nothing depends on it"}
    assert [one.occurrence for one in days.timers(TimerState.WAITING)] == ["2026-03-10"]
