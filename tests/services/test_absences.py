"""Is what the calendar says kept as a whole, and is somebody away exactly when they are?"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.availability import Absence, Origin
from models.people import Person
from readers.calendars.values import Busy
from services import absences, people
from tests.services.blocker_world import World

NOON = 12 * 60


def add(world: World, name: str, start: str, finish: str | None = None, **columns: Any) -> None:
    values = {"part": "day", "origin": Origin.SAID.value, **columns}
    with world.store.write.begin() as session:
        session.add(
            Absence(
                workspace=world.workspace,
                person_id=world.people[name],
                start=date.fromisoformat(start),
                finish=date.fromisoformat(finish or start),
                **values,
            )
        )


def fed(world: World, *spans: Busy) -> bool:
    with world.store.write.begin() as session:
        person = session.get_one(Person, (world.workspace, world.people["Mia"]))
        return absences.replace_from_feed(session, person, spans, at=world.clock.now())


def settled(world: World, name: str = "Mia") -> tuple[datetime | None, datetime | None]:
    with world.store.write.begin() as session:
        person = session.get_one(Person, (world.workspace, world.people[name]))
        absences.settle_away(session, person, at=world.clock.now())
    with world.store.read.begin() as session:
        person = session.get_one(Person, (world.workspace, world.people[name]))
        return person.away_from, person.away_until


def rows(world: World) -> list[tuple[str, str, str, str]]:
    return sorted((str(one.start), str(one.finish), one.part, one.origin) for one in world.rows(Absence))


def test_a_feed_is_taken_over_as_a_whole_and_only_once(world: World) -> None:
    add(world, "Mia", "2026-03-04")
    week = Busy(date(2026, 3, 9), date(2026, 3, 13))
    noon = Busy(date(2026, 3, 3), date(2026, 3, 3), NOON, 24 * 60)
    assert fed(world, week, noon)
    said = ("2026-03-04", "2026-03-04", "day", "said")
    both = [("2026-03-03", "2026-03-03", "12:00-24:00", "feed"), said, ("2026-03-09", "2026-03-13", "day", "feed")]
    assert rows(world) == both
    before = {one.id for one in world.rows(Absence)}
    assert not fed(world, noon, week)
    assert {one.id for one in world.rows(Absence)} == before
    assert fed(world, noon)
    assert rows(world) == both[:2]
    assert fed(world)
    assert rows(world) == [said]
    assert not fed(world)


def test_a_feed_says_when_somebody_is_away(world: World) -> None:
    fed(world, Busy(date(2026, 3, 2), date(2026, 3, 3)))
    with world.store.read.begin() as session:
        mia = session.get_one(Person, (world.workspace, world.people["Mia"]))
        assert people.is_away(mia, at=world.clock.now())
        assert not people.is_away(mia, at=datetime(2026, 3, 3, 23, 0, tzinfo=UTC))  # midnight in Berlin


def test_away_is_counted_in_the_zone_of_the_person(world: World) -> None:
    world.change_person("Bo", zone="Pacific/Auckland")
    for name in ("Mia", "Bo"):
        add(world, name, "2026-03-05", "2026-03-06")
    assert settled(world) == (datetime(2026, 3, 4, 23, tzinfo=UTC), datetime(2026, 3, 6, 23, tzinfo=UTC))
    assert settled(world, "Bo") == (datetime(2026, 3, 4, 11, tzinfo=UTC), datetime(2026, 3, 6, 11, tzinfo=UTC))


def test_a_long_absence_is_seen_from_its_beginning_and_a_far_one_not_yet(world: World) -> None:
    add(world, "Mia", "2025-12-01", "2026-06-30")
    assert settled(world) == (datetime(2025, 11, 30, 23, tzinfo=UTC), datetime(2026, 6, 30, 22, tzinfo=UTC))
    add(world, "Bo", "2027-06-01")
    assert settled(world, "Bo") == (None, None)


def test_a_repeated_day_off_moves_on(world: World) -> None:
    add(world, "Mia", "2026-03-06", rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=FR")
    assert settled(world)[0] == datetime(2026, 3, 5, 23, tzinfo=UTC)
    world.clock.add(days=7)
    assert settled(world)[0] == datetime(2026, 3, 19, 23, tzinfo=UTC)


def test_whose_time_away_has_to_be_looked_at_again(world: World) -> None:
    add(world, "Mia", "2026-03-02")
    add(world, "Bo", "2027-06-01")
    add(world, "Cy", "2026-03-04", part="am")
    settled(world)

    def due(days: int) -> set[str]:
        with world.store.read.begin() as session:
            at = world.clock.now() + timedelta(days=days)
            return {one.name for one in absences.unsettled(session, world.workspace, at=at, after="", limit=10)}

    assert due(0) == {"Bo"}
    assert due(1) == {"Mia", "Bo"}
