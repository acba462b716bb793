"""What becomes of a blocker when its form is sent again?"""

from datetime import date
from decimal import Decimal

from planning.blockers import State
from tests.services.blocker_world import World


def test_an_edit_that_changes_nothing_leaves_no_trace(world: World, apollo: str) -> None:
    filed = world.report("Mia", project_id=apollo, people=(world.people["Cy"],), hours_per_week=Decimal("7.5"))
    same = {"people": (world.people["Cy"],), "hours_per_week": Decimal("7.50"), "raised_by": world.people["Mia"]}
    assert world.edit("Mia", filed, **same) is False
    assert world.whats(filed) == ["reported"]
    assert len(world.audits()) == 1
    assert world.edit("Mia", filed, **same, title="Clearer now") is True
    line = world.history(filed)[-1]
    assert (line.before, line.after) == ({"title": "No access to staging"}, {"title": "Clearer now"})


def test_an_edit_takes_over_the_form_and_keeps_the_message_it_came_from(world: World) -> None:
    filed = world.report("Mia", source_link="https://fernwood.example/p1", picture="F1", since=date(2026, 2, 1))
    world.edit("Mia", filed, title="New", needed_by=date(2026, 4, 1), people=(world.people["Cy"],))
    kept = world.blocker(filed)
    assert (kept.source_link, kept.picture, kept.since) == ("https://fernwood.example/p1", "F1", date(2026, 2, 1))
    line = world.history(filed)[-1]
    assert line.before == {"title": "No access to staging", "needed_by": None, "people": []}
    assert line.after == {"title": "New", "needed_by": "2026-04-01", "people": [world.people["Cy"]]}


def test_a_new_raiser_is_not_held_up_besides(world: World) -> None:
    filed = world.report("Mia", people=(world.people["Cy"],))
    world.edit("Mia", filed, raised_by=world.people["Cy"], people=(world.people["Cy"], world.people["Mia"]))
    assert world.held(filed) == {"Mia"}
    world.undo_last("Mia", filed)
    assert world.held(filed) == {"Cy"}
    assert world.blocker(filed).raised_by == world.people["Mia"]


def test_a_new_project_brings_its_manager_unless_somebody_was_chosen(world: World, apollo: str) -> None:
    orion = world.project("ORION", manager="Dee")
    filed = world.report("Mia", project_id=apollo)
    world.acknowledge("Bo", filed)
    world.edit("Mia", filed, project_id=orion)
    kept = world.blocker(filed)
    assert (kept.owner_id, kept.state) == (world.people["Dee"], State.OPEN), "the new owner has not seen it yet"
    world.hand_over("Dee", filed, "Cy")
    world.edit("Mia", filed, project_id=apollo)
    assert world.blocker(filed).owner_id == world.people["Cy"]


def test_a_project_without_anybody_takes_no_owner_away(store, clock) -> None:  # type: ignore[no-untyped-def]
    world = World(store, clock)
    world.everybody("Mia", "Bo")
    apollo, empty = world.project("APOLLO", manager="Bo"), world.project("EMPTY")
    filed = world.report("Mia", project_id=apollo)
    world.edit("Mia", filed, project_id=empty)
    assert world.blocker(filed).owner_id == world.people["Bo"]
