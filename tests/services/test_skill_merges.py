"""When two names of a skill become one, does each person keep the better of what they had?"""

import pytest

from models.allocations import Allocation
from models.capacity_requests import CapacityRequest
from models.people import Person
from models.skills import PersonSkill, Skill
from services import permissions, skill_merges, skills
from services.permissions import Actor
from services.refusals import NotAllowed, Refused, Stale
from tests.services.availability_world import undo
from tests.services.blocker_world import World
from tests.services.import_desk import Desk

# (level of k8s, confirmed), (level of Kubernetes, confirmed) → what stays
HAD = {
    "Mia": ((4, True), (2, True), (4, True)),
    "Bo": ((2, True), (4, False), (4, False)),
    "Cy": ((3, True), (3, False), (3, True)),
    "Dee": ((5, True), None, (5, True)),
    "Ana": (None, (1, True), (1, True)),
}


@pytest.fixture
def named(world: World) -> World:
    with world.store.write.begin() as session:
        for id_, name in (("k8s", "k8s"), ("kub", "Kubernetes"), ("old", "Kube")):
            session.add(Skill(workspace=world.workspace, id=id_, name=name, key=name.lower()))
        session.flush()
        for name, (one, other, _) in HAD.items():
            for skill, had in (("k8s", one), ("kub", other)):
                if had is not None:
                    by = world.people["Bo"] if had[1] else None
                    person = {"workspace": world.workspace, "person_id": world.people[name], "skill_id": skill}
                    session.add(PersonSkill(**person, level=had[0], set_at=world.clock.now(), confirmed_by_id=by))
    return world


def merge(world: World, goes: str, into: str, by: str = "Ana") -> skill_merges.Merge:
    with world.store.write.begin() as session:
        actor: Actor = permissions.actor(session.get_one(Person, (world.workspace, world.people[by])))
        return skill_merges.merge(session, goes, into, by=actor, at=world.clock.now())


def test_what_is_booked_and_asked_for_goes_on_in_the_other_name(named: World) -> None:
    Desk(named.store, named.workspace, named.clock).bring(
        projects="code\nAPOLLO\n",
        requests="id,project,skill,min_level,hours_per_week,start,finish\nR1,APOLLO,k8s,3,8,2026-03-02,2026-03-06\n",
        allocations="project,email,start,finish,hours_per_week,skill\n"
        "APOLLO,mia@fernwood.example,2026-03-02,2026-03-06,8,k8s\n",
    )
    merge(named, "k8s", "kub")
    assert [row.skill_id for table in (Allocation, CapacityRequest) for row in named.rows(table)] == ["kub", "kub"]


def test_the_higher_level_stays_and_its_confirmation_follows(named: World) -> None:
    done = merge(named, "k8s", "kub")
    assert (done.people, done.both) == (4, 3)
    rows = named.rows(PersonSkill)
    assert {row.skill_id for row in rows} == {"kub"}
    kept = {named.name_of(row.person_id): (row.level, row.confirmed_by_id is not None) for row in rows}
    assert kept == {name: stays for name, (_, _, stays) in HAD.items()}
    assert next(one.merged_into_id for one in named.rows(Skill) if one.id == "k8s") == "kub"
    assert [(one.action, one.subject_id, one.details) for one in named.audits()] == [
        ("skills.merged", "k8s", {"into": "kub", "people": 4})
    ]
    with named.store.read.begin() as session:
        assert [(one.name, count) for one, count in skill_merges.in_use(session, named.workspace)] == [
            ("Kube", 0),
            ("Kubernetes", 5),
        ]


@pytest.mark.parametrize(("goes", "into"), [("k8s", "k8s"), ("k8s", "none"), ("none", "kub"), ("", "kub")])
def test_what_cannot_be_merged(named: World, goes: str, into: str) -> None:
    with pytest.raises(Refused):
        merge(named, goes, into)
    assert named.audits() == []


def test_what_was_merged_is_not_merged_again_and_goes_in_no_circle(named: World) -> None:
    merge(named, "k8s", "kub")
    for goes, into in (("k8s", "old"), ("kub", "k8s")):
        with pytest.raises(Refused, match="not in use any more"):
            merge(named, goes, into)
    merge(named, "kub", "old")
    assert {row.skill_id for row in named.rows(PersonSkill)} == {"old"}


def test_it_is_for_the_pmo(named: World) -> None:
    with pytest.raises(NotAllowed):
        merge(named, "k8s", "kub", by="Mia")


def note(world: World, levels: dict[str, int | None]) -> str:
    with world.acting("Bo") as (session, actor):
        change = skills.set_levels(session, levels, by=actor, at=world.clock.now())
        assert change is not None
        return change.id


def test_an_old_form_or_undo_does_not_bring_a_name_back_that_went_on_in_another(named: World) -> None:
    """Nobody would find such a row: lists, suggestions and later merges know the other name only."""
    taken_out = note(named, {"k8s": None})
    merge(named, "k8s", "kub")
    before = [(row.person_id, row.skill_id, row.level) for row in named.rows(PersonSkill)]
    with pytest.raises(Stale, match="k8s goes on under another name"):
        note(named, {"old": 3, "k8s": 4})
    with pytest.raises(Stale, match="The same skills were changed again"):
        undo(named, "Bo", taken_out)
    assert [(row.person_id, row.skill_id, row.level) for row in named.rows(PersonSkill)] == before
