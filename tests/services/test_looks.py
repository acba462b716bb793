"""Does everybody learn who looked at their details?"""

from datetime import timedelta

from models.looks import Look
from models.people import Person
from services import looks
from tests.services.blocker_world import World


def look(world: World, reader: str, about: str, what: str = "details") -> None:
    with world.store.write.begin() as session:
        one, other = (session.get_one(Person, (world.workspace, world.people[name])) for name in (reader, about))
        looks.looked(session, reader=one, about=other, what=what, at=world.clock.now())


def test_the_newest_come_first_and_the_rest_of_the_month_is_counted(world: World) -> None:
    world.change_person("Mia", zone="Asia/Kolkata")
    look(world, "Cy", "Mia")
    for _ in range(7):
        world.clock.add(minutes=1)
        look(world, "Ana", "Mia")
    look(world, "Dee", "Mia", "skills")
    look(world, "Dee", "Cy")
    with world.store.read.begin() as session:
        mia = session.get_one(Person, (world.workspace, world.people["Mia"]))
        found = looks.recent(session, mia, 5, at=world.clock.now())
        assert {(seen.reader.name if seen.reader else "", seen.what) for seen in found.newest[:2]} == {
            ("Dee", "skills"),
            ("Ana", "details"),
        }
        assert (len(found.newest), found.more_this_month) == (5, 4)
        later = looks.recent(session, mia, 5, at=world.clock.now() + timedelta(days=31))
        assert (len(later.newest), later.more_this_month) == (5, 0)


def test_a_look_at_oneself_is_none(world: World) -> None:
    look(world, "Mia", "Mia")
    assert world.rows(Look) == []
    with world.store.read.begin() as session:
        mia = session.get_one(Person, (world.workspace, world.people["Mia"]))
        assert looks.recent(session, mia, 5, at=world.clock.now()) == looks.Recent((), 0)
