"""Is Slack asked about those to whom Clearway talks, and is what it says kept as it was?"""

from datetime import timedelta

from models.people import Person
from planning.people import Standing
from planning.quiet_times import Span
from services import attention, disturbances, interruptions
from tests.services.blocker_world import World


def spend(world: World, *names: str) -> None:
    with world.store.write.begin() as session:
        for name in names:
            person = session.get_one(Person, (world.workspace, world.people[name]))
            attention.spent(session, person, kind="notice", key=name, at=world.clock.now())


def asked(world: World) -> list[str | None]:
    with world.store.read.begin() as session:
        found = disturbances.to_ask(session, world.workspace, at=world.clock.now())
    return sorted(str(world.name_of(one)) for one in found)


def note(world: World, told: dict[str, Span], *names: str) -> None:
    with world.store.write.begin() as session:
        ids = [f"U0{name.upper()}" for name in names]
        disturbances.note(session, world.workspace, ids, told, at=world.clock.now())


def test_only_those_are_asked_about_to_whom_something_was_or_is_to_be_said(world: World) -> None:
    world.person("Paper", slack_id=None)
    world.person("Gone", standing=Standing.DEACTIVATED)
    spend(world, "Mia", "Paper", "Gone")
    with world.store.write.begin() as session:
        bo = session.get_one(Person, (world.workspace, world.people["Bo"]))
        at = world.clock.now()
        interruptions.hold(session, bo, key="k", kind="k", subject="s", due=at, at=at)
    assert asked(world) == ["Bo", "Mia"]
    note(world, {}, "Mia", "Bo")
    assert asked(world) == []
    world.clock.add(minutes=15)
    assert asked(world) == ["Bo", "Mia"]
    world.clock.add(days=40)
    assert asked(world) == ["Bo"], "of who heard nothing for weeks nobody asks"
    note(world, {}, "Bo")
    world.clock.add(days=-1)
    assert "Bo" in asked(world), "the clock went back"


def test_so_many_at_once_the_oldest_knowledge_first(world: World) -> None:
    names = [f"P{number}" for number in range(disturbances.AT_ONCE + 5)]
    world.everybody(*names)
    spend(world, *names)
    note(world, {}, *names[:-5])
    world.clock.add(hours=1)
    found = asked(world)
    assert len(found) == disturbances.AT_ONCE
    assert set(names[-5:]) <= set(found)


def test_what_slack_says_is_kept_and_let_go(world: World) -> None:
    now = world.clock.now()
    on = Span(now, now + timedelta(hours=2))
    note(world, {"U0MIA": on}, "Mia", "Bo")
    people = {one.name: (one.dnd_from, one.dnd_until, one.dnd_read_at) for one in world.rows(Person)}
    assert (people["Mia"], people["Bo"]) == ((on.start, on.end, now), (None, None, now))
    assert people["Cy"] == (None, None, None), "who was not asked about"
    note(world, {}, "Mia")
    assert next(one.dnd_until for one in world.rows(Person) if one.name == "Mia") is None
