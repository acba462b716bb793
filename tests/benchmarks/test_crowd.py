"""How long does it take to ask ten thousand people at one moment, and how quick are the doors meanwhile?"""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, func, insert, select

from bot.clock import FixedClock, wall
from jobs import MANY, SERIES, checkins, timers
from jobs.work import Work
from models.checkins import Checkin
from models.migrate import upgrade
from models.people import Person, Team
from models.store import Store, open_store
from planning.people import Standing
from services import outbox_claims
from services.health import Board
from services.policies import CheckinPolicy, CheckinSeriesPolicy, Policy
from tests.benchmarks import desk
from tests.benchmarks.figures import Figure, Sheet, percentile, rounds, summed_up
from tests.benchmarks.requests import deliveries
from tests.town import TEAM, Town

GROUP = "check-in"
FRIDAY, NINE = datetime(2026, 2, 27, 17, 0, tzinfo=UTC), datetime(2026, 3, 2, 8, 0, 1, tzinfo=UTC)
POLICY = Policy(checkins=CheckinPolicy(1, (CheckinSeriesPolicy("daily", "09:00", "17:00", team="all"),)))
EVERY = 0.1  # seconds from one command to the next


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'crowd.db'}", threads=8)
    upgrade(opened)
    desk.furnish(opened)
    yield opened
    opened.close()


@pytest.fixture
def work(store: Store, slack: Town) -> Work:
    """At nine on a Monday, with a timer for each that is due."""
    clock = FixedClock(FRIDAY)
    made = Work(
        write=store.write,
        read=store.read,
        policy=POLICY,
        now=clock.now,
        wall=wall,
        client_of=slack.client,
        owner="this process",
        board=Board(),
    )
    usual = {"workspace": TEAM, "zone": "Europe/Berlin", "standing": Standing.MEMBER, "is_admin": False}
    more = {"roles": [], "notes": {}, "team_id": "all", "created_at": FRIDAY}
    names = [f"m{number:05}" for number in range(rounds(10_000, 60))]
    with store.write.begin() as session:
        session.add(Team(workspace=TEAM, id="all", code="all", name="All", notes={}))
        session.flush()
        rows = [{"id": one, "slack_id": f"U1{one}", "name": one, "email": f"{one}@fernwood.example"} for one in names]
        session.execute(insert(Person), [{**usual, **more, **row} for row in rows])
    checkins.ensure(made)
    clock.at = NINE
    return made


@pytest.mark.timeout(300)
def test_asking_ten_thousand(sheet: Sheet, store: Store, work: Work, slack: Town) -> None:
    door, bodies, statements = desk.door(desk.clearway(slack.client(), store)), deliveries(), []
    asking = threading.Thread(target=timers.ring, args=(work, SERIES, MANY))
    alone = [_knocked(door, next(bodies)) for _ in range(rounds(100))]
    ours = lambda *_: statements.append(1) if threading.current_thread() is asking else None  # noqa: E731
    event.listen(store.engine, "before_cursor_execute", ours)
    begun, beside = time.perf_counter(), []
    asking.start()
    while asking.is_alive() or not beside:
        beside.append(_knocked(door, next(bodies)))
        time.sleep(EVERY)
    seconds, count = time.perf_counter() - begun, rounds(10_000, 60)
    event.remove(store.engine, "before_cursor_execute", ours)
    with store.read.begin() as session:
        assert session.scalar(select(func.count()).select_from(Checkin)) == count
    sheet.add(Figure(GROUP, f"asking {count:,} people", seconds, unit="s"))
    sheet.add(Figure(GROUP, "statements for each of them", len(statements) / count, unit=""))
    sheet.add(summed_up(GROUP, "/blocked alone", alone))
    worst = f"the slowest {max(beside):.0f}, 95th {percentile(beside, 0.95):.0f}"
    sheet.add(summed_up(GROUP, "/blocked beside it", beside, note=worst))
    looks = []
    for _ in range(rounds(50)):
        at = time.perf_counter()
        with store.read.begin() as session:
            assert len(outbox_claims.due(session, limit=8, wall=wall())) == 8
        looks.append((time.perf_counter() - at) * 1000)
    sheet.add(summed_up(GROUP, "the courier's look while all of that waits", looks))


def _knocked(door: desk.Wsgi, body: bytes) -> float:
    """Milliseconds until the command was answered."""
    begun = time.perf_counter()
    assert b"is filed" in desk.knock(door, body)
    return (time.perf_counter() - begun) * 1000
