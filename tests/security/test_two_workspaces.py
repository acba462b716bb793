"""Two workspaces in one store in which every id is the same: does anything of one reach the other, at any door?"""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.clock import FixedClock, wall
from handlers.routes import Kind
from jobs import SERIES, cards, failures, priorities, timers
from jobs.work import Work
from models.outbox import Card
from models.projects import Project
from models.store import Store
from models.workspaces import Workspace
from planning.occurrences import Occurrence
from playground.town import Playground
from services import outbox_claims, outbox_doubts
from services.health import Board
from services.policies import PmoPolicy, Policy
from services.timers import Due
from tests.conftest import WORKSPACE
from tests.handlers.desk import Desk
from tests.notices.heard import settle
from tests.security.twin import CANARY, kept, mirror, snapshot
from tests.security.walk import CARRYING, carrying, speaking
from tests.services.blocker_world import World

PEOPLE = ("Mia", "Tomas", "Yuki", "Priya")

pytestmark = pytest.mark.timeout(400)  # some go through every button with every id


@pytest.fixture
def theirs(store: Store) -> str:
    """The other workspace; by its name too it comes before ours."""
    with store.write.begin() as session:
        session.add(Workspace(id="T0AAAAAAAA", name=CANARY, bot_id="B0APP", created_at=wall()))
    return "T0AAAAAAAA"


@pytest.fixture
def here(store: Store, clock: FixedClock, theirs: str) -> World:
    world = World(store, clock, Policy(pmo=PmoPolicy(channel="C0PMO")))
    world.everybody("Mia", "Tomas", "Yuki")
    world.person("Priya", roles=["pmo"])
    world.project("APOLLO", manager="Tomas", channel="C0APOLLO")
    return world


@pytest.fixture
def desk(here: World, town: Playground) -> Desk:
    return Desk(here, town)


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No defect hides behind a sentence."""
    with caplog.at_level(logging.ERROR):
        yield
    assert [record.getMessage() for record in caplog.records if record.name.startswith(("handlers", "jobs"))] == []


def filed(world: World) -> list[str]:
    """Two fresh blockers with cards in Slack, a comment and something to take back."""
    project = world.rows(Project)[0].id
    ids = [world.report("Mia", f"No access {number}", project_id=project, tell=True) for number in (1, 2)]
    world.comment("Tomas", ids[0], "any news?", tell=True)
    world.acknowledge("Tomas", ids[0], tell=True)
    settle(world)
    return [*ids, world.history(ids[0])[-1].id]


def said_by(desk: Desk) -> str:
    windows = [view.payload for who in PEOPLE for view in desk.windows(who)]
    rows = [row.payload for row in desk.world.outbox() if row.workspace == WORKSPACE]
    return json.dumps([windows, rows], default=str)


def nothing_crossed(desk: Desk, theirs: str, before: object, heard: list[object]) -> None:
    assert snapshot(desk.world.store, theirs) == before
    assert CANARY not in str(heard)
    assert CANARY not in said_by(desk)
    assert CANARY not in str(snapshot(desk.world.store, WORKSPACE))


@pytest.mark.parametrize("kind", [Kind.ACTION, Kind.VIEW])
def test_no_button_and_no_form_reaches_over(desk: Desk, theirs: str, kind: Kind, quiet: None) -> None:
    doors = [one for one in CARRYING if one.kind is kind]
    ids = filed(desk.world)
    begun = kept(desk.world.store, WORKSPACE)
    # The statements are the same on both databases, and PostgreSQL takes its time with each copy of a workspace.
    for route in doors[::3] if desk.world.store.engine.dialect.name == "postgresql" else doors:
        mirror(desk.world.store, WORKSPACE, theirs, begun)
        before, heard = snapshot(desk.world.store, theirs), list[object]()
        for who in ("Mia", "Priya"):
            for body in carrying(desk, route, who, ids):
                heard.append(desk.said(body))
        nothing_crossed(desk, theirs, before, heard)
        desk.close_all()


def test_no_command_shortcut_or_event_reaches_over(desk: Desk, theirs: str, quiet: None) -> None:
    ids = filed(desk.world)
    card = next(one for one in desk.world.rows(Card) if (one.subject_id, one.place) == (ids[0], "channel"))
    mirror(desk.world.store, WORKSPACE, theirs)
    before, heard = snapshot(desk.world.store, theirs), list[object]()
    for who in PEOPLE:
        for body in speaking(desk, who, str(card.channel), str(card.ts)):
            heard.append(desk.said(body))
    nothing_crossed(desk, theirs, before, heard)
    assert {one.text for one in desk.world.history(ids[0]) if one.workspace == WORKSPACE} >= {
        f"a reply of {who}" for who in PEOPLE
    }


def test_no_job_of_a_process_that_holds_one_token_reaches_over(desk: Desk, theirs: str, quiet: None) -> None:
    world = desk.world
    ids = filed(world)
    world.withdraw("Mia", ids[1], tell=True)
    work = Work(
        write=world.store.write,
        read=world.store.read,
        policy=world.policy,
        now=world.clock.now,
        wall=wall,
        client_of=lambda _: desk.client(2),
        owner="this process",
        board=Board(),
        served=frozenset({WORKSPACE}),
    )
    none_runs = {name: replace(entry, run=lambda *_: lambda _: None) for name, entry in SERIES.items()}
    timers.ensure(work, none_runs)
    mirror(world.store, WORKSPACE, theirs)
    before = snapshot(world.store, theirs)
    world.clock.add(days=1)
    timers.ring(work, none_runs)
    timers.ensure(work, none_runs)
    cards.draw(work, Due(WORKSPACE, "t", "cards.draw", Occurrence(work.now(), "k"), {}, 1, 0, work.owner))
    failures.tell(work)
    priorities.watch(work)
    with world.store.write.begin() as session:
        found = outbox_claims.due(session, limit=100, wall=wall(), edit_gap=0, served=work.served)
        parcels = outbox_claims.claim(session, found, owner="me", lease_seconds=30, wall=wall())
        doubts = outbox_doubts.doubtful(session, wall=wall(), served=work.served)
    assert {parcel.workspace for parcel in parcels} == {WORKSPACE}
    assert {doubt.workspace for doubt in doubts} <= {WORKSPACE}
    nothing_crossed(desk, theirs, before, [parcel.payload for parcel in parcels])
