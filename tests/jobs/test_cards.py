"""Do cards tell the truth on a new day, edited once and without ringing a bell?"""

from dataclasses import replace

from sqlalchemy import select

from bot.clock import FixedClock
from jobs import cards
from jobs.work import Work
from models.attention import Prompt
from models.outbox import Card, OutboxRow
from models.store import Store
from planning.occurrences import Occurrence
from services.timers import Due
from tests.notices.heard import settle
from tests.services.blocker_world import World


def _draw(work: Work, world: World) -> None:
    due = Due(world.workspace, "t", "cards.draw", Occurrence(work.now(), "k"), {}, 1, 0, work.owner)
    effect = cards.draw(work, due)
    with work.write.begin() as session:
        effect(session)


def _versions(store: Store) -> list[int]:
    with store.read.begin() as session:
        return list(session.scalars(select(Card.version).order_by(Card.place)))


def _texts(store: Store) -> list[str]:
    with store.read.begin() as session:
        rows = session.scalars(select(OutboxRow).where(OutboxRow.state == "pending").order_by(OutboxRow.seq))
        return [row.payload["text"] for row in rows]


def test_a_new_day_edits_each_living_message_once(store: Store, clock: FixedClock, work: Work) -> None:
    world = World(store, clock)
    world.everybody("Mia", "Bo")
    apollo = world.project("APOLLO", manager="Bo", channel="C0APOLLO")
    work = replace(work, now=clock.now)
    world.report("Mia", tell=True, project_id=apollo)
    settle(world)
    _draw(work, world)
    settle(world)
    first = _versions(store)
    _draw(work, world)
    assert _versions(store) == first, "once a day"
    with store.read.begin() as session:
        rang = len(session.scalars(select(Prompt.id)).all())
    clock.add(days=5)
    _draw(work, world)
    assert [after - before for before, after in zip(first, _versions(store), strict=True)] == [1, 1]
    assert all("5 days" in text for text in _texts(store))
    with store.read.begin() as session:
        assert len(session.scalars(select(Prompt.id)).all()) == rang, "an edit rings no bell"


def test_what_ended_long_ago_is_left_alone(store: Store, clock: FixedClock, work: Work) -> None:
    world = World(store, clock)
    world.everybody("Mia", "Bo")
    apollo = world.project("APOLLO", manager="Bo", channel="C0APOLLO")
    blocker = world.report("Mia", tell=True, project_id=apollo)
    world.clear("Bo", blocker, tell=True)
    settle(world)
    clock.add(days=2)
    _draw(work, world)
    assert any("undone" not in text and "Undo" not in text for text in _texts(store)), "its undo is no longer offered"
    settle(world)
    before = _versions(store)
    clock.add(days=7)
    _draw(work, world)
    assert _versions(store) == before


def test_what_was_changed_today_is_drawn_already(store: Store, clock: FixedClock, work: Work) -> None:
    world = World(store, clock)
    world.everybody("Mia", "Bo")
    apollo = world.project("APOLLO", manager="Bo", channel="C0APOLLO")
    work = replace(work, now=clock.now)
    world.report("Mia", tell=True, project_id=apollo)
    clock.add(days=1)
    world.report("Mia", tell=True, project_id=apollo)
    settle(world)
    before = _versions(store)
    _draw(work, world)
    assert sum(_versions(store)) - sum(before) == 2, "card and direct message of the older one only"
