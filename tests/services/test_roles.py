"""Are roles given as they should be, also by two at the same moment?"""

from concurrent.futures import ThreadPoolExecutor

import pytest

from models.people import Person
from models.workspaces import Workspace
from planning.people import Standing
from services import permissions, roles
from services.refusals import NotAllowed, Refused
from tests.services.blocker_world import World


def claim(world: World, name: str) -> bool:
    with world.store.write.begin() as session:
        person = session.get_one(Person, (world.workspace, world.people[name]))
        return roles.become_first_admin(session, person, at=world.clock.now())


def change(world: World, by: str, name: str, *wanted: str) -> bool:
    with world.store.write.begin() as session:
        actor = permissions.actor(session.get_one(Person, (world.workspace, world.people[by])))
        person = session.get_one(Person, (world.workspace, world.people[name]))
        return roles.change(session, person, wanted, by=actor, at=world.clock.now())


def held(world: World, name: str) -> list[str]:
    return next(one.roles for one in world.rows(Person) if one.name == name)


def test_of_two_who_come_at_once_one_is_the_first(world: World) -> None:
    names = ["Mia", "Bo", "Cy", "Dee"]
    for name in names:
        world.change_person(name, is_admin=True)
    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(lambda name: claim(world, name), names)) == [False, False, False, True]
    assert sum(held(world, name) == ["admin"] for name in names) == 1


def test_who_cannot_be_the_first(world: World) -> None:
    assert not claim(world, "Mia"), "Slack does not call them an admin"
    world.person("Guest", is_admin=True, standing=Standing.GUEST)
    assert not claim(world, "Guest")
    world.change_person("Mia", is_admin=True)
    with world.store.write.begin() as session:
        session.get_one(Workspace, world.workspace).set_up_at = world.clock.now()
    assert not claim(world, "Mia"), "it is set up"


def test_an_admin_who_left_before_the_end_leaves_room_for_another(world: World) -> None:
    world.change_person("Mia", is_admin=True)
    assert claim(world, "Mia")
    world.change_person("Bo", is_admin=True)
    assert not claim(world, "Bo")
    world.change_person("Mia", standing=Standing.DEACTIVATED)
    assert claim(world, "Bo")


def test_only_an_admin_gives_roles_and_each_change_is_kept(world: World) -> None:
    world.change_person("Cy", roles=["admin"])
    for by in ("Mia", "Ana"):
        with pytest.raises(NotAllowed):
            change(world, by, "Dee", "pm")
    assert change(world, "Cy", "Dee", "lead", "pm", "boss")
    assert held(world, "Dee") == ["pm", "lead"]
    assert not change(world, "Cy", "Dee", "pm", "lead")
    assert [(one.actor_id, one.details) for one in world.audits()] == [
        (world.people["Cy"], {"given": ["lead", "pm"], "taken": []})
    ]


def test_the_last_admin_stays_one(world: World) -> None:
    world.change_person("Cy", roles=["admin"])
    with pytest.raises(Refused, match="Somebody has to be an admin"):
        change(world, "Cy", "Cy", "member")
    change(world, "Cy", "Dee", "admin")
    change(world, "Cy", "Cy", "member")
    assert (held(world, "Cy"), held(world, "Dee")) == (["member"], ["admin"])
