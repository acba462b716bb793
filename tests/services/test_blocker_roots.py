"""Is the root blocker found among all that is stored, in few statements, and of this workspace alone?"""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from models.base import new_id
from models.blockers import Blocker, BlockerLink, BlockerPerson
from models.people import Person
from models.store import Store
from models.workspaces import Workspace
from planning.blockers import State
from services import blocker_roots
from services.blocker_roots import RootBlocker
from services.policies import AvailabilityPolicy
from tests.conftest import add_workspace
from tests.services.blocker_world import World

POLICY = AvailabilityPolicy()


def found(world: World, workspace: str | None = None) -> RootBlocker | None:
    with world.store.read.begin() as session:
        return blocker_roots.find(session, workspace or world.workspace, POLICY)


@pytest.fixture
def three(world: World) -> tuple[str, str, str]:
    """B-1 (5 h) holds up B-2 (10 h), which holds up B-3 (25 h and no word of whose); B-4 has 30 h."""
    first = world.report("Mia", "The account", hours_per_week=Decimal(5))
    second = world.report("Cy", "The test data", hours_per_week=Decimal(10), people=(world.people["Dee"],))
    third = world.report("Dee", "The rehearsal", hours_per_week=Decimal("25.5"))
    world.report("Bo", "The printer", hours_per_week=Decimal(30))
    world.link("Mia", first, second)
    world.link("Cy", second, third, people=("Dee",))
    return first, second, third


def test_the_chain_is_followed_and_its_hours_are_counted_once(world: World, three: tuple[str, str, str]) -> None:
    it = found(world)
    assert it is not None
    assert [one.id for one in it.chain] == list(three)
    assert (it.root.minutes, it.root.behind, it.root.unsaid, it.days) == (2430, 2, 0, 5)
    assert it.root.people == {world.people[one] for one in ("Mia", "Cy", "Dee")}
    assert (it.cost.minutes, it.cost.money) == (486, None)


def test_what_was_cleared_withdrawn_or_merged_is_no_link_in_it(world: World, three: tuple[str, str, str]) -> None:
    world.clear("Mia", three[0])
    it = found(world)
    assert it is not None
    assert [one.id for one in it.chain] == list(three[1:])
    world.clear("Cy", three[1])
    assert [one.title for one in (found(world) or it).chain] == ["The printer"], "30 h are more than 25.5"
    again = world.report("Dee", "The rehearsal, again")
    world.merge("Dee", three[2], again)
    assert [one.title for one in (found(world) or it).chain] == ["The printer"]


def test_money_comes_from_the_rates_of_three_people_or_more(world: World, three: tuple[str, str, str]) -> None:
    world.change_person("Mia", cost_rate=Decimal(40))
    world.change_person("Cy", cost_rate=Decimal(50))
    world.change_person("Bo", cost_rate=Decimal(5000))
    assert (found(world) or pytest.fail()).cost.money is None
    world.change_person("Dee", cost_rate=Decimal("60.00"))
    assert (found(world) or pytest.fail()).cost.money == 410, "8.1 h at 50 are 405, in two figures"


def test_a_day_is_one_of_those_on_which_the_workspace_works(world: World, three: tuple[str, str, str]) -> None:
    with world.store.write.begin() as session:
        eight, none = Decimal(8), Decimal(0)
        session.get_one(Workspace, world.workspace).week = (eight, eight, eight, eight, none, none, none)
    it = found(world)
    assert it is not None
    assert (it.days, it.cost.minutes) == (4, 608)


def test_of_a_long_chain_the_beginning_is_read(world: World) -> None:
    made = [world.report("Mia", f"Step {at}") for at in range(blocker_roots.SPELLED + 3)]
    for one, other in pairwise(made):
        world.link("Mia", one, other)
    it = found(world)
    assert it is not None
    assert it.root.chain == tuple(made)
    assert [one.id for one in it.chain] == made[: blocker_roots.SPELLED]


def test_there_is_none_where_nothing_waits(world: World) -> None:
    assert found(world) is None
    world.report("Mia", "Nobody said how much")
    assert found(world) is None


def test_two_workspaces_with_the_same_ids_are_kept_apart(world: World, three: tuple[str, str, str]) -> None:
    """The other one has the same people and blockers, but the arrows the other way round and rates."""
    other = add_workspace(world.store, "T0OTHER")
    mine = found(world)
    assert mine is not None
    with world.store.write.begin() as session:
        for person in list(world.people.values()):
            was = session.get_one(Person, (world.workspace, person))
            session.add(Person(workspace=other, id=person, name=was.name, cost_rate=100, created_at=was.created_at))
        session.flush()
        _copied(session, world.workspace, other, three)
    again = found(world)
    assert again is not None
    assert (again.root, again.cost) == (mine.root, mine.cost)
    it = found(world, other)
    assert it is not None
    assert it.root.chain == three[::-1]
    assert {one.workspace for one in it.chain} == {other}
    assert (it.root.minutes, it.cost.money) == (60, None), "an hour of Mia's and nobody else's"


def _copied(session: Session, workspace: str, other: str, ids: tuple[str, ...]) -> None:
    for id_ in ids:
        was = session.get_one(Blocker, (workspace, id_))
        columns = {column.key: getattr(was, column.key) for column in Blocker.__table__.columns}
        mia = session.get_one(Blocker, (workspace, ids[0])).raised_by
        hours = Decimal(1) if id_ == ids[0] else None
        session.execute(
            insert(Blocker).values({**columns, "workspace": other, "hours_per_week": hours, "raised_by": mia})
        )
    links = [{"workspace": other, "blocker_id": ids[2], "blocks_id": ids[1]}]
    links.append({"workspace": other, "blocker_id": ids[1], "blocks_id": ids[0]})
    session.execute(insert(BlockerLink), links)


def test_however_many_there_are_it_takes_six_statements(world: World) -> None:
    _many(world.store, world.workspace, world.people["Mia"], 400)
    seen: list[str] = []

    @event.listens_for(world.store.engine, "before_cursor_execute")
    def count(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    it = found(world)
    event.remove(world.store.engine, "before_cursor_execute", count)
    assert it is not None
    assert it.root.behind == 399
    assert len([one for one in seen if " FROM " in one.replace("\n", " ")]) == 6


def _many(store: Store, workspace: str, mia: str, count: int) -> None:
    ids = [new_id() for _ in range(count)]
    with store.write.begin() as session:
        at = session.get_one(Person, (workspace, mia)).created_at
        common = {"workspace": workspace, "title": "One of many", "raised_by": mia, "reported_by": mia, "version": 1}
        common |= {"since": date(2026, 3, 2), "state": State.OPEN.value, "created_at": at, "updated_at": at}
        session.execute(insert(Blocker), [{**common, "id": id_, "number": n} for n, id_ in enumerate(ids, 1)])
        chain = [{"workspace": workspace, "blocker_id": one, "blocks_id": two} for one, two in pairwise(ids)]
        session.execute(insert(BlockerLink), chain)
        session.execute(
            insert(BlockerPerson), [{"workspace": workspace, "blocker_id": one, "person_id": mia} for one in ids]
        )
