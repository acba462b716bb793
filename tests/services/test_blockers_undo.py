"""Can every change be taken back for a day, by whom, and when not?"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.clock import FixedClock
from models.blockers import Blocker
from models.store import Store
from planning.blockers import Cause, Change, State
from services import blocker_history, blocker_lists
from services.policies import BlockerPolicy, Policy
from services.refusals import NotAllowed, Refused, Stale
from tests.conftest import add_person, add_workspace
from tests.services.blocker_world import World


def columns(blocker: Blocker) -> dict[str, Any]:
    """What an undo has to bring back: everything but the count of changes and its time."""
    found = {column.name: getattr(blocker, column.name) for column in Blocker.__table__.columns}
    return {name: value for name, value in found.items() if name not in {"version", "updated_at"}}


UNDOABLE = [
    *(Change.ACKNOWLEDGED, Change.STARTED, Change.CLEARED, Change.WITHDRAWN, Change.HANDED_OVER),
    *(Change.EDITED, Change.LINKED, Change.MERGED),
]


@pytest.mark.parametrize("change", UNDOABLE)
def test_every_change_is_taken_back_as_if_it_had_not_been(world: World, apollo: str, change: Change) -> None:
    filed = world.report(
        "Mia",
        project_id=apollo,
        since=date(2026, 2, 1),
        needed_by=date(2026, 3, 6),
        needed_at=world.clock.now() + timedelta(days=4),
        hours_per_week=Decimal("7.5"),
        people=(world.people["Cy"],),
    )
    other, third = world.report("Dee", "Another"), world.report("Dee", "A third")
    world.link("Mia", filed, third, people=("Cy",))
    was, held, blocked = columns(world.blocker(filed)), world.held(filed), world.blocks(filed)
    held_there = world.held(other)
    how: dict[str, Any] = {"to": world.people["Cy"], "into": other, "people": [world.people["Dee"]], "blocks": [other]}
    if change is Change.EDITED:
        how = {"title": "Different", "project_id": None, "people": (world.people["Dee"],), "cause": Cause.LEGAL}
    world.do("Ana", filed, world.verb(change, **how))
    assert columns(world.blocker(filed)) != was or world.blocks(filed) != blocked
    world.clock.add(hours=23.9)
    assert world.undo_last("Ana", filed) is change
    assert columns(world.blocker(filed)) == was
    assert (world.held(filed), world.blocks(filed), world.held(other)) == (held, blocked, held_there)
    assert world.whats(filed)[-2:] == [change, "undone"], "both stay in the history"
    assert world.history(filed)[-2].undone_at == world.clock.now()
    assert world.history(filed)[-1].after["undone"] == change


def test_a_second_press_of_undo_takes_nothing_more_back(world: World) -> None:
    filed = world.report("Mia")
    world.withdraw("Mia", filed)
    pressed = world.history(filed)[-1].id
    world.undo("Mia", pressed)
    with pytest.raises(Stale, match="undone already"):
        world.undo("Mia", pressed)
    assert world.whats(filed) == ["reported", "withdrawn", "undone"]


def test_changes_are_taken_back_one_after_the_other(world: World, apollo: str) -> None:
    filed = world.report("Mia", project_id=apollo)
    world.acknowledge("Bo", filed)
    world.start("Bo", filed)
    seen, begun = (one.id for one in world.history(filed)[-2:])
    with pytest.raises(Stale, match="Something else has happened to B-1"):
        world.undo("Bo", seen)
    world.undo("Bo", begun)
    world.undo("Bo", seen)
    assert world.blocker(filed).state == State.OPEN


def test_a_word_in_between_does_not_stand_in_the_way(world: World) -> None:
    filed = world.report("Mia")
    world.withdraw("Mia", filed)
    pressed = world.history(filed)[-1].id
    world.comment("Cy", filed)
    world.undo("Mia", pressed)
    assert world.blocker(filed).state == State.OPEN


@pytest.mark.parametrize("never", [Change.REPORTED, Change.COMMENTED, Change.UNDONE, Change.ABSORBED])
def test_what_is_never_taken_back(world: World, never: Change) -> None:
    filed, other = world.report("Mia"), world.report("Mia", "The same")
    world.comment("Cy", filed)
    world.edit("Mia", filed, title="New")
    world.undo_last("Mia", filed)
    world.merge("Mia", other, filed)
    line = next(one for one in world.history(filed) if one.what == never)
    before = world.blocker(filed).version
    with pytest.raises(Refused):
        world.undo("Mia", line.id)
    assert world.blocker(filed).version == before


def test_after_a_day_of_business_time_it_stays(world: World) -> None:
    filed = world.report("Mia")
    world.withdraw("Mia", filed)
    world.clock.add(hours=24)
    with pytest.raises(Refused, match="can be taken back for a day"):
        world.undo_last("Mia", filed)
    assert world.blocker(filed).state == State.WITHDRAWN


def test_how_long_is_a_matter_of_policy(store: Store, clock: FixedClock) -> None:
    world = World(store, clock, Policy(blockers=BlockerPolicy(undo_hours=1)))
    world.person("Mia")
    filed = world.report("Mia")
    world.withdraw("Mia", filed)
    world.clock.add(minutes=61)
    with pytest.raises(Refused):
        world.undo_last("Mia", filed)


def test_only_who_did_it_or_the_pmo_takes_it_back(world: World, apollo: str) -> None:
    filed = world.report("Mia", project_id=apollo)
    world.acknowledge("Bo", filed)
    for name in ("Mia", "Cy"):
        with pytest.raises(NotAllowed, match="Only the person who made that change"):
            world.undo_last(name, filed)
    world.undo_last("Ana", filed)
    assert world.history(filed)[-1].by_id == world.people["Ana"]


def test_the_change_of_another_workspace_is_not_there(world: World) -> None:
    filed = world.report("Mia")
    world.withdraw("Mia", filed)
    change = world.history(filed)[-1].id
    there = World.__new__(World)
    there.__dict__.update(world.__dict__)
    there.workspace = add_workspace(world.store, "T0OTHER")
    there.people = {"Eve": add_person(world.store, there.workspace, "Eve", roles=["pmo"]).id}
    with pytest.raises(Refused, match="nothing to undo"):
        there.undo("Eve", change)
    assert world.blocker(filed).state == State.WITHDRAWN


def test_people_who_came_by_a_merge_stay_when_an_older_change_is_taken_back(world: World) -> None:
    filed, other = world.report("Mia"), world.report("Dee", "The same", people=())
    world.link("Mia", filed, people=("Cy",))
    linked = world.history(filed)[-1].id
    world.merge("Dee", other, filed)
    assert world.held(filed) == {"Cy", "Dee"}
    world.undo("Mia", linked)
    assert world.held(filed) == {"Dee"}, "only what was linked is gone"


def test_undoing_a_link_that_would_close_a_circle_is_refused(world: World) -> None:
    first, second = world.report("Mia", "One"), world.report("Mia", "Two")
    world.link("Mia", first, second)
    world.link("Mia", first)  # takes it away again
    taken_away = world.history(first)[-1].id
    world.link("Mia", second, first)
    with pytest.raises(Refused, match="circle: B-1 → B-2 → B-1"):
        world.undo("Mia", taken_away)
    assert world.blocks(first) == set()


def test_the_offer_ends_when_it_says(world: World) -> None:
    filed = world.report("Mia")
    world.withdraw("Mia", filed)
    at: datetime = world.clock.now()
    with world.store.read.begin() as session:
        blocker = blocker_lists.see(session, world.workspace, filed)
        offer = blocker_history.offer(session, blocker, at=at, undo_hours=24)
        assert offer is not None
        assert (offer.what, offer.by_id, offer.until) == (Change.WITHDRAWN, world.people["Mia"], at + timedelta(days=1))
        assert blocker_history.offer(session, blocker, at=offer.until, undo_hours=24) is None
