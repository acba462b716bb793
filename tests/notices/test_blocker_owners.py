"""Is somebody reachable always asked to clear a blocker, and does what they read stay true?"""

from datetime import timedelta
from functools import partial

import pytest

from bot.clock import FixedClock
from models.store import Store
from planning.people import Standing
from services.policies import PmoPolicy, Policy
from tests.notices.heard import heard, text_of
from tests.services.blocker_world import World
from tests.services.portfolio_world import Portfolio


def test_in_place_of_an_owner_whom_slack_does_not_know_the_pmo_is_asked(world: World) -> None:
    world.person("Paper", slack_id=None)
    project = world.project("APOLLO", manager="Paper", channel="C0APOLLO")
    said = heard(world, partial(world.report, "Mia", tell=True, project_id=project))
    assert set(said.told) == {"C0APOLLO", "Ana"}
    assert said.told["Ana"][0].startswith("B-1 needs you, in place of Paper.")
    filed = world.cards()["channel"].subject_id
    assert world.name_of(world.blocker(filed).owner_id) == "Paper", "it is still theirs to clear"
    said = heard(world, partial(world.comment, "Mia", filed, "Urgent", tell=True))
    assert set(said.told) == {"Ana"}
    world.change_person("Paper", slack_id="U0PAPER")
    said = heard(world, partial(world.edit, "Mia", filed, title="Clearer", tell=True))
    assert said.told["Paper"][0].startswith("<@U0MIA> asks you to clear B-1."), "asked once Slack knows them"
    assert text_of(world, "Ana").startswith("B-1 is with <@U0PAPER> now.")


@pytest.mark.parametrize(
    ("lead", "away", "asked"),
    [
        ("cy@fernwood.example", ("Bo",), "Ana"),
        ("zoe@fernwood.example", ("Bo",), "Zoe"),
        ("zoe@fernwood.example", ("Bo", "Zoe"), "Ana"),
        ("nobody@fernwood.example", ("Bo",), "Ana"),
        (None, ("Bo", "Ana"), "Zoe"),
        (None, ("Bo", "Ana", "Zoe"), "Bo"),
    ],
)
def test_somebody_who_is_there_is_asked(
    world: World, apollo: str, lead: str | None, away: tuple[str, ...], asked: str
) -> None:
    world.policy = Policy(pmo=PmoPolicy(lead=lead))
    world.person("Zoe", roles=["pmo"])
    for name in away:
        world.change_person(name, away_from=world.clock.now())
    said = heard(world, partial(world.report, "Mia", tell=True, project_id=apollo))
    assert set(said.told) == {"C0APOLLO", asked}
    filed = world.cards()["channel"].subject_id
    world.acknowledge(asked, filed, tell=True)  # whoever is asked may do what is asked
    world.clear(asked, filed, tell=True)


def test_who_stands_in_for_a_manager_who_left_owns_what_is_reported(world: World, apollo: str) -> None:
    world.change_person("Bo", deputy_id=world.people["Cy"], standing=Standing.DEACTIVATED)
    world.change_person("Cy", deputy_id=world.people["Dee"], standing=Standing.DEACTIVATED)
    said = heard(world, partial(world.report, "Mia", tell=True, project_id=apollo))
    assert set(said.told) == {"C0APOLLO", "Dee"}
    assert said.told["Dee"][0].startswith("<@U0MIA> asks you to clear B-1.")


def test_an_owner_whose_account_is_closed_has_their_deputy_asked(world: World, filed: str) -> None:
    world.change_person("Bo", deputy_id=world.people["Dee"], standing=Standing.DEACTIVATED)
    said = heard(world, partial(world.comment, "Cy", filed, "Any news?", tell=True))
    assert set(said.told) == {"Dee", "Mia"}
    assert said.told["Dee"][0].startswith("B-1 needs you, in place of <@U0BO>.")
    world.acknowledge("Dee", filed, tell=True)


def test_where_nobody_at_all_is_in_slack_only_the_card_says_it(sqlite_store: Store, clock: FixedClock) -> None:
    world = World(sqlite_store, clock)
    world.person("Mia")
    world.person("Paper", slack_id=None)
    project = world.project("APOLLO", manager="Paper", channel="C0APOLLO")
    said = heard(world, partial(world.report, "Mia", tell=True, project_id=project))
    assert set(said.told) == {"C0APOLLO"}


def test_who_is_back_is_asked_at_the_next_change_but_not_of_what_they_took(world: World, apollo: str) -> None:
    world.change_person("Bo", away_from=world.clock.now(), away_until=world.clock.now() + timedelta(days=7))
    mine = world.report("Bo", "My own", tell=True, project_id=apollo)
    theirs = world.report("Mia", tell=True, project_id=apollo)
    world.clock.add(days=7)
    said = heard(world, partial(world.edit, "Mia", theirs, title="Clearer", tell=True))
    assert said.told == {"Bo": [text_of(world, "Bo")]}
    assert said.told["Bo"][0].startswith("<@U0MIA> asks you to clear B-2.")
    said = heard(world, partial(world.edit, "Mia", theirs, title="Clearest", tell=True))
    assert said.told == {}, "asked once"
    said = heard(world, partial(world.comment, "Mia", mine, "I see", tell=True))
    assert [text.split(".")[0] for text in said.told["Bo"]] == ["<@U0MIA> commented on B-1"]


def test_an_owner_who_leaves_after_being_asked_has_somebody_in_their_place(world: World, filed: str) -> None:
    world.change_person("Bo", away_from=world.clock.now())
    said = heard(world, partial(world.comment, "Dee", filed, "Any news?", tell=True))
    assert set(said.told) == {"Ana", "Mia", "Cy"}
    assert said.told["Ana"][0].startswith("B-1 needs you, in place of <@U0BO>.")
    assert "“Any news?”" in said.told["Ana"][1]


def test_handed_over_and_back(world: World, filed: str) -> None:
    said = heard(world, partial(world.hand_over, "Bo", filed, "Dee", word="You know the vendor", tell=True))
    assert set(said.told) == {"Dee", "Mia", "Cy"}
    assert said.told["Dee"][0].startswith("B-1 is with you now, handed over by <@U0BO>.")
    assert "“You know the vendor”" in said.told["Dee"][0]
    assert said.told["Mia"][0].startswith("B-1 is with <@U0DEE> now.")
    assert said.edited == {"C0APOLLO", "Bo"}
    assert text_of(world, "Bo").startswith("B-1 is with <@U0DEE> now.")
    said = heard(world, partial(world.acknowledge, "Dee", filed, tell=True))
    assert "“You know the vendor”" in text_of(world, "Dee"), "the word stays when the message is edited"
    said = heard(world, partial(world.hand_over, "Dee", filed, "Bo", tell=True))
    assert len(said.told["Bo"]) == 1, "asked before, and told anew: an edit rings no bell"
    assert said.told["Bo"][0].startswith("B-1 is with you now, handed over by <@U0DEE>.")
    assert text_of(world, "Dee").startswith("B-1 is with <@U0BO> now.")


def test_a_hand_over_taken_back(world: World, filed: str) -> None:
    world.hand_over("Bo", filed, "Dee", tell=True)
    said = heard(world, partial(world.undo_last, "Ana", filed, tell=True))
    assert set(said.told) == {"Bo", "Mia", "Cy"}
    assert said.told["Bo"][0].startswith("<@U0MIA> (reported by <@U0CY>) asks you to clear B-1.")
    assert said.told["Mia"][0].startswith("B-1 is with <@U0BO> now.")
    assert text_of(world, "Dee").startswith("B-1 is with <@U0BO> now.")


def test_a_new_project_asks_its_manager(world: World, filed: str) -> None:
    orion = world.project("ORION", manager="Dee", channel="C0ORION")
    said = heard(world, partial(world.edit, "Mia", filed, project_id=orion, tell=True))
    assert said.told["Dee"][0].startswith("<@U0MIA> (reported by <@U0CY>) asks you to clear B-1.")
    assert "C0ORION" not in said.told, "the card stays where its thread is"
    assert said.edited == {"C0APOLLO", "Bo"}


def test_an_owner_found_later_is_asked_then(sqlite_store: Store, clock: FixedClock) -> None:
    world = World(sqlite_store, clock)
    world.everybody("Mia", "Bo")
    filed = world.report("Mia", tell=True)
    apollo = world.project("APOLLO", manager="Bo", channel="C0APOLLO")
    said = heard(world, partial(world.edit, "Mia", filed, project_id=apollo, tell=True))
    assert set(said.told) == {"C0APOLLO", "Bo"}, "the card comes with the channel"


def test_while_the_owner_is_away_their_deputy_is_asked_and_told(world: World, apollo: str) -> None:
    world.change_person(
        "Bo",
        deputy_id=world.people["Dee"],
        away_from=world.clock.now(),
        away_until=world.clock.now() + timedelta(days=7),
    )
    said = heard(world, partial(world.report, "Mia", tell=True, project_id=apollo))
    assert set(said.told) == {"C0APOLLO", "Dee"}
    assert said.told["Dee"][0].startswith("B-1 needs you, in place of <@U0BO>.")
    (blocker_id,) = {card.subject_id for card in world.cards().values()}
    said = heard(world, partial(world.comment, "Mia", blocker_id, "Urgent", tell=True))
    assert set(said.told) == {"Dee"}, "who is away is left in peace"
    said = heard(world, partial(world.acknowledge, "Dee", blocker_id, tell=True))
    assert (set(said.told), said.edited) == ({"Mia"}, {"C0APOLLO", "Dee"})
    world.clock.add(days=7)
    said = heard(world, partial(world.comment, "Mia", blocker_id, "Still there", tell=True))
    assert set(said.told) == {"Bo"}
    assert said.told["Bo"][0].startswith("<@U0MIA> asks you to clear B-1."), "back from absence: now it is theirs"
    assert "“Still there”" in said.told["Bo"][1]
    assert said.edited == {"C0APOLLO", "Dee"}
    assert text_of(world, "Dee").startswith("B-1 is with <@U0BO> now.")


def test_the_owner_reads_the_goal_that_their_project_serves_most(world: World) -> None:
    portfolio = Portfolio(world.store, world.workspace)
    portfolio.goal("SAFE", "3", "Keep patients safe")
    portfolio.goal("GROW", "1", "Grow")
    orion = portfolio.project("ORION", {"SAFE": 50, "GROW": 90}, manager_id=world.people["Bo"])
    said = heard(world, partial(world.report, "Mia", tell=True, project_id=orion))
    assert "What for: Keep patients safe → Orion → clearing B-1." in said.told["Bo"][0]
