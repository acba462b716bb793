"""Is every message that nobody asked for counted, in the person's own week?"""

from datetime import UTC, date, datetime

from bot.clock import wall
from models.people import Person
from services import attention, outbox
from tests.services.blocker_world import World


def spend(world: World, name: str, key: str = "o1") -> None:
    with world.store.write.begin() as session:
        person = session.get_one(Person, (world.workspace, world.people[name]))
        attention.spent(session, person, kind="notice", key=key, at=world.clock.now())


def this_week(world: World, name: str) -> int:
    with world.store.read.begin() as session:
        person = session.get_one(Person, (world.workspace, world.people[name]))
        return attention.this_week(session, person, at=world.clock.now())


def test_a_week_begins_on_monday_where_the_person_is(world: World) -> None:
    world.person("Lin", zone="Asia/Tokyo")
    world.person("Den", zone="America/Denver")
    world.clock.at = datetime(2026, 3, 8, 16, 0, tzinfo=UTC)  # Monday in Tokyo, Sunday in Denver
    spend(world, "Lin")
    spend(world, "Den")
    assert {row.person_id: row.week for row in world.prompts()} == {
        world.people["Lin"]: date(2026, 3, 9),
        world.people["Den"]: date(2026, 3, 2),
    }
    world.clock.at = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
    assert (this_week(world, "Lin"), this_week(world, "Den")) == (1, 0)


def test_each_person_and_workspace_counts_alone(world: World) -> None:
    spend(world, "Mia")
    spend(world, "Mia")
    spend(world, "Bo")
    assert [this_week(world, name) for name in ("Mia", "Bo", "Cy")] == [2, 1, 0]


def test_a_prompt_is_counted_once_however_often_it_is_asked_for(world: World) -> None:
    for _ in range(2):
        with world.store.write.begin() as session:
            person = session.get_one(Person, (world.workspace, world.people["Mia"]))
            row = outbox.prompt(
                session, person, text="t", blocks=[], key="k", kind="notice", at=world.clock.now(), wall=wall()
            )
    assert row is None
    (sent,), (entry,) = world.outbox(), world.prompts()
    assert (entry.outbox_id, entry.kind, entry.at) == (sent.id, "notice", world.clock.now())


def test_who_is_not_in_slack_is_not_disturbed(world: World) -> None:
    world.person("Paper", slack_id=None)
    with world.store.write.begin() as session:
        person = session.get_one(Person, (world.workspace, world.people["Paper"]))
        outbox.prompt(session, person, text="t", blocks=[], key="k", kind="notice", at=world.clock.now(), wall=wall())
    assert world.prompts() == []
    assert [row.state for row in world.outbox()] == ["failed"]
