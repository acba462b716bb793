"""What happens when two people press at the same moment?"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from planning.blockers import State
from services.refusals import Refused, Stale
from tests.services.blocker_world import World


def at_once(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Run them in threads that start together; what each raised."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> BaseException | None:
        barrier.wait(10)
        try:
            act()
        except Refused as refusal:
            return refusal
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_one_wins_and_the_others_hear_who(world: World, apollo: str) -> None:
    names = ["Mia", "Bo", "Ana"]
    filed = world.report("Mia", project_id=apollo)
    ends = at_once(*(lambda name=name: world.clear(name, filed, f"by {name}") for name in names))
    winner = names[ends.index(None)]
    assert world.blocker(filed).cleared_with == f"by {winner}"
    for end in ends:
        assert end is None or (isinstance(end, Stale) and f"cleared in the meantime by {winner}" in str(end))
    assert sum(end is None for end in ends) == 1
    assert world.whats(filed) == ["reported", "cleared"]


def test_different_acts_come_one_after_the_other(world: World, apollo: str) -> None:
    filed = world.report("Mia", project_id=apollo)
    ends = at_once(
        lambda: world.acknowledge("Bo", filed),
        lambda: world.withdraw("Mia", filed),
        lambda: world.comment("Cy", filed),
        lambda: world.comment("Dee", filed),
    )
    lines = world.history(filed)
    assert [one.seq for one in lines] == list(range(1, len(lines) + 1))
    assert world.blocker(filed).version == len(lines)
    assert ends[2:] == [None, None]
    if ends[0] is None:
        assert ends[1] is None, "an acknowledged one can still be withdrawn"
    assert world.blocker(filed).state == State.WITHDRAWN


def test_an_undo_pressed_twice_at_once_happens_once(world: World) -> None:
    filed = world.report("Mia")
    world.withdraw("Mia", filed)
    change = world.history(filed)[-1].id
    ends = at_once(lambda: world.undo("Mia", change), lambda: world.undo("Ana", change))
    assert sum(end is None for end in ends) == 1
    assert world.whats(filed) == ["reported", "withdrawn", "undone"]


@pytest.mark.parametrize("round_", range(3))
def test_two_links_at_once_never_close_a_circle(world: World, round_: int) -> None:
    one, two = world.report("Mia", "One"), world.report("Mia", "Two")
    ends = at_once(lambda: world.link("Mia", one, two), lambda: world.link("Mia", two, one))
    assert sum(end is None for end in ends) == 1
    assert "circle" in str(next(end for end in ends if end is not None))


@pytest.mark.parametrize("round_", range(3))
def test_two_merges_into_each_other_leave_one_open(world: World, round_: int) -> None:
    one, two = world.report("Mia", "One"), world.report("Mia", "Two")
    ends = at_once(lambda: world.merge("Mia", one, two), lambda: world.merge("Mia", two, one))
    assert sum(end is None for end in ends) == 1
    assert sorted([world.blocker(one).state, world.blocker(two).state]) == ["duplicate", "open"]


def test_many_comments_at_once_are_all_kept(world: World) -> None:
    filed = world.report("Mia")
    ends = at_once(*(lambda n=n: world.comment("Cy", filed, f"word {n}") for n in range(8)))
    assert ends == [None] * 8
    assert {one.text for one in world.history(filed) if one.text} == {f"word {n}" for n in range(8)}


def test_two_changes_that_tell_the_same_people_in_two_orders_do_not_wait_in_a_circle(world: World) -> None:
    """The raiser is told before the owner: of one that is Bo and then Dee, of the other it is the other way round."""
    bos, dees = (world.project(code, manager=name) for code, name in (("APOLLO", "Bo"), ("ORION", "Dee")))
    one, other = world.report("Dee", project_id=bos, tell=True), world.report("Bo", project_id=dees, tell=True)
    for _ in range(12):
        at_once(lambda: world.comment("Mia", one, tell=True), lambda: world.comment("Cy", other, tell=True))
    told = [world.name_of(row.person_id) for row in world.prompts() if row.kind == "blocker.commented"]
    assert (told.count("Bo"), told.count("Dee")) == (24, 24)
