"""Does a button or form do harm that carries an id of something else, or of what has ended long ago?"""

import logging
from collections.abc import Callable, Iterator

import pytest

from handlers.routes import Kind, Route
from models.audit import AuditRow
from models.base import new_id
from models.blockers import Blocker, BlockerLink
from models.outbox import Card, OutboxRow
from models.people import Person
from models.projects import Project
from planning.blockers import Change
from tests.handlers.desk import Desk
from tests.notices.heard import settle
from tests.security.walk import CARRYING, by_name, carrying

# The form for a new blocker makes one whatever it was opened with; what it came from is only a note.
ABOUT_ONE = [route for route in CARRYING if route.name != "blockers.report"]
OF_BLOCKERS = [route for route in ABOUT_ONE if route.name.startswith("blockers.")]
PRESSED = [route for route in OF_BLOCKERS if route.kind is Kind.ACTION]
PRESSING = ("Mia", "Priya")  # whose it is, and who may everything


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No defect hides behind a sentence."""
    with caplog.at_level(logging.ERROR):
        yield
    assert [record.getMessage() for record in caplog.records if record.name.startswith("handlers")] == []


def everything(desk: Desk) -> object:
    """Whatever a gesture could change, apart from the sentence that refuses it."""
    blockers = [(one.id, one.version, one.state, one.owner_id, one.project_id) for one in desk.world.rows(Blocker)]
    links = [(one.blocker_id, one.blocks_id) for one in desk.world.rows(BlockerLink)]
    said = [row.id for row in desk.world.outbox() if row.act != "response_url"]
    return blockers, links, said, [row.id for row in desk.world.audits()]


@pytest.mark.parametrize("route", ABOUT_ONE, ids=by_name)
def test_an_id_of_something_else_is_not_taken_for_a_blocker_s(desk: Desk, route: Route) -> None:
    desk.world.report("Mia", tell=True)
    before = everything(desk)
    kinds = [Person, Card, OutboxRow, AuditRow, *([] if route.name.startswith("projects.") else [Project])]
    others = [desk.world.rows(kind)[0].id for kind in kinds]
    for body in carrying(desk, route, "Priya", [*others, new_id(), "U0MIA", "C0APOLLO"]):
        desk.said(body)
        desk.close_all()
    assert everything(desk) == before


@pytest.mark.parametrize("route", [one for one in ABOUT_ONE if one.kind is Kind.VIEW], ids=by_name)
def test_an_input_that_names_something_else_is_refused_or_left_out(desk: Desk, route: Route) -> None:
    filed = desk.world.report("Mia", tell=True)
    foreign = [desk.world.rows(kind)[0].id for kind in (Person, Card, AuditRow)]
    for body in carrying(desk, route, "Priya", [filed, *foreign]):
        if body["view"]["private_metadata"].startswith(filed):
            desk.said(body)
    row = desk.world.blocker(filed)
    assert row.project_id in {None, *(one.id for one in desk.world.rows(Project))}
    assert row.duplicate_of is None
    assert desk.world.blocks(filed) == set()


def _merged(desk: Desk, blocker_id: str) -> None:
    desk.world.merge("Mia", blocker_id, desk.world.report("Mia", "The same", tell=True))


ENDS: dict[str, Callable[[Desk, str], None]] = {
    "cleared": lambda desk, one: desk.world.clear("Tomas", one),
    "withdrawn": lambda desk, one: desk.world.withdraw("Mia", one),
    "duplicate": _merged,
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("route", OF_BLOCKERS, ids=by_name)
def test_what_has_ended_stays_so_whatever_old_screen_is_pressed(desk: Desk, route: Route, end: str) -> None:
    project = desk.world.rows(Project)[0].id
    ended = [desk.world.report("Mia", f"Old {number}", project_id=project, tell=True) for number in (1, 2)]
    for one in ended:
        ENDS[end](desk, one)
    settle(desk.world)
    before = {row.id: (row.state, row.owner_id, row.title, row.duplicate_of) for row in desk.world.rows(Blocker)}
    lines = {one: len(desk.world.history(one)) for one in ended}
    for who in PRESSING:
        for body in carrying(desk, route, who, ended):
            desk.said(body)
            desk.close_all()
    assert {
        row.id: (row.state, row.owner_id, row.title, row.duplicate_of) for row in desk.world.rows(Blocker)
    } == before
    since = [line for one in ended for line in desk.world.history(one)[lines[one] :]]
    assert {line.what for line in since} <= {Change.COMMENTED}, "only a word may be added to what has ended"


@pytest.mark.parametrize("route", PRESSED, ids=by_name)
def test_a_change_that_was_taken_back_overtaken_or_made_yesterday_stays(desk: Desk, route: Route) -> None:
    world = desk.world
    filed = world.report("Mia", project_id=world.rows(Project)[0].id, tell=True)
    world.edit("Mia", filed, title="Edited", tell=True)
    undone = world.history(filed)[-1].id
    world.undo("Mia", undone, tell=True)
    world.edit("Mia", filed, title="Edited again", tell=True)
    overtaken = world.history(filed)[-1].id
    world.edit("Mia", filed, title="And again", tell=True)
    yesterday = world.history(filed)[-1].id
    world.clock.add(hours=25)
    settle(world)
    before = everything(desk)
    for who in PRESSING:
        for body in carrying(desk, route, who, [undone, overtaken, yesterday]):
            desk.said(body)
            desk.close_all()
    assert everything(desk) == before
