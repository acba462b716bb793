"""Is somebody told about blockers when it suits them, as it is true then, and above their budget in whose name?"""

from datetime import UTC, datetime
from functools import partial

import pytest

from models.attention import Held
from models.outbox import Card
from models.people import Person
from notices import blocker_messages, waiting
from planning.people import Standing
from services.policies import AttentionPolicy, Policy
from tests.notices.heard import heard, settle
from tests.services.blocker_world import World
from ui.blocker_facts import Reason

NIGHT = datetime(2026, 3, 2, 22, 0, tzinfo=UTC)  # 23:00 in Berlin
MORNING = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
OVER = "This is more than the one message a week that is yours: {} answers for it."


@pytest.fixture
def night(world: World, filed: str) -> str:
    """Cy reported it for Mia, holding up Dee; now it is night."""
    world.clock.at = NIGHT
    return filed


def in_the_morning(world: World) -> dict[str, list[str]]:
    """What each hears once their quiet hours are over."""

    def say() -> None:
        world.clock.at = MORNING
        for name in world.people:
            with world.store.write.begin() as session:
                waiting.say(session, session.get_one(Person, (world.workspace, world.people[name])), world.occasion())

    return heard(world, say).told


def living(world: World, blocker_id: str) -> list[str]:
    """What Bo's living message about it was to say, one after the other."""
    (card,) = (one for one in world.rows(Card) if one.subject_id == blocker_id and one.target == "U0BO")
    return [row.payload["text"] for row in world.outbox() if row.card_id == card.id]


def reasons(world: World) -> set[str | None]:
    return {one.reason for one in world.rows(Held)}


def test_at_night_only_who_is_to_clear_it_is_told(world: World, night: str) -> None:
    said = heard(world, partial(world.hand_over, "Bo", night, "Dee", tell=True))
    assert set(said.told) == {"Dee"}, "the raisers hear of it in the morning"
    told = in_the_morning(world)
    assert set(told) == {"Mia", "Cy"}
    assert told["Mia"][0].startswith("B-1 is with <@U0DEE> now.")
    assert in_the_morning(world) == {}


def test_in_the_morning_it_is_said_as_it_stands_then(world: World, night: str) -> None:
    for act in (world.acknowledge, world.start):
        act("Bo", night, tell=True)
    world.comment("Bo", night, "First", tell=True)
    world.comment("Bo", night, "Second", tell=True)
    world.clear("Bo", night, "A new badge", tell=True)
    told = in_the_morning(world)
    assert set(told) == {"Mia", "Cy", "Dee"}
    assert told["Mia"] == told["Cy"]
    assert told["Mia"][0].startswith("B-1 is cleared, by <@U0BO>.")
    assert "“A new badge”" in told["Mia"][0]
    assert reasons(world) == {None, "nothing is left to say of it", "a later one says the same"}


@pytest.mark.parametrize("how", ["withdraw", "merge", "undo"])
def test_what_ended_or_goes_on_is_told_once(world: World, night: str, how: str) -> None:
    other = world.report("Ana", "The same")
    told = {"withdraw": "B-1 is withdrawn by <@U0MIA>.", "merge": "B-1 is the same thing as B-2"}.get(how)
    if how == "withdraw":
        world.withdraw("Mia", night, tell=True)
    elif how == "merge":
        world.merge("Mia", night, other, tell=True)
    else:
        world.clear("Mia", night, tell=True)
        world.undo_last("Mia", night, tell=True)
    found = in_the_morning(world)
    assert "Mia" not in found
    assert set(found) >= {"Bo"} | ({"Dee"} if how == "undo" else set())
    assert all(text[0].startswith(told or "B-1 stands as before: <@U0MIA> took") for text in found.values()), found


def test_what_can_go_on_is_told_with_what_still_can(world: World, apollo: str) -> None:
    root = world.report("Mia", "Root", project_id=apollo)
    one, two = world.report("Dee", "One"), world.report("Cy", "Two")
    world.link("Mia", root, one, two)
    settle(world)
    world.clock.at = NIGHT
    world.clear("Bo", root, tell=True)
    world.withdraw("Cy", two)
    told = in_the_morning(world)
    assert told["Dee"][0].startswith("B-1 is cleared, so B-2 can go on.")
    assert "Cy" not in told, "nothing of theirs is left to go on"
    assert told["Ana"][0].startswith("B-1 is cleared, so B-2 can go on."), "who owns it"


def test_a_helper_who_is_named_at_night_is_asked_in_the_morning_unless_somebody_else_is(
    world: World, night: str
) -> None:
    world.edit("Mia", night, title="Badge", helper_id=world.people["Ana"], tell=True)
    world.edit("Mia", night, title="Badge", helper_id=world.people["Dee"], tell=True)
    told = in_the_morning(world)
    assert set(told) == {"Dee"}
    assert told["Dee"][0].startswith("<@U0MIA> (reported by <@U0CY>) needs your help with B-1.")


def test_for_whom_it_is_reported_at_night_hears_in_the_morning(world: World, apollo: str) -> None:
    world.clock.at = NIGHT
    world.report("Cy", tell=True, project_id=apollo, raised_by=world.people["Mia"], helper_id=world.people["Dee"])
    told = in_the_morning(world)
    assert told["Mia"][0].startswith("B-1 is reported for you, by <@U0CY>.")
    assert told["Dee"][0].startswith("<@U0MIA> (reported by <@U0CY>) needs your help with B-1.")


def test_a_guest_hears_nothing_of_what_does_not_concern_them_any_more(world: World, night: str) -> None:
    world.change_person("Mia", standing=Standing.GUEST)
    world.acknowledge("Bo", night, tell=True)
    world.edit("Bo", night, title="Badge", raised_by=world.people["Dee"])
    assert "Mia" not in in_the_morning(world)


def test_every_reason_that_may_wait_can_be_said_later() -> None:
    urgent = {Reason.ASKED, Reason.HANDED_OVER_TO_YOU, Reason.DEPUTY}
    assert {blocker_messages.kind_of(one) for one in set(Reason) - urgent} <= set(waiting.DRAWN)


def test_above_the_budget_the_owner_is_asked_in_the_name_of_who_reports(world: World, apollo: str) -> None:
    world.policy = Policy(attention=AttentionPolicy(weekly_budget=1))
    first = heard(world, partial(world.report, "Mia", tell=True, project_id=apollo)).told["Bo"]
    assert "more than" not in first[0]
    second = heard(world, partial(world.report, "Mia", "Another", tell=True, project_id=apollo)).told["Bo"]
    assert second[0].endswith(OVER.format("Mia"))
    filed = next(card.subject_id for card in world.rows(Card) if world.blocker(card.subject_id).number == 2)
    world.comment("Cy", filed, tell=True)
    assert living(world, filed)[0].endswith(OVER.format("Mia")), "before it is sent"
    settle(world)
    world.edit("Mia", filed, title="A badge", tell=True)
    assert living(world, filed)[-1].endswith(OVER.format("Mia")), "and whenever it is edited"
    assert sorted((one.kind, world.name_of(one.over_by)) for one in world.prompts() if one.over_by) == [
        ("blocker.asked", "Mia"),
        ("blocker.commented", "Cy"),
    ]
