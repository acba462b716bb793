"""Who is told what for every change, and is everybody else left in peace?"""

from functools import partial

import pytest

from bot.clock import FixedClock
from models.outbox import Sending
from models.store import Store
from notices import blockers as notices
from planning.blockers import Change
from services import blocker_lists, blockers
from services.policies import PmoPolicy, Policy
from tests.notices.heard import Heard, heard, settle, text_of
from tests.services.blocker_world import World


def test_a_report_makes_one_card_and_asks_the_owner(world: World, apollo: str) -> None:
    said = heard(world, partial(world.report, "Mia", tell=True, project_id=apollo))
    assert set(said.told) == {"C0APOLLO", "Bo"}
    assert said.told["Bo"][0].startswith("<@U0MIA> asks you to clear B-1.")
    assert [(row.person_id, row.kind) for row in world.prompts()] == [(world.people["Bo"], "blocker.asked")]
    assert set(world.cards()) == {"channel", f"to:{world.people['Bo']}"}
    (prompt,) = world.prompts()
    assert prompt.outbox_id == world.cards()[f"to:{world.people['Bo']}"].id


def test_nobody_is_told_what_they_did_themselves(world: World, apollo: str) -> None:
    said = heard(world, partial(world.report, "Bo", tell=True, project_id=apollo))
    assert set(said.told) == {"C0APOLLO"}
    assert world.prompts() == []


def test_who_is_reported_for_hears_of_it(world: World, apollo: str) -> None:
    said = heard(world, partial(world.report, "Cy", tell=True, project_id=apollo, raised_by=world.people["Mia"]))
    assert set(said.told) == {"C0APOLLO", "Bo", "Mia"}
    assert said.told["Mia"][0].startswith("B-1 is reported for you, by <@U0CY>.")
    said = heard(world, partial(world.report, "Cy", tell=True, project_id=apollo, raised_by=world.people["Bo"]))
    assert len(said.told["Bo"]) == 1, "asked and reported for: once is enough"


def test_without_a_channel_of_its_own_the_pmos_shows_it(sqlite_store: Store, clock: FixedClock) -> None:
    world = World(sqlite_store, clock, Policy(pmo=PmoPolicy(channel="C0PMO", lead="ana@fernwood.example")))
    world.everybody("Mia", "Ana")
    said = heard(world, partial(world.report, "Mia", tell=True, project_id=world.project("QUIET")))
    assert set(said.told) == {"C0PMO", "Ana"}


def test_without_any_channel_direct_messages_carry_it(world: World) -> None:
    filed: list[str] = []
    said = heard(world, lambda: filed.append(world.report("Mia", tell=True)))
    assert set(said.told) == {"Ana"}
    said = heard(world, partial(world.clear, "Ana", filed[0], tell=True))
    assert (set(said.told), said.edited) == ({"Mia"}, {"Ana"})


def test_acknowledged(world: World, filed: str) -> None:
    said = heard(world, partial(world.acknowledge, "Bo", filed, tell=True))
    assert set(said.told) == {"Mia", "Cy"}
    assert said.told["Mia"][0].startswith("B-1 is with <@U0BO> now.")
    assert said.edited == {"C0APOLLO", "Bo"}


def test_started_shows_on_the_card_alone(world: World, filed: str) -> None:
    said = heard(world, partial(world.start, "Bo", filed, tell=True))
    assert said == Heard({}, {"C0APOLLO", "Bo"})


def test_cleared(world: World, filed: str) -> None:
    said = heard(world, partial(world.clear, "Bo", filed, "It was opened", tell=True))
    assert set(said.told) == {"Mia", "Cy", "Dee"}
    assert all("“It was opened”" in text for texts in said.told.values() for text in texts)
    said = heard(world, partial(world.undo_last, "Bo", filed, tell=True))
    assert set(said.told) == {"Mia", "Cy", "Dee"}, "all who heard that it was cleared hear that it is not"
    assert "<@U0BO> took the last change back" in said.told["Dee"][0]


def test_withdrawn_by_the_reporter(world: World, filed: str) -> None:
    said = heard(world, partial(world.withdraw, "Cy", filed, tell=True))
    assert set(said.told) == {"Bo", "Mia"}
    said = heard(world, partial(world.undo_last, "Cy", filed, tell=True))
    assert set(said.told) == {"Bo", "Mia"}


def test_withdrawn_by_the_pmo_reaches_the_raiser(world: World, filed: str) -> None:
    said = heard(world, partial(world.withdraw, "Ana", filed, tell=True))
    assert set(said.told) == {"Bo", "Mia", "Cy"}
    assert said.told["Mia"][0].startswith("B-1 is withdrawn by <@U0ANA>.")


def test_commented(world: World, filed: str) -> None:
    said = heard(world, partial(world.comment, "Dee", filed, "I know somebody", tell=True))
    assert set(said.told) == {"Mia", "Cy", "Bo"}
    assert all("“I know somebody”" in texts[0] for texts in said.told.values())
    said = heard(world, partial(world.comment, "Mia", filed, "Whom?", tell=True))
    assert set(said.told) == {"Cy", "Bo"}


def test_edited_and_linked_show_on_the_card_alone(world: World, filed: str) -> None:
    other = world.report("Mia", "Another", tell=True)
    said = heard(world, partial(world.edit, "Mia", filed, title="Clearer", tell=True))
    assert said == Heard({}, {"C0APOLLO", "Bo"})
    said = heard(world, partial(world.link, "Mia", filed, other, tell=True))
    assert said == Heard({}, {"C0APOLLO", "Bo", "Ana"}), "the other's owner reads what theirs waits for"
    assert "Waits for: B-1 Clearer" in text_of(world, "Ana")
    said = heard(world, partial(world.undo_last, "Mia", filed, tell=True))
    assert said == Heard({}, {"C0APOLLO", "Bo", "Ana"})
    assert "Waits for" not in text_of(world, "Ana")


@pytest.mark.parametrize("end", ["clear", "withdraw"])
def test_what_waited_for_it_is_drawn_again_when_it_ends(world: World, filed: str, end: str) -> None:
    other = world.report("Mia", "Another", tell=True)
    world.link("Mia", filed, other, tell=True)
    said = heard(world, partial(getattr(world, end), "Mia", filed, tell=True))
    assert "Ana" in said.edited
    assert "Waits for" not in text_of(world, "Ana")
    heard(world, partial(world.undo_last, "Mia", filed, tell=True))
    assert "Waits for: B-1" in text_of(world, "Ana")


def test_merged_and_taken_back(world: World, filed: str) -> None:
    other = world.report("Dee", "The same thing", tell=True)
    said = heard(world, partial(world.merge, "Ana", filed, other, tell=True))
    assert set(said.told) == {"Mia", "Cy", "Bo"}
    assert said.told["Mia"][0].startswith("B-1 is the same thing as B-2, and goes on there.")
    assert said.edited == {"C0APOLLO", "Bo", "Ana"}
    assert "U0MIA" in text_of(world, "Ana")
    said = heard(world, partial(world.undo_last, "Ana", filed, tell=True))
    assert set(said.told) == {"Mia", "Cy", "Bo"}
    assert said.edited == {"C0APOLLO", "Bo", "Ana"}
    assert "U0MIA" not in text_of(world, "Ana")


@pytest.mark.parametrize("change", [Change.ACKNOWLEDGED, Change.STARTED, Change.EDITED])
def test_what_is_said_when_a_small_change_is_taken_back(world: World, filed: str, change: Change) -> None:
    how = {"title": "New"} if change is Change.EDITED else {}
    world.do("Bo", filed, world.verb(change, **how), tell=change)
    said = heard(world, partial(world.undo_last, "Bo", filed, tell=True))
    assert set(said.told) == ({"Mia", "Cy"} if change is Change.ACKNOWLEDGED else set())


def test_one_card_however_much_happens(world: World, filed: str) -> None:
    for number in range(3):
        world.comment("Dee", filed, f"word {number}", tell=True)
    settle(world)
    world.clear("Bo", filed, tell=True)
    posts = [row for row in world.outbox() if row.kind == "card" and row.act == "chat.postMessage"]
    assert sorted(world.name_of(row.target) or row.target for row in posts) == ["Bo", "C0APOLLO"]
    edits = [row for row in world.outbox() if row.act == "chat.update" and row.target == "C0APOLLO"]
    assert [row.version for row in edits] == sorted({row.version for row in edits})
    assert [row.state for row in edits[:-1]].count(Sending.PENDING) == 0, "only the newest is still to be sent"
    assert world.cards()["channel"].version == edits[-1].version


def test_nothing_is_said_when_the_transaction_is_rolled_back(world: World, filed: str) -> None:
    world.store.write.bell.clear()
    before = [(row.id, row.state, row.payload) for row in world.outbox()]
    with pytest.raises(ZeroDivisionError), world.acting("Bo") as (session, actor):
        blocker = blocker_lists.find(session, world.workspace, filed)
        blockers.clear(session, blocker, how="done", by=actor, at=world.clock.now())
        notices.changed(session, blocker, Change.CLEARED, world.occasion(), by=actor)
        raise ZeroDivisionError
    assert [(row.id, row.state, row.payload) for row in world.outbox()] == before
    assert not world.store.write.bell.is_set()
    world.clear("Bo", filed, tell=True)
    assert world.store.write.bell.is_set()


def test_every_unasked_message_is_in_the_ledger_and_no_other(world: World, filed: str) -> None:
    world.acknowledge("Bo", filed, tell=True)
    world.hand_over("Bo", filed, "Dee", tell=True)
    world.clear("Dee", filed, tell=True)
    ids = {row.outbox_id for row in world.prompts()}
    told = [row for row in world.outbox() if row.act == "chat.postMessage" and row.target.startswith("U")]
    assert ids == {row.card_id or row.id for row in told}
    assert len(world.prompts()) == len(told)


def test_the_same_is_not_said_twice_for_one_version(world: World, filed: str) -> None:
    keys = [row.dedupe_key for row in world.outbox()]
    assert len(keys) == len(set(keys))
    world.comment("Dee", filed, "one", tell=True)
    world.comment("Dee", filed, "two", tell=True)
    texts = [row.payload["text"] for row in world.outbox() if row.target == "U0BO" and row.kind.startswith("blocker.")]
    assert len(texts) == 2
