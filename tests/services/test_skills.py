"""Are skills found by whatever name people use, and is a level theirs to say?"""

from datetime import UTC, datetime

import pytest

from models.people import Person
from models.skills import PersonSkill, Skill
from services import availability as hours
from services import skills
from services.refusals import Refused
from tests.services.availability_world import SET, whole_state
from tests.services.blocker_world import World


def use(world: World, *names: str) -> dict[str, str]:
    """Id by name of skills that are in use."""
    with world.store.write.begin() as session:
        return {name: skills.named(session, world.workspace, name).id for name in names}


def set_levels(world: World, levels: dict[str, int | None], name: str = "Mia") -> str | None:
    with world.store.write.begin() as session:
        change = skills.set_levels(session, levels, by=world.actor(session, name, SET), at=world.clock.now())
        return change.id if change is not None else None


def held(world: World, name: str = "Mia") -> list[tuple[str, int, bool]]:
    with world.store.read.begin() as session:
        person = session.get_one(Person, (world.workspace, world.people[name]))
        return [(one.name, one.level, one.confirmed) for one in skills.held_by(session, person)]


def test_one_skill_however_its_name_is_spelled(world: World) -> None:
    ids = use(world, "Machine  Learning", "machine learning", "MACHINE LEARNING ", "Go")
    assert len(set(ids.values())) == 2
    assert sorted(one.name for one in world.rows(Skill)) == ["Go", "Machine Learning"]


def test_a_merged_name_leads_to_what_it_was_merged_into(world: World) -> None:
    ids = use(world, "k8s", "Kubernetes")
    with world.store.write.begin() as session:
        session.get_one(Skill, (world.workspace, ids["k8s"])).merged_into_id = ids["Kubernetes"]
    assert use(world, "K8S") == {"K8S": ids["Kubernetes"]}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("k8s", "Kubernetes"),
        ("Kubernets", "Kubernetes"),
        ("python3", "Python"),
        ("i18n", "internationalization"),
        ("ML", "Machine Learning"),
        ("javascipt", "JavaScript"),
        ("PostgresQL", "PostgreSQL"),
    ],
)
def test_what_may_be_meant(world: World, said: str, meant: str) -> None:
    use(world, "Kubernetes", "Python", "internationalization", "Machine Learning", "JavaScript", "PostgreSQL", "Go")
    with world.store.read.begin() as session:
        found = skills.sort(session, world.workspace, [(said, 3)])
    if said.casefold() == meant.casefold():
        assert [one.name for one, _ in found.known] == [meant]
    else:
        assert [(name, level, other.name) for name, level, other in found.near] == [(said, 3, meant)]


@pytest.mark.parametrize("said", ["Java", "C", "R", "Rust", "Design", "So", "k9s", "8", "…"])
def test_what_is_another_skill(world: World, said: str) -> None:
    use(world, "Kubernetes", "Python", "JavaScript", "Go", "C++", "Copywriting")
    with world.store.read.begin() as session:
        found = skills.sort(session, world.workspace, [(said, 3), ("Go", None), ("go", 2)])
    assert found.fresh == ((said, 3),)
    assert [(one.name, level) for one, level in found.known] == [("Go", 2)]
    assert found.unlevelled == ("Go",)


def test_levels_are_set_changed_and_taken_out(world: World) -> None:
    ids = use(world, "Python", "Go")
    assert set_levels(world, {ids["Python"]: 4, ids["Go"]: 2})
    assert held(world) == [("Go", 2, False), ("Python", 4, False)]
    assert set_levels(world, {ids["Python"]: 4, ids["Go"]: None})
    assert held(world) == [("Python", 4, False)]
    assert set_levels(world, {ids["Python"]: 4, ids["Go"]: None}) is None


def test_another_level_drops_the_confirmation_and_the_same_one_does_not(world: World) -> None:
    ids = use(world, "Python", "Go")
    set_levels(world, {ids["Python"]: 4, ids["Go"]: 2})
    with world.store.write.begin() as session:
        for row in session.query(PersonSkill):
            row.confirmed_by_id, row.confirmed_at = world.people["Bo"], datetime(2026, 3, 1, tzinfo=UTC)
    state = whole_state(world, "Mia")
    change = set_levels(world, {ids["Python"]: 5, ids["Go"]: 2})
    assert held(world) == [("Go", 2, True), ("Python", 5, False)]
    with world.store.write.begin() as session:
        hours.undo(
            session,
            str(change),
            by=world.actor(session, "Mia", SET),
            at=world.clock.now(),
            policy=world.policy.availability,
        )
    assert whole_state(world, "Mia") == state


@pytest.mark.parametrize("level", [0, 6, -1])
def test_levels_go_from_one_to_five(world: World, level: int) -> None:
    with pytest.raises(Refused, match="Levels"):
        set_levels(world, {use(world, "Go")["Go"]: level})


def test_a_skill_that_is_not_there_and_more_than_anybody_has(world: World) -> None:
    with pytest.raises(Refused, match="not there"):
        set_levels(world, {"0" * 32: 3})
    many = use(world, *(f"Skill {number}" for number in range(101)))
    with pytest.raises(Refused, match="100"):
        set_levels(world, dict.fromkeys(many.values(), 3))
