"""Is each asked once on their day or left out for a reason, through clocks, restarts, changes and kills?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, select

from bot.clock import FixedClock
from jobs import CROWDS, SERIES, TIMETABLE, attention, checkins, timers
from jobs.work import Effect, Series, Work
from models.availability import Absence
from models.checkins import Checkin
from models.people import Person, Team
from models.projects import Project
from models.store import Store
from models.timers import Timer, TimerState
from notices import checkins as notices
from planning.checkin_answers import Said
from planning.occurrences import Occurrence
from planning.people import Standing
from services import checkin_answers, checkin_facts, permissions
from services import timers as services_timers
from services.attention import spent
from services.policies import AttentionPolicy, AvailabilityPolicy, CheckinPolicy, CheckinSeriesPolicy, Policy
from services.timers import Due
from tests.notices.heard import settle
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
        for _ in range(2):  # what follows from the first may be due as well
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


def test_a_blocker_of_theirs_brings_it_the_next_working_day_and_a_clear_answer_makes_it_rarer(days: Days) -> None:
    days.world.report("Mia")
    for day in range(2, 7):
        days.to(f"2026-03-{day:02}T09:31")
        if days.asked()[-1:] == [f"2026-03-{day:02}"]:
            days.answer()
    assert days.asked() == ["2026-03-03", "2026-03-05"]
    assert set(days.reasons().values()) == {"nothing is new since they were last heard of"}
    assert "because B-1 “No access to staging” holds you up." in days.told()[0]


def test_nobody_is_asked_on_a_holiday_while_away_or_on_a_day_off(days: Days) -> None:
    days.world.report("Mia")
    days.use(replace(DAILY, days=("mon", "tue", "wed", "thu", "fri", "sat", "sun")))
    days.world.change_person("Mia", holidays="DE")
    with days.world.store.write.begin() as session:
        theirs = {"workspace": days.world.workspace, "person_id": days.world.people["Mia"], "part": "day"}
        session.add(Absence(**theirs, start=date(2026, 4, 2), finish=date(2026, 4, 2)))
    days.to("2026-04-01T09:40")
    days.answer()
    for day in range(2, 9):
        days.to(f"2026-04-{day:02}T09:40")
    assert days.asked() == ["2026-04-01", "2026-04-08"], "the second working day after it"
    found = {key: why for key, why in days.reasons().items() if key > "2026-04-01"}
    assert found == {
        "2026-04-02": "absent",
        "2026-04-03": "public holiday",
        "2026-04-04": "day off",
        "2026-04-05": "day off",
        "2026-04-06": "public holiday",
        "2026-04-07": "nothing is new since they were last heard of",
    }


def test_after_a_long_sleep_only_the_window_that_is_open_is_looked_at(days: Days) -> None:
    days.world.report("Mia")
    days.to("2026-03-13T10:00")
    days.run()
    assert days.asked() == ["2026-03-13"]
    states = [(one.occurrence, one.state, one.missed) for one in days.timers()]
    assert states == [
        ("2026-03-02", TimerState.SKIPPED, 0),
        ("2026-03-13", TimerState.DONE, 8),
        ("2026-03-16", TimerState.WAITING, 8),
    ]
    assert days.reasons() == {"2026-03-02": "the window is over"}


def test_after_its_window_nothing_is_asked(days: Days) -> None:
    days.world.report("Mia")
    days.to("2026-03-03T17:00")
    assert days.asked() == []
    assert days.reasons()["2026-03-02"] == "the window is over"
    assert [one.occurrence for one in days.timers(TimerState.WAITING)] == ["2026-03-04"]


def test_a_person_who_moves_is_asked_by_their_new_clock_and_never_twice_on_a_day(days: Days) -> None:
    days.world.report("Mia")
    days.to("2026-03-03T10:00")
    days.world.change_person("Mia", zone="Pacific/Auckland")
    days.run()
    (timer,) = days.timers(TimerState.WAITING)
    assert (timer.occurrence, timer.due_at) == ("2026-03-04", datetime(2026, 3, 3, 20, 30, tzinfo=UTC))
    days.to("2026-03-03T21:40")
    days.answer()
    days.world.change_person("Mia", zone="Pacific/Honolulu")
    for hours in range(0, 60, 3):
        days.to("2026-03-03T22:00")
        days.clock.add(hours=hours)
        days.run()
    assert days.asked() == sorted(set(days.asked()))
    assert days.asked()[:1] == ["2026-03-03"]
    assert len(days.timers(TimerState.WAITING)) == 1


def test_who_leaves_the_team_is_not_waited_for_and_who_comes_back_is(days: Days) -> None:
    days.world.change_person("Mia", team_id=None)
    days.run()
    assert days.timers(TimerState.WAITING) == []
    assert days.reasons() == {"2026-03-02": "not among those whom it asks any more"}
    days.world.change_person("Mia", team_id="e")
    days.run()
    assert [one.occurrence for one in days.timers(TimerState.WAITING)] == ["2026-03-02"]
    assert days.reasons() == {}


@pytest.mark.parametrize("standing", [Standing.DEACTIVATED, Standing.BOT, Standing.UNSEEN])
def test_whom_slack_does_not_know_as_one_of_us_is_not_waited_for(days: Days, standing: Standing) -> None:
    days.world.change_person("Mia", standing=standing)
    days.run()
    assert days.timers(TimerState.WAITING) == []


def test_who_was_deactivated_a_moment_ago_is_not_asked(days: Days) -> None:
    days.world.report("Mia")
    days.to("2026-03-02T10:00")
    days.clock.add(hours=24)
    days.world.change_person("Mia", standing=Standing.DEACTIVATED)
    timers.ring(days.work, SERIES)
    assert days.asked() == []
    assert days.reasons()["2026-03-03"] == "not among those whom it asks any more"


def test_a_series_that_is_gone_or_renamed_leaves_a_reason(days: Days) -> None:
    days.use(replace(DAILY, name="other"))
    days.run()
    found = {one.series.split(":")[1]: (one.state, one.reason) for one in days.timers()}
    assert found == {
        "daily": (TimerState.SKIPPED, "there is no such check-in any more"),
        "other": (TimerState.WAITING, None),
    }
    days.use()
    timers.ring(days.work, SERIES)
    days.to("2026-03-02T10:00")
    assert days.timers(TimerState.WAITING) == []


def test_other_days_and_other_hours_are_planned_anew(days: Days) -> None:
    days.use(replace(DAILY, time="11:00"))
    days.run()
    (timer,) = days.timers()
    assert (timer.occurrence, timer.due_at.hour) == ("2026-03-02", 10)
    days.use(replace(DAILY, days=("thu",)))
    days.run()
    assert days.reasons() == {"2026-03-02": "it comes on other days now"}
    assert [one.occurrence for one in days.timers(TimerState.WAITING)] == ["2026-03-05"]
    days.use(DAILY)
    for _ in range(2):
        days.run()
    assert [one.occurrence for one in days.timers(TimerState.WAITING)] == ["2026-03-02"]
    assert days.reasons() == {"2026-03-05": "it comes on other days now"}


def test_two_series_ask_the_same_person_once_a_day(days: Days) -> None:
    days.use(DAILY, replace(DAILY, name="second", time="10:00"))
    days.world.report("Mia")
    days.to("2026-03-03T09:40")
    days.to("2026-03-03T10:10")
    assert days.asked() == ["2026-03-03"]
    assert "asked today by another series" in days.reasons().values()


def test_at_night_it_waits_for_the_morning_and_is_drawn_as_it_is_true_then(days: Days) -> None:
    days.use(replace(DAILY, time="06:30"))
    filed = days.world.report("Mia")
    days.run()
    days.to("2026-03-03T06:40")
    assert (days.asked(), days.told()) == (["2026-03-03"], [])
    days.to("2026-03-03T08:01")
    attention.say(days.work)
    (heard,) = [row.payload["text"] for row in days.world.outbox() if row.kind == "waited"]
    assert "because B-1 “No access to staging” holds you up." in heard
    days.answer()
    days.to("2026-03-05T06:40")
    days.world.clear("Mia", filed)
    days.to("2026-03-05T08:01")
    attention.say(days.work)
    assert len([row for row in days.world.outbox() if row.kind == "waited"]) == 1, "what it was about is cleared"


def test_one_that_waited_until_it_was_too_late_was_never_asked(days: Days) -> None:
    days.world.report("Mia")
    days.policy = replace(days.policy, attention=AttentionPolicy(1))
    days.use(replace(DAILY, time="06:30"))
    days.run()
    days.to("2026-03-03T06:40")
    with days.world.store.write.begin() as session:
        mia = session.get_one(Person, (days.world.workspace, days.world.people["Mia"]))
        spent(session, mia, kind="other", key="x", at=days.clock.now())
    days.to("2026-03-03T08:01")
    attention.say(days.work)
    days.to("2026-03-03T17:01")
    days.clock.add(days=7)
    attention.say(days.work)
    days.run()
    with days.world.store.read.begin() as session:
        mia = session.get_one(Person, (days.world.workspace, days.world.people["Mia"]))
        found = checkin_facts.of(
            session, [mia], AvailabilityPolicy(), at=days.clock.now(), until=date(2026, 3, 10), since={}
        )
    assert date(2026, 3, 3) not in found[mia.id].asked
    days.clock.add(days=60)
    with days.world.store.write.begin() as session:
        assert checkin_answers.forget_unsaid(session, before=days.clock.now()) == 1


class Owner:
    """Bo owns Mia's blocker, and is asked from ten to three."""

    def __init__(self, days: Days) -> None:
        self.days, world = days, days.world
        world.project("APOLLO", manager="Bo")
        days.use(CheckinSeriesPolicy("owners", "10:00", "15:00", people=("bo@fernwood.example",)))
        days.run()
        apollo = world.rows(Project)[0].id
        self.filed = world.report("Mia", project_id=apollo)
        days.to("2026-03-03T10:01")
        assert days.asked("Bo") == ["2026-03-03"]

    def reminder(self) -> Timer:
        (found,) = [one for one in self.days.world.rows(Timer) if one.series.startswith("checkin.remind:")]
        return found

    def ended(self) -> tuple[str, str | None, int]:
        """Once four fifths of the window are over: (the state of the timer, why, how many messages)."""
        self.days.to("2026-03-03T14:01")
        return self.reminder().state, self.reminder().reason, len(self.days.told())


@pytest.fixture
def owner(days: Days) -> Owner:
    return Owner(days)


def test_who_somebody_waits_for_is_reminded_once_at_four_fifths(owner: Owner) -> None:
    assert owner.reminder().due_at == datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
    assert owner.ended() == (TimerState.DONE, None, 2)
    assert owner.days.told()[1] == "<@U0MIA> waits for B-1 “No access to staging”. Is something in your way there?"
    owner.days.to("2026-03-03T14:59")
    assert len(owner.days.told()) == 2


def test_an_answer_is_seen_where_it_was_given_under_the_question_and_under_the_reminder(owner: Owner) -> None:
    owner.ended()
    settle(owner.days.world)
    (row,) = owner.days.world.rows(Checkin)
    with owner.days.world.acting("Bo") as (session, actor):
        found = checkin_answers.find(session, row.id, by=actor)
        checkin_answers.answer(session, found, Said.ALL_CLEAR, by=actor, at=owner.days.clock.now())
        delivery = owner.days.world.delivery("Bo")
        notices.noted(session, found, delivery, owner.days.world.occasion(), by=actor)
    edits = [one.payload["text"] for one in owner.days.world.outbox() if one.act == "chat.update"]
    assert edits[-2:] == ["Noted: all clear."] * 2


def test_whoever_answered_is_not_reminded(owner: Owner) -> None:
    owner.days.answer()
    assert owner.ended() == (TimerState.SKIPPED, "already answered", 1)


def test_nobody_is_reminded_of_what_was_cleared(owner: Owner) -> None:
    owner.days.world.clear("Bo", owner.filed)
    assert owner.ended() == (TimerState.SKIPPED, "nobody waits for the answer", 1)


def test_nobody_is_reminded_who_went_away(owner: Owner) -> None:
    now = owner.days.clock.now()
    owner.days.world.change_person("Bo", away_from=now, away_until=now + timedelta(days=2))
    assert owner.ended() == (TimerState.SKIPPED, "away", 1)


def test_one_that_came_as_its_reminder_only_was_asked_all_the_same(days: Days) -> None:
    """Bo is not to be disturbed until after the reminder is due: of both that waited the later one is said."""
    now = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    days.world.change_person("Bo", dnd_from=now, dnd_until=now + timedelta(hours=5, minutes=30))
    owner = Owner(days)
    assert owner.ended() == (TimerState.DONE, None, 0)
    days.to("2026-03-03T14:31")
    attention.say(days.work)
    (heard,) = [row.payload["text"] for row in days.world.outbox() if row.kind == "waited"]
    assert heard.startswith("<@U0MIA> waits for B-1")
    with days.world.store.read.begin() as session:
        bo = session.get_one(Person, (days.world.workspace, days.world.people["Bo"]))
        assert checkin_facts.asked_days(session, bo, at=days.clock.now()) == [date(2026, 3, 3)]
    days.clock.add(days=60)
    with days.world.store.write.begin() as session:
        assert checkin_answers.forget_unsaid(session, before=days.clock.now()) == 0


def test_a_question_that_still_waits_says_nothing_after_its_reminder(days: Days) -> None:
    """Bo let himself be disturbed again before the question's time had come."""
    now = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    days.world.change_person("Bo", dnd_from=now, dnd_until=now + timedelta(hours=5, minutes=30))
    owner = Owner(days)
    days.world.change_person("Bo", dnd_from=None, dnd_until=None)
    assert owner.ended() == (TimerState.DONE, None, 1)
    days.to("2026-03-03T14:31")
    attention.say(days.work)
    assert [row.kind for row in days.world.outbox() if row.kind in {"checkin", "waited"}] == ["checkin"]
    with days.world.store.read.begin() as session:
        bo = session.get_one(Person, (days.world.workspace, days.world.people["Bo"]))
        assert checkin_facts.asked_days(session, bo, at=days.clock.now()) == [date(2026, 3, 3)]


def test_what_the_last_answer_led_to_is_told_the_next_time(owner: Owner) -> None:
    with owner.days.world.store.write.begin() as session:
        row = session.scalars(select(Checkin)).one()
        row.said, row.answered_at, row.blocker_id = Said.IN_MY_WAY.value, owner.days.clock.now(), owner.filed
    owner.days.world.clear("Bo", owner.filed)
    owner.days.world.report("Mia", "Another", project_id=owner.days.world.rows(Project)[0].id)
    owner.days.to("2026-03-04T10:01")
    assert "Your last answer led to B-1, cleared on Tuesday." in owner.days.told()[-1]


def test_one_that_another_process_took_over_leaves_nothing(days: Days) -> None:
    days.world.report("Mia")
    days.to("2026-03-02T10:00")
    days.clock.add(days=1)

    def frozen(work: Work, due: Due) -> Effect:
        with work.write.begin() as session:
            later = work.wall() + timedelta(seconds=90)
            (taken,) = services_timers.claim_due(session, owner="other", now=work.now(), wall=later)
            services_timers.fail(session, taken, wall=later - timedelta(days=1), reason="killed")
        return checkins.ring(work, due)

    timers.ring(days.work, {"checkin": Series(None, frozen)})
    assert (days.asked(), days.told()) == ([], [])
    timers.ring(days.work, SERIES)
    timers.ring(days.work, SERIES)
    assert (days.asked(), len(days.told())) == (["2026-03-03"], 1)


def test_an_hour_that_the_clocks_skip_or_show_twice_asks_once(days: Days) -> None:
    days.use(replace(DAILY, time="02:30", until="12:00", days=("sun",)))
    with days.world.store.write.begin() as session:
        mia = session.get_one(Person, (days.world.workspace, days.world.people["Mia"]))
        mia.week = tuple(map(Decimal, (8, 8, 8, 8, 8, 8, 8)))
    days.run()
    found = []
    for day in (datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)):
        days.clock.at = day - timedelta(hours=3)
        for _ in range(24):
            days.clock.add(minutes=30)
            days.run()
        found += [(one.occurrence, one.due_at.hour) for one in days.timers() if one.occurrence == f"{day:%Y-%m-%d}"]
    assert found == [("2026-03-29", 1), ("2026-10-25", 0)]


def test_what_is_urgent_does_not_stand_behind_a_crowd(days: Days) -> None:
    """Each kind of timer is rung by exactly one of the ticks, and check-ins by one of their own."""
    ticks = {tick.name: tick for tick in TIMETABLE if tick.name.startswith("timers.") and tick.name != "timers.ensure"}
    days.clock.add(days=1)
    for name in (*SERIES, "checkin:daily:p1", "checkin.remind:c1", "gone:x"):
        with days.world.store.write.begin() as session:
            session.execute(delete(Timer))
            key = Occurrence(days.clock.now() - timedelta(hours=2), "2026-03-02")
            services_timers.plan(session, days.world.workspace, series=name, occurrence=key)
        found = []
        for tick in ticks.values():
            choice = tick.job.keywords["choice"]  # type: ignore[attr-defined]
            with days.world.store.read.begin() as session:
                now = days.clock.now()
                if services_timers.any_due(session, now=now, wall=days.work.wall(), choice=choice):
                    found.append(tick.name)
        assert len(found) == 1, (name, found)
        assert (found == ["timers.crowds"]) == (name.partition(":")[0] in CROWDS and ":" in name), name
