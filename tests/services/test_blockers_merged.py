"""Does what a duplicate held up wait for the surviving blocker, and does an undo give exactly that back?"""

from planning.blockers import State
from tests.services.blocker_world import World


def test_what_the_duplicate_held_up_waits_for_the_surviving_one(world: World) -> None:
    old, new, third, fourth = (world.report("Mia", title) for title in ("Old", "New", "Third", "Fourth"))
    world.link("Mia", old, fourth)
    world.link("Mia", new, third, fourth)
    world.merge("Mia", new, old)
    assert world.blocks(old) == {third, fourth}
    line = world.history(old)[-1]
    assert line.before == {"people": [], "blocks": [fourth]}
    assert line.after == {"people": [], "blocks": sorted([third, fourth]), "absorbed": new}
    world.undo_last("Mia", new)
    assert (world.blocks(old), world.blocks(new)) == ({fourth}, {third, fourth})
    line = world.history(old)[-1]
    assert line.before == {"people": [], "blocks": sorted([third, fourth])}
    assert line.after == {"people": [], "blocks": [fourth], "undone": "absorbed"}


def test_what_would_wait_for_itself_is_left_out(world: World) -> None:
    old, new, third, fourth = (world.report("Mia", title) for title in ("Old", "New", "Third", "Fourth"))
    world.link("Mia", third, old)
    world.link("Mia", new, old, third, fourth)
    world.merge("Mia", new, old)
    assert world.blocks(old) == {fourth}, "old waits for the third one, and never for itself"
    world.undo_last("Mia", new)
    assert world.blocks(old) == set()
    assert world.blocks(new) == {old, third, fourth}


def test_what_nothing_changes_is_not_in_the_history(world: World) -> None:
    old, new, third = (world.report("Mia", title) for title in ("Old", "New", "Third"))
    world.link("Mia", old, third)
    world.link("Mia", new, third)
    world.merge("Mia", new, old)
    assert "blocks" not in world.history(old)[-1].after
    world.undo_last("Mia", new)
    assert world.blocks(old) == {third}, "it waited for the old one before"
    assert "blocks" not in world.history(old)[-1].after


def test_what_waits_through_another_duplicate_goes_on_waiting(world: World) -> None:
    old, one, two, third = (world.report("Mia", title) for title in ("Old", "One", "Two", "Third"))
    world.link("Mia", one, third)
    world.link("Mia", two, third)
    world.merge("Mia", one, old)
    world.merge("Mia", two, old)
    world.undo_last("Mia", one)
    assert world.blocks(old) == {third}
    world.undo_last("Mia", two)
    assert world.blocks(old) == set()


def test_what_was_named_since_stays_and_what_was_taken_away_stays_away(world: World) -> None:
    old, new, third, fourth = (world.report("Mia", title) for title in ("Old", "New", "Third", "Fourth"))
    world.link("Mia", new, third, fourth)
    world.merge("Mia", new, old)
    world.link("Mia", old, third)
    world.link("Mia", old, third, fourth)
    world.undo_last("Mia", new)
    assert world.blocks(old) == {fourth}, "the fourth was named by hand after the merge"


def test_an_older_change_taken_back_leaves_what_a_merge_brought(world: World) -> None:
    old, new, third, fourth = (world.report("Mia", title) for title in ("Old", "New", "Third", "Fourth"))
    world.link("Mia", old, third)
    linked = world.history(old)[-1].id
    world.link("Mia", new, fourth)
    world.merge("Mia", new, old)
    world.undo("Mia", linked)
    assert world.blocks(old) == {fourth}


def test_what_was_merged_itself_holds_nothing_up_any_more(world: World) -> None:
    one, two, three = (world.report("Mia", title) for title in ("One", "Two", "Three"))
    world.link("Mia", one, three)
    world.merge("Mia", one, two)
    world.clear("Mia", two)
    world.clear("Mia", three)
    assert world.blocker(three).state == State.CLEARED, "the first one is no blocker of its own now"
