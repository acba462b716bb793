"""Is the chain that is kept in a store whole after all that Clearway does, and broken by what others do to its rows?"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.clock import wall
from models.base import new_id
from models.store import Store, open_store
from planning.audit import Head
from services import audit, audit_seals
from tests.conftest import add_workspace
from tests.services.blocker_world import World


def seal_all(store: Store, workspace: str, limit: int = 200) -> Head:
    while True:
        with store.write.begin() as session:
            count, head = audit_seals.seal_some(session, workspace, wall=wall(), limit=limit)
        if not count:
            return head


def verdict(store: Store, workspace: str, noted: Head | None = None) -> audit_seals.Verdict:
    with store.read.begin() as session:
        return audit_seals.verify(session, workspace, noted=noted)


def run(store: Store, statement: str, **values: object) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(statement), values)


@pytest.fixture
def seven(world: World) -> World:
    """Seven sealed rows about one blocker, a minute apart."""
    filed = world.report("Mia", "The title ☃")
    for number in range(6):
        world.clock.add(minutes=1)
        world.comment("Bo", filed, f"comment {number}")
    seal_all(world.store, world.workspace, limit=3)
    return world


def test_rows_are_sealed_in_the_order_of_their_time_a_few_at_a_time(seven: World) -> None:
    rows = sorted(seven.audits(), key=lambda row: row.seq or 0)
    assert [row.seq for row in rows] == list(range(1, 8))
    assert [row.at for row in rows] == sorted(row.at for row in rows)
    assert len({row.seal for row in rows}) == 7
    found = verdict(seven.store, seven.workspace)
    assert (found.rows, found.waiting, found.flaw) == (7, 0, None)
    assert found.head == Head(7, rows[-1].seal or "")


def test_sealing_goes_on_where_it_stopped_and_says_what_waits(seven: World) -> None:
    seven.report("Mia", "Another")
    with seven.store.read.begin() as session:
        assert list(audit_seals.waiting(session)) == [seven.workspace]
    found = verdict(seven.store, seven.workspace)
    assert (found.rows, found.waiting, found.flaw) == (7, 1, None)
    assert seal_all(seven.store, seven.workspace).place == 8
    assert verdict(seven.store, seven.workspace).flaw is None
    with seven.store.read.begin() as session:
        assert list(audit_seals.waiting(session)) == []


TAMPERED: dict[str, tuple[str, str]] = {
    "who": ("UPDATE audit SET actor_id = 'somebody' WHERE seq = 4", "row 4 (blocker.commented, %) was changed"),
    "when": ("UPDATE audit SET at = (SELECT at FROM audit WHERE seq = 1) WHERE seq = 4", "row 4 (% was changed"),
    "what": ("UPDATE audit SET action = 'blocker.cleared' WHERE seq = 4", "row 4 (blocker.cleared, %) was changed"),
    "details": ("UPDATE audit SET details = '{}' WHERE seq = 4", "row 4 (% was changed after it was sealed"),
    "its seal": ("UPDATE audit SET seal = '' WHERE seq = 4", "row 4 (% was changed after it was sealed"),
    "removed": ("DELETE FROM audit WHERE seq = 4", "row 4 was removed"),
    "the first": ("DELETE FROM audit WHERE seq = 1", "row 1 was removed"),
    "the tail": ("DELETE FROM audit WHERE seq >= 6", "rows 6 to 7 were removed, at the end"),
    "all": ("DELETE FROM audit", "rows 1 to 7 were removed, at the end"),
    "unsealed": ("UPDATE audit SET seq = NULL, seal = NULL WHERE seq = 4", "row 4 was removed"),
    "places": ("UPDATE audit SET seq = 9 - seq WHERE seq IN (4, 5)", "row 4 (% stands in another place than"),
    "numbers": ("UPDATE audit SET seq = seq + 1 WHERE seq >= 4", "row 4 was removed"),
    "the head": ("DELETE FROM audit_heads", "where the chain ends is not noted any more"),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_whatever_is_done_to_a_row_is_found_and_the_row_is_named(seven: World, name: str) -> None:
    statement, expected = TAMPERED[name]
    run(seven.store, statement)
    flaw = verdict(seven.store, seven.workspace).flaw or ""
    begins, _, goes_on = expected.partition("%")
    assert flaw.startswith(begins)
    assert goes_on in flaw


def test_a_copy_of_a_row_is_an_inserted_one(seven: World) -> None:
    columns = "workspace, at, actor_id, door, action, subject_kind, subject_id, details, seal"
    for place, found in ((8, "row 8 (% was inserted behind the end"), (4, "(% was inserted")):
        copy = f"INSERT INTO audit (id, seq, {columns}) SELECT :id, :place, {columns} FROM audit WHERE seq = 4"  # noqa: S608
        run(seven.store, copy, id=new_id(), place=place)
        flaw = verdict(seven.store, seven.workspace).flaw or ""
        assert found.partition("%")[2] in flaw
        run(seven.store, "DELETE FROM audit WHERE seq = 8")


def test_a_chain_computed_anew_is_found_by_a_head_that_was_noted_elsewhere(seven: World) -> None:
    noted = seal_all(seven.store, seven.workspace)
    run(seven.store, "UPDATE audit SET actor_id = 'somebody', seq = NULL, seal = NULL")
    run(seven.store, "DELETE FROM audit_heads")
    seal_all(seven.store, seven.workspace)
    assert verdict(seven.store, seven.workspace).flaw is None, "nothing in the store itself can tell"
    assert "computed anew" in (verdict(seven.store, seven.workspace, noted).flaw or "")
    assert verdict(seven.store, seven.workspace, seal_all(seven.store, seven.workspace)).flaw is None


def test_workspaces_have_chains_of_their_own(seven: World) -> None:
    other = add_workspace(seven.store, "T0OTHER")
    with seven.store.write.begin() as session:
        audit.record(session, other, actor_id=None, action="a", subject=("b", "c"), at=seven.clock.now())
    head = seal_all(seven.store, other)
    assert head.place == 1
    run(seven.store, "UPDATE audit SET workspace = 'T0OTHER' WHERE seq = 7")
    with seven.store.read.begin() as session:
        assert list(audit_seals.audited(session)) == [seven.workspace, "T0OTHER"]
    assert verdict(seven.store, seven.workspace).flaw == "row 7 was removed, at the end"
    assert verdict(seven.store, "T0OTHER").flaw == "rows 2 to 6 were removed"


@pytest.fixture
def as_another_process(store_url: str) -> Iterator[Callable[[], Store]]:
    """Opens the same store anew, with a lock of its own."""
    opened: list[Store] = []

    def another() -> Store:
        opened.append(open_store(store_url, threads=1))
        return opened[-1]

    yield another
    for one in opened:
        one.close()


def test_two_processes_that_seal_at_once_make_one_chain(world: World, as_another_process: Callable[[], Store]) -> None:
    with world.store.write.begin() as session:
        for number in range(120):
            at = world.clock.now() + timedelta(seconds=number)
            audit.record(session, world.workspace, actor_id=None, action="a", subject=("b", "c"), at=at)
    with ThreadPoolExecutor(4) as threads:
        done = [threads.submit(seal_all, as_another_process(), world.workspace, 7) for _ in range(4)]
        assert {one.result() for one in done} == {seal_all(world.store, world.workspace)}
    found = verdict(world.store, world.workspace)
    assert (found.rows, found.flaw) == (120, None)
