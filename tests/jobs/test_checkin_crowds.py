"""Does a crowd that is asked at once hear the same as each of it would alone, in few statements?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert

from bot.clock import FixedClock
from jobs import SERIES, checkins, timers
from jobs.timers import TOGETHER
from jobs.work import Series, Work
from models.attention import Held, Prompt
from models.availability import Absence
from models.base import new_id
from models.checkins import Checkin
from models.outbox import Act
from models.people import Person, Team
from models.store import Store
from models.timers import Timer
from planning.checkin_answers import Said
from planning.people import Standing
from services.attention import spent
from services.policies import AttentionPolicy, CheckinPolicy, CheckinSeriesPolicy, Policy
from tests.services.blocker_world import World

ALONE: Mapping[str, Series] = {**SERIES, "checkin": Series(None, checkins.ring)}
MONDAY = date(2026, 3, 9)
CROWD = 40


class Crowd:
    """Forty of one team, of whom every few are in another situation; all were quiet for a week."""

    def __init__(self, store: Store, clock: FixedClock, work: Work) -> None:
        series = [CheckinSeriesPolicy(name, "09:30", "17:00", team="eng") for name in ("daily", "second")]
        policy = Policy(checkins=CheckinPolicy(5, tuple(series)), attention=AttentionPolicy(2))
        self.world, self.clock = World(store, clock, policy), clock
        self.work = replace(work, policy=policy, now=clock.now)
        with store.write.begin() as session:
            session.add(Team(workspace=self.world.workspace, id="e", code="eng", name="Engineering", notes={}))
        for number in range(CROWD):
            self.world.person(f"P{number:02}", id=f"p{number:02}", zone="Europe/Berlin", team_id="e")
        clock.at = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
        checkins.ensure(self.work)
        clock.at = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
        timers.ring(self.work, ALONE)
        self._situations()
        clock.at = datetime(2026, 3, 8, 20, 0, tzinfo=UTC)
        timers.ring(self.work, ALONE)
        clock.at = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)

    def _situations(self) -> None:
        clear = self.world.report("P00", "A screen")
        self.world.clear("P00", clear)
        for number in (1, 2):
            self.world.report(f"P{number:02}", f"No access to {number}")
            self.clock.add(minutes=1)  # the older of two comes first
        self.world.hand_over("P01", self.world.report("P01", "A key"), "P03")
        self.world.change_person("P04", zone="Asia/Tokyo")
        self.world.change_person("P05", standing=Standing.DEACTIVATED)
        self.world.change_person("P06", checkin_frequency="when needed")
        self.world.change_person("P07", holidays="DE")
        self.world.change_person("P08", away_from=self.clock.now(), away_until=self.clock.now() + timedelta(days=9))
        self.world.change_person("P09", home_opened_at=datetime(2026, 3, 9, 8, 20, tzinfo=UTC))
        self.world.change_person("P10", home_opened_at=datetime(2026, 3, 1, 8, 20, tzinfo=UTC))
        self.world.change_person("P11", dnd_from=_monday(8), dnd_until=_monday(18))
        self.world.change_person("P12", team_id=None)
        with self.world.store.write.begin() as session:
            here = {"workspace": self.world.workspace}
            session.add(Absence(**here, person_id="p13", part="day", start=MONDAY, finish=MONDAY))
            for number in range(2):
                person = session.get_one(Person, (self.world.workspace, "p14"))
                spent(session, person, kind="notice", key=f"k{number}", at=_monday(7))
            waits = {"kind": "calendar", "subject": "p15", "since": _monday(7) - timedelta(days=9)}
            session.add(Held(**here, id=new_id(), person_id="p15", key="x", due_at=_monday(20), **waits))
            person = session.get_one(Person, (self.world.workspace, "p15"))
            spent(session, person, kind="notice", key="k", at=_monday(7))
            for day, led in ((date(2026, 2, 20), None), (date(2026, 2, 13), clear)):
                session.execute(insert(Checkin).values(**self._answered("p16", day, led)))
            session.execute(insert(Checkin).values(**self._answered("p17", date(2026, 2, 20), clear)))

    def _answered(self, person: str, day: date, led: str | None) -> dict[str, Any]:
        at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=9)
        return {
            "workspace": self.world.workspace,
            "id": new_id(),
            "person_id": person,
            "series": "daily",
            "day": day,
            "opens_at": at,
            "closes_at": at + timedelta(hours=8),
            "asked_at": at,
            "why": "quiet",
            "about": [],
            "quiet_days": 5,
            "questions": [],
            "words": [],
            "said": Said.IN_MY_WAY.value,
            "answered_at": at,
            "blocker_id": led,
        }

    def outcome(self) -> dict[str, list[Any]]:
        """What came of Monday, without the ids that are drawn by lot."""
        rows = [row for row in self.world.outbox() if row.created_at]
        ended = [one for one in self.world.rows(Timer) if one.series.startswith("checkin")]
        names = {row.id: row.person_id for row in self.world.rows(Checkin)}
        series = lambda one: names.get(one.series.rpartition(":")[2], one.series)  # noqa: E731
        return {
            "timers": sorted((series(one), one.occurrence, one.state, one.reason or "", one.due_at) for one in ended),
            "asked": sorted(
                (one.person_id, one.series, str(one.day), one.why, one.quiet_days) for one in self.world.rows(Checkin)
            ),
            "said": sorted((row.target, row.kind, row.payload["text"]) for row in rows if row.act == Act.POST),
            "homes": sorted(row.target for row in rows if row.act == Act.PUBLISH),
            "spent": sorted((one.person_id, one.kind, str(one.week)) for one in self.world.rows(Prompt)),
            "held": sorted((one.person_id, one.kind, one.reason or "", one.due_at) for one in self.world.rows(Held)),
        }


def _monday(hour: int) -> datetime:
    return datetime(2026, 3, 9, hour, tzinfo=UTC)


@pytest.fixture
def crowd(store: Store, clock: FixedClock, work: Work) -> Crowd:
    return Crowd(store, clock, work)


def test_a_crowd_is_asked_as_each_of_it_would_be_alone(
    crowd: Crowd, sqlite_store: Store, clock: FixedClock, work: Work
) -> None:
    timers.ring(crowd.work, SERIES)
    together = crowd.outcome()
    other = Crowd(sqlite_store, clock, replace(work, write=sqlite_store.write, read=sqlite_store.read))
    timers.ring(other.work, ALONE)
    assert together == other.outcome()
    assert {reason for _, _, _, reason, _ in together["timers"]} >= {
        "",
        "asked today by another series",
        "not among those whom it asks any more",
        "absent",
        "asked less often by choice",
        "its time ends before there is room in their week",
    }
    assert together["homes"] == ["U0P09"], "who opened theirs lately; the others' are drawn when they look"
    assert any("Your last answer led to B-1" in text for who, _, text in together["said"] if who == "U0P17")


def test_more_people_are_more_rows_and_no_more_questions_to_the_store(crowd: Crowd) -> None:
    asked: list[str] = []
    event.listen(crowd.world.store.engine, "before_cursor_execute", lambda *it: asked.append(it[2].split(None, 1)[0]))
    timers.ring(crowd.work, SERIES)
    told = [row for row in crowd.world.outbox() if row.kind == "checkin"]
    assert len(told) > TOGETHER
    assert asked.count("SELECT") < 200, "with thirteen or more for each of the eighty it would be over a thousand"
