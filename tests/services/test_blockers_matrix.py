"""Who may do what in which state? Every cell of role × act × state, on both databases."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.clock import FixedClock
from models.climbs import BlockerStep
from models.store import Store
from planning.blockers import LIVE, MOVES, Change, State
from services import blocker_lists, blocker_rights
from services.refusals import NotAllowed, Stale
from tests.services.blocker_world import KINDS, World

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

# What each role is to the blocker, in the words of services.blocker_rights; "everything" is the PMO.
ROLES: dict[str, set[str]] = {
    "raiser": {"raiser"},
    "reporter": {"raiser"},
    "owner": {"owner"},
    "deputy": {"deputy"},
    "helper": {"helper"},
    "manager": {"manager"},
    "told": {"told"},
    "pmo": {"everything"},
    "bystander": set(),
    "guest": set(),
    "unseen": set(),
}
OUTSIDE = ("stranger", "bot", "deactivated")  # refused at the door, before any blocker is looked at
ACTS = tuple(blocker_rights.ALLOWED)
CELLS = list(product(ROLES, ACTS, State))


class _Kept(Exception):
    """Rolls a cell back, so that the next one finds the blocker as it was."""


@pytest.fixture(params=[True, False], ids=["owned", "unowned"])
def stage(request: pytest.FixtureRequest, store: Store, clock: FixedClock) -> World:
    """One blocker in each state, with a person of each role, and with an owner or without."""
    world = World(store, clock)
    for name in (*ROLES, *OUTSIDE, "spare"):
        world.person(name, roles=["pmo"] if name == "pmo" else [], **KINDS.get(name, {}))
    world.change_person("owner", deputy_id=world.people["deputy"], away_from=NOW, away_until=NOW + timedelta(days=9))
    project = world.project("APOLLO", manager="manager")
    world.other = world.report("bystander", "Another one")  # type: ignore[attr-defined]
    world.owned = request.param  # type: ignore[attr-defined]
    world.of_state = {}  # type: ignore[attr-defined]
    for state in State:
        filed = world.report(
            "reporter", project_id=project, raised_by=world.people["raiser"], helper_id=world.people["helper"]
        )
        with store.write.begin() as session:
            blocker = blocker_lists.find(session, world.workspace, filed)
            blocker.owner_id = world.people["owner"] if request.param else None
            blocker.state = state.value
            session.add(_step(world, filed))
        world.of_state[state] = filed  # type: ignore[attr-defined]
    return world


def _step(world: World, blocker_id: str) -> BlockerStep:
    """It climbed to somebody, as to a sponsor."""
    return BlockerStep(
        workspace=world.workspace,
        blocker_id=blocker_id,
        number=1,
        at=NOW,
        act="tell",
        level="sponsor",
        why="silent",
        told=[world.people["told"]],
    )


def allowed(world: World, role: str, act: Change) -> bool:
    parts = ROLES[role] if world.owned else ROLES[role] - {"owner", "deputy"}  # type: ignore[attr-defined]
    free_to_take = not world.owned and act in {Change.ACKNOWLEDGED, Change.STARTED, Change.HANDED_OVER}  # type: ignore[attr-defined]
    return "everything" in parts or free_to_take or bool(parts & blocker_rights.ALLOWED[act])


def outcome(world: World, role: str, act: Change, state: State) -> object:
    """The new state, or the kind of the refusal. Nothing stays."""
    spare = world.people["spare"]
    how = {"to": spare, "into": world.other, "people": [spare], "blocks": []}  # type: ignore[attr-defined]
    verb = world.verb(act, **({"title": "A new title"} if act is Change.EDITED else how))
    after: object = None
    try:
        with world.acting(role) as (session, actor):
            blocker = blocker_lists.find(session, world.workspace, world.of_state[state])  # type: ignore[attr-defined]
            verb(session, blocker, actor)
            after = State(blocker.state)
            raise _Kept
    except _Kept:
        return after
    except (NotAllowed, Stale) as refusal:
        assert str(refusal).endswith(("so nothing was changed.", "You can add a comment."))
        return type(refusal)


def expected(world: World, role: str, act: Change, state: State) -> object:
    if not allowed(world, role, act):
        return NotAllowed
    if act in MOVES:
        starts, end = MOVES[act]
        return end if state in starts else Stale
    if state not in LIVE:
        return Stale
    return State.OPEN if act is Change.HANDED_OVER else state


def test_every_cell(stage: World) -> None:
    wrong = {
        (role, act, state): (found, wanted)
        for role, act, state in CELLS
        if (found := outcome(stage, role, act, state)) != (wanted := expected(stage, role, act, state))
    }
    assert not wrong
    assert len(CELLS) == 11 * 8 * 6


def test_everybody_inside_may_comment_in_every_state(stage: World) -> None:
    assert all(outcome(stage, role, Change.COMMENTED, state) == state for role, state in product(ROLES, State))


@pytest.mark.parametrize(
    ("role", "sentence"), list(zip(OUTSIDE, ("members of this workspace", "not apps", "deactivated"), strict=True))
)
def test_nobody_outside_gets_in(stage: World, role: str, sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence), stage.acting(role):
        pytest.fail("the door was open")


def test_the_rights_are_those_that_the_product_names() -> None:
    """Spelled out once more by hand, so that a change of the table is a decision."""
    owning, raising = {"owner", "deputy", "manager"}, {"raiser"}
    assert {
        Change.ACKNOWLEDGED: owning | {"helper", "told"},
        Change.STARTED: owning | {"helper", "told"},
        Change.CLEARED: owning | raising | {"helper", "told"},
        Change.HANDED_OVER: owning | {"told"},
        Change.WITHDRAWN: raising,
        Change.EDITED: owning | raising,
        Change.LINKED: owning | raising,
        Change.MERGED: owning | raising,
    } == blocker_rights.ALLOWED
