"""When a blocker is cleared, does whoever waited for it hear, once, that they can go on?"""

from functools import partial

import pytest

from tests.notices.heard import heard, settle
from tests.services.blocker_world import World


@pytest.fixture
def waiting(world: World, filed: str) -> str:
    """Raised by Zoe and owned by Cy, it waits for B-1; everything about it was sent."""
    world.person("Zoe")
    orion = world.project("ORION", manager="Cy", channel="C0ORION")
    other = world.report("Zoe", "The server", tell=True, project_id=orion)
    world.link("Mia", filed, other, people=("Dee",), tell=True)
    settle(world)
    return other


def test_owner_and_raiser_of_what_waited_hear_that_it_can_go_on(world: World, filed: str, waiting: str) -> None:
    said = heard(world, partial(world.clear, "Bo", filed, "It was opened", tell=True))
    assert set(said.told) == {"Mia", "Cy", "Dee", "Zoe"}
    assert said.told["Zoe"][0].startswith("B-1 is cleared, so B-2 can go on.")
    assert "“It was opened”" in said.told["Zoe"][0]
    assert [text.split(".")[0] for text in said.told["Cy"]] == ["B-1 is cleared, so B-2 can go on"], "once, with both"
    assert said.told["Dee"][0].startswith("B-1 is cleared, by <@U0BO>.")
    said = heard(world, partial(world.undo_last, "Bo", filed, tell=True))
    assert set(said.told) == {"Mia", "Cy", "Dee", "Zoe"}, "and all of them that it does not"
    assert said.told["Zoe"][0].startswith("B-1 stands as before: <@U0BO> took the last change back.")
    said = heard(world, partial(world.clear, "Bo", filed, tell=True))
    assert said.told["Zoe"][0].startswith("B-1 is cleared, so B-2 can go on.")


def test_what_still_waits_for_another_one_is_only_drawn_again(world: World, filed: str, waiting: str) -> None:
    third = world.report("Mia", "The licence", tell=True)
    world.link("Mia", third, waiting, tell=True)
    said = heard(world, partial(world.clear, "Bo", filed, tell=True))
    assert "Zoe" not in said.told
    assert said.told["Cy"][0].startswith("B-1 is cleared, by <@U0BO>.")
    assert "C0ORION" in said.edited
    said = heard(world, partial(world.clear, "Ana", third, tell=True))
    assert said.told["Zoe"][0].startswith("B-3 is cleared, so B-2 can go on.")


def test_what_has_ended_meanwhile_frees_nobody(world: World, filed: str, waiting: str) -> None:
    world.withdraw("Zoe", waiting, tell=True)
    said = heard(world, partial(world.clear, "Bo", filed, tell=True))
    assert set(said.told) == {"Mia", "Cy", "Dee"}
    assert all("can go on" not in text for texts in said.told.values() for text in texts)


def test_whoever_waits_with_many_hears_of_their_own_in_one_message(world: World, filed: str, waiting: str) -> None:
    mine = world.report("Zoe", "The client", tell=True)
    world.link("Mia", filed, waiting, mine, people=("Dee",), tell=True)
    said = heard(world, partial(world.clear, "Bo", filed, tell=True))
    assert [text.split(".")[0] for text in said.told["Zoe"]] == ["B-1 is cleared, so B-2 and B-3 can go on"]
    assert said.told["Ana"][0].startswith("B-1 is cleared, so B-3 can go on."), "the owner of the third alone"


def test_who_cleared_it_is_not_told_and_a_withdrawal_shows_on_the_cards(world: World, filed: str, waiting: str) -> None:
    settle(world)
    said = heard(world, partial(world.withdraw, "Cy", filed, tell=True))
    assert set(said.told) == {"Bo", "Mia"}
    assert "C0ORION" in said.edited
    heard(world, partial(world.undo_last, "Cy", filed, tell=True))
    said = heard(world, partial(world.clear, "Cy", filed, tell=True))
    assert set(said.told) == {"Mia", "Dee", "Zoe"}
