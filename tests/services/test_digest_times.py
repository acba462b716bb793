"""Has each reader one digest that waits, at the hour that is theirs, and never one twice?"""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from models.people import Person
from models.timers import Timer, TimerState
from planning.people import Standing
from services import digest_times, timers
from services.policies import DigestPolicy
from tests.services.blocker_world import World

MONDAY = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)  # 08:00 in Berlin


def plan(world: World, policy: DigestPolicy | None = None) -> int:
    now = world.clock.now()
    with world.store.write.begin() as session:
        found = digest_times.changes(session, world.workspace, policy or DigestPolicy(), at=now)
        digest_times.settle(session, world.workspace, found, at=now)
    return len(found)


def waits(world: World) -> dict[str, tuple[str, datetime]]:
    """By the reader's name: which week, and when."""
    with world.store.read.begin() as session:
        found = session.scalars(select(Timer).where(Timer.state == TimerState.WAITING)).all()
    readers = {one.series: one.series.partition(":")[2] for one in found}
    return {world.name_of(readers[one.series]) or readers[one.series]: (one.occurrence, one.due_at) for one in found}


def close(world: World, reader: str) -> None:
    """What waits for a reader was told."""
    with world.store.write.begin() as session:
        for due in timers.claim_due(session, owner="me", now=world.clock.now(), wall=world.clock.now()):
            if due.series.endswith(reader):
                timers.done(session, due, at=world.clock.now())


def test_the_channel_and_the_executives_who_asked_have_one_each(world: World) -> None:
    world.person("Tess", roles=["executive"], digest=True, zone="America/Lima")
    world.person("Ed", roles=["executive"])
    world.person("Pat", digest=True)
    world.person("Gus", roles=["executive"], digest=True, standing=Standing.GUEST)
    world.clock.add(days=1)
    assert plan(world) == 2
    expected = {"channel": ("2026-W10", MONDAY), "Tess": ("2026-W10", MONDAY.replace(hour=13))}
    assert waits(world) == expected
    assert plan(world) == 0
    world.clock.at = MONDAY.replace(day=20)
    assert plan(world) == 0, "what is late is told first"
    assert waits(world) == expected


def test_another_zone_or_policy_moves_what_waits(world: World) -> None:
    world.person("Tess", roles=["executive"], digest=True, zone="America/Lima")
    world.clock.add(days=1)
    plan(world)
    world.change_person("Tess", zone="Asia/Tokyo")
    assert plan(world) == 1
    assert waits(world)["Tess"] == ("2026-W10", datetime(2026, 3, 8, 23, 0, tzinfo=UTC))
    assert plan(world, DigestPolicy("fri", "16:00")) == 2
    assert waits(world)["channel"] == ("2026-W10", datetime(2026, 3, 13, 15, 0, tzinfo=UTC))


@pytest.mark.parametrize("zone", ["America/Lima", "Asia/Tokyo"])
def test_who_moves_on_the_day_is_told_each_week_once(world: World, zone: str) -> None:
    tess = world.person("Tess", roles=["executive"], digest=True, zone="Europe/Berlin")
    plan(world)
    world.clock.at = MONDAY
    close(world, tess)
    world.change_person("Tess", zone=zone)
    plan(world)
    assert waits(world)["Tess"][0] == "2026-W11", "in Lima it is not yet eight o'clock, and it was told"


def test_what_was_put_off_keeps_its_time(world: World) -> None:
    tess = world.person("Tess", roles=["executive"], digest=True)
    plan(world)
    world.clock.at = MONDAY
    later = MONDAY.replace(day=10)
    with world.store.write.begin() as session:
        (mine,) = (one for one in timers.claim_due(session, owner="me", now=MONDAY, wall=MONDAY) if tess in one.series)
        timers.put_off(session, mine, to=later)
    plan(world)
    assert waits(world)["Tess"] == ("2026-W10", later)


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"roles": ["executive"], "digest": True}, True),
        ({"roles": ["executive"], "digest": None}, False),
        ({"roles": ["pmo"], "digest": True}, False),
        ({"roles": ["executive"], "digest": True, "standing": Standing.DEACTIVATED}, False),
    ],
)
def test_who_wants_it(world: World, columns: Any, wanted: bool) -> None:
    world.person("Tess", **columns)
    with world.store.read.begin() as session:
        assert digest_times.wants(session.get_one(Person, (world.workspace, world.people["Tess"]))) is wanted
