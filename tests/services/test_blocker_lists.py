"""Is every blocker found that should be, in order, and none of another workspace?"""

from datetime import UTC, date, datetime

import pytest

from services import blocker_lists, blockers
from services.refusals import Refused
from tests.conftest import add_person, add_workspace
from tests.services.blocker_world import World

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_another_workspace_sees_nothing_of_it(world: World) -> None:
    filed = world.report("Mia")
    other = add_workspace(world.store, "T0OTHER")
    add_person(world.store, other, "Eve")
    with world.store.write.begin() as session:
        for find in (blocker_lists.find, blocker_lists.see):
            with pytest.raises(Refused, match="not there any more"):
                find(session, other, filed)
        with pytest.raises(Refused, match="no B-1 here"):
            blocker_lists.numbered(session, other, 1)
        assert list(blocker_lists.live(session, other, 10)) == []
        assert blocker_lists.edges(session, other) == {}


@pytest.mark.parametrize("strange", ["", "B-1", "\x00", "\ud800", "0" * 32, "0" * 10_000, "é" * 32])
def test_strange_ids_are_refused_in_a_sentence(world: World, strange: str) -> None:
    with world.acting("Mia") as (session, actor):
        for find in (blocker_lists.find, blocker_lists.see):
            with pytest.raises(Refused, match="not there any more"):
                find(session, world.workspace, strange)
        with pytest.raises(Refused, match="nothing to undo"):
            blockers.undo(session, world.workspace, strange, by=actor, at=NOW, policy=world.policy)


def test_lists_hold_the_most_urgent_first_and_only_what_lives(world: World, apollo: str) -> None:
    late = world.report("Mia", "Late", project_id=apollo, needed_by=date(2026, 3, 1))
    undated = world.report("Mia", "Undated", project_id=apollo)
    soon = world.report("Cy", "Soon", needed_by=date(2026, 3, 9), raised_by=world.people["Dee"])
    world.withdraw("Mia", world.report("Mia", "Gone"))
    with world.store.read.begin() as session:
        ask = (session, world.workspace)
        assert [one.id for one in blocker_lists.live(*ask, 10)] == [late, soon, undated]
        assert [one.id for one in blocker_lists.live(*ask, 1)] == [late]
        assert [one.id for one in blocker_lists.owned_by(*ask, world.people["Bo"], 10)] == [late, undated]
        assert [one.id for one in blocker_lists.raised_by(*ask, world.people["Cy"], 10)] == [soon], "reported by Cy"
        assert [one.id for one in blocker_lists.raised_by(*ask, world.people["Dee"], 10)] == [soon]
        assert blocker_lists.numbered(*ask, 1).id == late


def test_what_looks_alike_is_of_the_same_project_or_of_none(world: World, apollo: str) -> None:
    orion = world.project("ORION")
    old = world.report("Cy", "Waiting for the security review", project_id=apollo)
    world.report("Cy", "Waiting for the security review", project_id=orion)
    new = world.report("Mia", "waiting on security review", project_id=apollo)
    different = world.report("Mia", "The printer burns", project_id=apollo)
    with world.store.read.begin() as session:
        twin = blocker_lists.alike(session, blocker_lists.see(session, world.workspace, new), 80)
        assert twin is not None
        assert twin.id == old
        assert blocker_lists.alike(session, blocker_lists.see(session, world.workspace, different), 80) is None
