"""Does whoever can help hear of it, once, and may they press what they are shown?"""

from functools import partial

import pytest

from planning.blockers import State
from tests.notices.heard import heard, settle
from tests.services.blocker_world import World


@pytest.fixture
def asked(world: World, apollo: str) -> str:
    """Reported by Mia, who wants help from Dee; everything about it was sent."""
    filed = world.report("Mia", tell=True, project_id=apollo, helper_id=world.people["Dee"])
    settle(world)
    return filed


def test_a_named_helper_is_told(world: World, apollo: str) -> None:
    wanted = partial(world.report, "Mia", tell=True, project_id=apollo, helper_id=world.people["Dee"])
    said = heard(world, wanted)
    assert set(said.told) == {"C0APOLLO", "Bo", "Dee"}
    assert said.told["Dee"][0].startswith("<@U0MIA> needs your help with B-1.")
    assert {world.name_of(row.person_id) for row in world.prompts()} == {"Bo", "Dee"}
    filed = world.cards()["channel"].subject_id
    world.acknowledge("Dee", filed, tell=True)
    world.start("Dee", filed, tell=True)
    world.clear("Dee", filed, tell=True)
    assert world.blocker(filed).state == State.CLEARED


@pytest.mark.parametrize("helper", ["Bo", "Mia"])
def test_nobody_hears_it_twice_or_from_themselves(world: World, apollo: str, helper: str) -> None:
    said = heard(world, partial(world.report, "Mia", tell=True, project_id=apollo, helper_id=world.people[helper]))
    assert set(said.told) == {"C0APOLLO", "Bo"}
    assert len(said.told["Bo"]) == 1
    assert said.told["Bo"][0].startswith("<@U0MIA> asks you to clear B-1.")


def test_a_helper_who_stands_in_for_the_owner_is_asked_as_such(world: World, apollo: str) -> None:
    world.change_person("Bo", deputy_id=world.people["Dee"], away_from=world.clock.now())
    said = heard(world, partial(world.report, "Mia", tell=True, project_id=apollo, helper_id=world.people["Dee"]))
    assert [text.split(".")[0] for text in said.told["Dee"]] == ["B-1 needs you, in place of <@U0BO>"]


def test_an_owner_who_is_away_is_not_asked_for_help_either(world: World, apollo: str) -> None:
    world.change_person("Bo", away_from=world.clock.now())
    said = heard(world, partial(world.report, "Mia", tell=True, project_id=apollo, helper_id=world.people["Bo"]))
    assert set(said.told) == {"C0APOLLO", "Ana"}


def test_another_helper_is_told_by_an_edit_and_each_only_once(world: World, asked: str) -> None:
    said = heard(world, partial(world.edit, "Mia", asked, helper_id=world.people["Cy"], tell=True))
    assert set(said.told) == {"Cy"}
    assert said.told["Cy"][0].startswith("<@U0MIA> needs your help with B-1.")
    said = heard(world, partial(world.edit, "Mia", asked, helper_id=world.people["Cy"], title="Clearer", tell=True))
    assert said.told == {}, "the same helper as before"
    said = heard(world, partial(world.edit, "Mia", asked, helper_id=world.people["Dee"], tell=True))
    assert said.told == {}, "Dee was asked when it was reported"
    said = heard(world, partial(world.undo_last, "Mia", asked, tell=True))
    assert said.told == {}
    said = heard(world, partial(world.edit, "Mia", asked, helper_id=None, tell=True))
    assert said.told == {}


@pytest.mark.parametrize(
    ("who", "end", "words"),
    [
        ("Bo", "clear", "B-1 is cleared, by <@U0BO>."),
        ("Mia", "withdraw", "B-1 is withdrawn by <@U0MIA>. It needs nothing more from you."),
    ],
)
def test_a_helper_hears_that_no_help_is_needed_any_more(
    world: World, asked: str, who: str, end: str, words: str
) -> None:
    said = heard(world, partial(getattr(world, end), who, asked, tell=True))
    assert [text.startswith(words) for text in said.told["Dee"]] == [True]
    said = heard(world, partial(world.undo_last, who, asked, tell=True))
    assert [text.startswith("B-1 stands as before") for text in said.told["Dee"]] == [True]


def test_a_helper_hears_where_it_goes_on(world: World, asked: str) -> None:
    other = world.report("Cy", "The same thing", tell=True)
    said = heard(world, partial(world.merge, "Mia", asked, other, tell=True))
    assert said.told["Dee"][0].startswith("B-1 is the same thing as B-2, and goes on there.")


def test_a_helper_hears_nothing_of_what_they_did_or_are_told_otherwise(world: World, asked: str) -> None:
    said = heard(world, partial(world.clear, "Dee", asked, tell=True))
    assert set(said.told) == {"Mia"}
    world.undo_last("Dee", asked, tell=True)
    world.link("Mia", asked, people=("Dee",), tell=True)
    said = heard(world, partial(world.clear, "Bo", asked, tell=True))
    assert {name: len(texts) for name, texts in said.told.items()} == {"Mia": 1, "Dee": 1}
    world.undo_last("Bo", asked, tell=True)
    world.hand_over("Bo", asked, "Dee", tell=True)
    said = heard(world, partial(world.withdraw, "Mia", asked, tell=True))
    assert {name: len(texts) for name, texts in said.told.items()} == {"Dee": 1}, "its owner, and told as such"


def test_whose_help_is_wanted_no_more_hears_nothing_of_the_end(world: World, asked: str) -> None:
    world.edit("Mia", asked, helper_id=world.people["Cy"], tell=True)
    said = heard(world, partial(world.withdraw, "Mia", asked, tell=True))
    assert set(said.told) == {"Bo", "Cy"}
