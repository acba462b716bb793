"""Does the bot know who is away as the days go by, without anybody saying anything?"""

from dataclasses import replace
from datetime import UTC, datetime

from bot.clock import FixedClock
from jobs import SERIES, SLOW, availability
from jobs.work import Work
from models.outbox import Act
from models.people import Person
from models.store import Store
from planning.occurrences import Occurrence
from planning.public_holidays import public_holidays
from services import people
from services.timers import Due
from tests.services.availability_world import say, whole_state
from tests.services.blocker_world import World


def settle(work: Work, world: World) -> None:
    due = Due(world.workspace, "t", "availability.settle", Occurrence(work.now(), "k"), {}, 1, 0, work.owner)
    effect = availability.settle(work, due)
    with work.write.begin() as session:
        effect(session)


def is_away(world: World, name: str) -> bool:
    with world.store.read.begin() as session:
        return people.is_away(session.get_one(Person, (world.workspace, world.people[name])), at=world.clock.now())


def test_a_repeated_day_off_is_kept_true_week_by_week(store: Store, clock: FixedClock, work: Work) -> None:
    world, work = World(store, clock), replace(work, now=clock.now)
    world.everybody("Mia", "Bo")
    say(world, "Mia", "off every second Friday")
    found = []
    for _ in range(40 * 24 // 6):
        settle(work, world)
        if is_away(world, "Mia") and (day := clock.now().astimezone(UTC).date()) not in found:
            found.append(day)
        clock.add(hours=6)
    fridays = [str(day) for day in found if day.weekday() == 4]
    assert fridays == ["2026-03-06", "2026-03-20", "2026-04-03"]
    assert [str(day) for day in found if day.weekday() not in {3, 4}] == []  # Thursday, 23:00 UTC is Friday in Berlin


def test_running_it_again_changes_nothing_and_draws_no_home(store: Store, clock: FixedClock, work: Work) -> None:
    world, work = World(store, clock), replace(work, now=clock.now)
    world.person("Mia", home_opened_at=datetime(2026, 3, 1, tzinfo=UTC))
    say(world, "Mia", "off today")
    clock.add(days=1)
    settle(work, world)
    state, drawn = whole_state(world, "Mia"), len(world.outbox())
    assert state[1:] == (None, None)
    settle(work, world)
    assert (whole_state(world, "Mia"), len(world.outbox())) == (state, drawn)
    assert [row.act for row in world.outbox()] == [Act.PUBLISH] * drawn


def test_many_people_are_looked_at_some_at_a_time(store: Store, clock: FixedClock, work: Work) -> None:
    world, work = World(store, clock), replace(work, now=clock.now)
    names = [f"P{number}" for number in range(availability.SOME + 3)]
    for name in names:
        world.person(name, away_from=datetime(2026, 2, 1, tzinfo=UTC), away_until=datetime(2026, 2, 2, tzinfo=UTC))
    settle(work, world)
    assert {person.away_until for person in world.rows(Person)} == {None}


def test_it_rings_every_hour_beside_what_is_quick() -> None:
    assert "availability.settle" in SERIES
    assert "availability.settle" in SLOW


def test_public_holidays_are_ready_before_anybody_asks(store: Store, clock: FixedClock, work: Work) -> None:
    world, work = World(store, clock), replace(work, now=clock.now)
    world.everybody("Mia", "Bo", "Cy")
    world.change_person("Mia", holidays="JP")
    world.change_person("Bo", holidays="-")
    public_holidays.cache_clear()
    availability.prepare(work)
    ready = public_holidays.cache_info().currsize
    assert ready == availability.YEARS, "of JP only, and of nobody who keeps none"
    assert clock.now().date() not in public_holidays("JP", clock.now().year, halves=False)
    assert public_holidays.cache_info().currsize == ready
