"""What does a blocker hold up, and what becomes of two that are the same thing?"""

import pytest

from planning.blockers import State
from services.refusals import NotAllowed, Refused
from tests.services.blocker_world import World


def test_a_circle_is_refused_with_its_path(world: World) -> None:
    one, two, three = (world.report("Mia", title) for title in ("One", "Two", "Three"))
    world.link("Mia", one, two)
    world.link("Mia", two, three)
    before = world.blocker(three).version
    with pytest.raises(Refused) as refusal:
        world.link("Mia", three, one, people=("Cy",))
    assert str(refusal.value) == "That would be a circle: B-3 → B-1 → B-2 → B-3. Nothing was changed."
    assert (world.blocks(three), world.held(three), world.blocker(three).version) == (set(), set(), before)
    with pytest.raises(Refused, match="B-3 → B-3"):
        world.link("Mia", three, three)


def test_links_and_people_are_replaced_and_nothing_new_leaves_no_trace(world: World) -> None:
    one, two, three = (world.report("Mia", title) for title in ("One", "Two", "Three"))
    assert world.link("Mia", one, two, people=("Cy", "Mia"))
    assert world.held(one) == {"Cy"}
    assert world.link("Mia", one, three, two, people=("Dee",))
    assert (world.blocks(one), world.held(one)) == ({two, three}, {"Dee"})
    assert world.link("Mia", one, two, three, people=("Dee",)) is False
    assert world.whats(one) == ["reported", "linked", "linked"]
    line = world.history(one)[-1]
    assert line.before == {"people": [world.people["Cy"]], "blocks": [two]}
    assert line.after == {"people": [world.people["Dee"]], "blocks": sorted([two, three])}


def test_a_link_to_what_is_not_there_is_refused(world: World) -> None:
    one = world.report("Mia")
    with pytest.raises(Refused, match="not there any more"):
        world.link("Mia", one, "0" * 32)


def test_merged_ones_wait_together_and_both_histories_stay(world: World, apollo: str) -> None:
    old = world.report("Bo", "Waiting for security", project_id=apollo, people=(world.people["Cy"],))
    new = world.report("Mia", "Security again", project_id=apollo, people=(world.people["Dee"], world.people["Bo"]))
    world.comment("Dee", new, "Me too")
    world.merge("Mia", new, old)
    kept = world.blocker(new)
    assert (kept.state, kept.duplicate_of) == (State.DUPLICATE, old)
    assert world.held(old) == {"Cy", "Dee", "Mia"}, "its raiser Bo is not held up besides"
    assert world.held(new) == {"Dee", "Bo"}
    assert world.whats(new) == ["reported", "commented", "merged"]
    assert world.whats(old) == ["reported", "absorbed"]
    absorbed = world.history(old)[-1]
    assert absorbed.before == {"people": [world.people["Cy"]]}
    assert absorbed.after == {"people": sorted(world.people[one] for one in ("Cy", "Dee", "Mia")), "absorbed": new}
    world.undo_last("Mia", new)
    back = world.blocker(new)
    assert (back.state, back.duplicate_of) == (State.OPEN, None)
    assert world.held(old) == {"Cy"}
    assert world.whats(new) == ["reported", "commented", "merged", "undone"]
    assert world.whats(old) == ["reported", "absorbed", "undone"]
    world.merge("Mia", new, old)
    assert world.held(old) == {"Cy", "Dee", "Mia"}


def test_whoever_waits_through_another_one_goes_on_waiting(world: World) -> None:
    old = world.report("Bo", "Waiting for security")
    one = world.report("Mia", "Security again", people=(world.people["Dee"],))
    two = world.report("Cy", "And again", people=(world.people["Dee"],))
    world.merge("Mia", one, old)
    world.merge("Cy", two, old)
    world.undo_last("Mia", one)
    assert world.held(old) == {"Cy", "Dee"}, "Dee still waits through the second"
    world.undo_last("Cy", two)
    assert world.held(old) == set()


def test_whoever_was_named_stays_when_a_merge_is_taken_back(world: World) -> None:
    old, new = world.report("Bo", "Old"), world.report("Mia", "New", people=(world.people["Dee"],))
    world.link("Bo", old, people=("Dee",))
    world.merge("Mia", new, old)
    world.undo_last("Mia", new)
    assert world.held(old) == {"Dee"}


def test_what_cannot_be_merged(world: World) -> None:
    one, two = world.report("Mia", "One"), world.report("Cy", "Two")
    with pytest.raises(Refused, match="same thing as itself"):
        world.merge("Mia", one, one)
    with pytest.raises(NotAllowed):
        world.merge("Cy", one, two)
    world.withdraw("Cy", two)
    with pytest.raises(Refused, match="B-2 is not open any more"):
        world.merge("Mia", one, two)
    assert world.whats(one) == ["reported"]
