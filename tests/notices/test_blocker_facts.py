"""Is what a screen is told of a blocker true, and meant for its reader?"""

from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from models.people import Person
from notices import blocker_facts, blocker_rows
from planning.severity import Fact
from services import blocker_lists
from tests.services.blocker_world import World
from ui.blocker_facts import Facts


def person(world: World, session: Session, name: str) -> Person:
    return session.get_one(Person, (world.workspace, world.people[name]))


def facts(world: World, filed: str, reader: str | None) -> Facts:
    with world.store.read.begin() as session:
        blocker = blocker_lists.see(session, world.workspace, filed)
        who = person(world, session, reader) if reader else None
        return blocker_facts.facts(session, blocker, world.occasion(), reader=who)


@pytest.mark.parametrize(("reader", "may"), [("Bo", True), ("Ana", True), ("Mia", False), ("Cy", False), (None, True)])
def test_undo_is_offered_to_who_may_press_it(world: World, filed: str, reader: str | None, may: bool) -> None:
    world.acknowledge("Bo", filed)
    assert (facts(world, filed, reader).undo is not None) == may, "on the card, which everybody reads, it stays"


def test_who_undid_their_own_change_is_not_offered_that_of_somebody_else(world: World, filed: str) -> None:
    world.edit("Cy", filed, title="Clearer")
    world.acknowledge("Bo", filed)
    world.undo_last("Bo", filed)
    on_the_card = facts(world, filed, None)
    with world.store.read.begin() as session:
        kept = {
            name: blocker_facts.read_by(on_the_card, person(world, session, name), world.occasion()).undo is not None
            for name in ("Bo", "Cy", "Ana")
        }
    assert kept == {"Bo": False, "Cy": True, "Ana": True}


def test_history_says_days_and_causes_in_words(world: World, filed: str) -> None:
    world.edit("Cy", filed, needed_by=date(2026, 3, 13), since=date(2025, 12, 24))
    with world.store.read.begin() as session:
        blocker = blocker_lists.see(session, world.workspace, filed)
        last = blocker_facts.history(session, blocker, date(2026, 3, 2))[-1]
    assert last.text is not None
    assert "needed by: Fri 13 Mar" in last.text
    assert "since: Wed 24 Dec 2025" in last.text


def test_a_list_says_of_each_what_its_card_says(world: World, filed: str) -> None:
    """Also how severe it is, by whom and what waits behind it."""
    others = [world.report(name, people=(world.people["Dee"],)) for name in ("Mia", "Bo", "Cy")]
    world.link("Ana", filed, others[0])
    world.link("Ana", others[0], others[1])
    world.withdraw("Bo", others[1])
    world.link("Ana", others[0], others[2], people=("Mia", "Dee"))
    with world.store.read.begin() as session:
        found = [blocker_lists.see(session, world.workspace, one) for one in (filed, *others)]
        listed = blocker_rows.rows(session, found, world.occasion())
        assert listed == tuple(blocker_facts.facts(session, one, world.occasion()).row() for one in found)
    behind = [[reason.amount for reason in one.judged.reasons if reason.fact is Fact.BLOCKERS] for one in listed]
    assert behind == [[2], [1], [], []]


def test_a_long_list_asks_the_store_no_more_than_a_short_one(world: World, apollo: str) -> None:
    filed = [world.report("Cy", project_id=apollo) for _ in range(12)]
    for one in filed:
        world.acknowledge("Bo", one)
    world.link("Ana", filed[0], *filed[1:])

    def asked(ids: list[str]) -> int:
        seen: list[str] = []
        with world.store.read.begin() as session:
            found = [blocker_lists.see(session, world.workspace, one) for one in ids]
            event.listen(world.store.engine, "before_cursor_execute", lambda *it: seen.append(it[2]))
            blocker_rows.rows(session, found, world.occasion())
        return len(seen)

    assert asked(filed) == asked(filed[:1])
