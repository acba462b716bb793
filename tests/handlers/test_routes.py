"""Can anything that arrives at a door break it, or change what it should not? Generated from ROUTES."""

import logging
from typing import Any

import pytest

from handlers import ROUTES
from handlers.routes import Kind, Route
from models.blockers import Blocker
from models.inbox import InboxRow
from models.people import Person
from planning.people import Standing
from services.permissions import Permission
from tests.conftest import add_person, add_workspace
from tests.handlers.desk import Desk

STRANGE: list[Any] = [
    *(None, "", " ", "0" * 32, "x" * 10_000, "B-1", "\x00", "\ud800", "’", "a:b:c", ":", "' OR 1=1 --", "../../etc"),
    *(5, -1, 1.5, True, [], ["x"], {}, {"value": "x"}),
]
PRESSED = [route for route in ROUTES if route.kind is Kind.ACTION]
SENT = [route for route in ROUTES if route.kind is Kind.VIEW]
# Report makes something new, whatever its button or form carries along.
ABOUT_ONE = [route for route in SENT if route.name != "blockers.report"]
INPUTS = (
    "title",
    "project",
    "needed_by",
    "since",
    "cause",
    "helper",
    "for_whom",
    "hours_per_week",
    "people",
    "words",
    "person",
    "blocks",
    "same_as",
    *("first", "last", "part", "hours", "repeat", "until", "worked", "share", "more", "skill_x"),
)
KEYS = ("value", "selected_option", "selected_options", "selected_date", "selected_user", "selected_users")


def by_name(route: Route) -> str:
    return f"{route.kind}:{route.name}"


def state(desk: Desk) -> tuple[object, ...]:
    """Everything that a refused gesture must not touch; the sentence of a refusal is no change."""
    changes = [(one.id, one.version, one.state) for one in desk.world.rows(Blocker)]
    said = [row.id for row in desk.world.outbox() if row.act != "response_url"]
    return changes, said, len(desk.world.audits()), [row.key for row in desk.world.rows(InboxRow)]


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> Any:
    """No defect may hide behind the guard's sentence."""
    with caplog.at_level(logging.ERROR):
        yield caplog
    assert [record.getMessage() for record in caplog.records if record.name.startswith("handlers")] == []


@pytest.mark.parametrize("route", PRESSED, ids=by_name)
def test_whatever_a_button_carries(desk: Desk, route: Route, quiet: Any) -> None:
    desk.world.report("Mia", tell=True)
    before = state(desk)
    for value in STRANGE:
        desk.said(desk.press("Mia", route.name, value))
        desk.close_all()
        desk.said(desk.press("Mia", route.name, selected_option=value))
        desk.close_all()
        desk.said(desk.press("Mia", route.name, selected_option={"value": value}))
        desk.close_all()
    assert state(desk) == before


@pytest.mark.parametrize("verb", ["edit", "links", "duplicate", "history", "withdraw", "nothing", ""])
def test_whatever_a_choice_of_the_menu_carries(desk: Desk, verb: str, quiet: Any) -> None:
    desk.world.report("Mia", tell=True)
    before = state(desk)
    for value in STRANGE:
        desk.said(desk.choose("Mia", f"blockers.{verb}:{value}"))
        desk.close_all()
    assert state(desk) == before


@pytest.mark.parametrize("route", ABOUT_ONE, ids=by_name)
def test_whatever_a_form_was_opened_with(desk: Desk, route: Route, quiet: Any) -> None:
    desk.world.report("Mia", tell=True)
    before = state(desk)
    answers = {"title": {"value": "x"}, "words": {"value": "x"}, "person": {"selected_user": "U0YUKI"}}
    for value in STRANGE:
        answers["same_as"] = {"selected_option": {"value": value}}
        answer = desk.said(desk.submit("Mia", route.name, value, **answers))
        assert answer["response_action"] in {"errors", "update"}
    assert state(desk) == before


@pytest.mark.parametrize("route", SENT, ids=by_name)
def test_whatever_a_form_is_filled_with(desk: Desk, route: Route, quiet: Any) -> None:
    filed = desk.world.report("Mia", tell=True)
    for value in STRANGE:
        for given in (dict.fromkeys(KEYS, value), {"selected_options": [value], "selected_users": [value]}, value):
            answers = {**dict.fromkeys(INPUTS, given), "title": {"value": "x"}}
            desk.said(desk.submit("Mia", route.name, filed, **answers))
        body = desk.submit("Mia", route.name, filed)
        body["view"]["state"] = value if isinstance(value, dict | None) else {"values": value}
        desk.said(body)


def test_whatever_is_written_after_a_command(desk: Desk, quiet: Any) -> None:
    for value in STRANGE:
        for name in ("/blocked", "/pmo", "/availability"):
            desk.said(desk.command("Mia", value, name=name))
            desk.close_all()


@pytest.mark.parametrize("field", ["team_id", "user_id", "channel_id", "response_url", "trigger_id"])
def test_whatever_comes_around_a_command(desk: Desk, field: str, quiet: Any) -> None:
    for value in STRANGE:
        desk.said(desk.command("Mia", "list") | {field: value})
        desk.said(desk.command("Mia", f"no access {field}") | {field: value})
        desk.close_all()


@pytest.mark.parametrize("kind", ["app_home_opened", "team_join", "user_change", "message"])
@pytest.mark.parametrize("field", ["user", "channel", "text", "ts", "thread_ts", "tab", "subtype", "bot_id"])
def test_whatever_an_event_says(desk: Desk, kind: str, field: str, quiet: Any) -> None:
    about: Any = {"id": "U0MIA", "profile": {}} if kind in {"team_join", "user_change"} else "U0MIA"
    event = {"type": kind, "user": about, "channel": "C1", "text": "x", "ts": "2.0", "thread_ts": "1.0", "tab": "home"}
    for value in STRANGE:
        if field in {"user", "channel"} and isinstance(value, int | float):
            continue  # Bolt itself cannot read such a body, and bot/http.py answers for it
        desk.said(desk.event({**event, field: value}))


@pytest.mark.parametrize("route", [*PRESSED, *ABOUT_ONE], ids=by_name)
def test_what_belongs_to_another_workspace_is_not_there(desk: Desk, route: Route, quiet: Any) -> None:
    there = type(desk.world).__new__(type(desk.world))
    there.__dict__.update(desk.world.__dict__)
    there.workspace = add_workspace(desk.world.store, "T0OTHER")
    there.people = {"Eve": add_person(desk.world.store, "T0OTHER", "Eve", roles=["pmo"]).id}
    filed, other = there.report("Eve", "Canary of another house"), there.report("Eve", "And another")
    there.edit("Eve", filed, title="Canary of another house, edited")
    change = there.history(filed)[-1].id
    before = state(desk)
    answers = {"title": {"value": "x"}, "words": {"value": "x"}, "person": {"selected_user": "U0YUKI"}}
    answers["same_as"] = {"selected_option": {"value": other}}
    for value in (filed, change, f"{filed}:{other}", f"blockers.withdraw:{filed}", f"blockers.history:{filed}"):
        if route.kind is Kind.VIEW:
            answer: Any = desk.said(desk.submit("Priya", route.name, value, **answers))
        else:
            answer = desk.said(desk.press("Priya", route.name, value, selected_option={"value": value}))
        assert "Canary" not in str(answer)
        assert "Canary" not in str([view.payload for view in desk.windows("Priya")])
        desk.close_all()
    assert state(desk) == before
    assert "Canary" not in str(desk.notes())


@pytest.mark.parametrize("route", [route for route in ROUTES if route.permission is not Permission.NOBODY], ids=by_name)
def test_nobody_from_outside_gets_in_by_any_door(desk: Desk, route: Route, quiet: Any) -> None:
    filed = desk.world.report("Yuki", "Canary of this house", tell=True)
    answers = {"title": {"value": "x"}, "words": {"value": "x"}, "person": {"selected_user": "U0YUKI"}}
    bodies: dict[Kind, Any] = {
        Kind.COMMAND: lambda: desk.command("Mia", "blockers" if route.name == "/pmo" else "no access", name=route.name),
        Kind.ACTION: lambda: desk.press(
            "Mia", route.name, filed, selected_option={"value": f"blockers.history:{filed}"}
        ),
        Kind.VIEW: lambda: desk.submit("Mia", route.name, filed, **answers),
        Kind.MESSAGE_SHORTCUT: lambda: desk.shortcut("Mia", {"ts": "1.0", "text": "x"}),
        Kind.EVENT: lambda: desk.reply("Mia", "C0PMO", "1.0", "x"),
    }
    for standing in (Standing.STRANGER, Standing.BOT, Standing.DEACTIVATED):
        desk.world.change_person("Mia", standing=standing)
        before = state(desk)
        answer = desk.said(bodies[route.kind]())
        assert state(desk) == before, standing
        assert "Canary" not in str(answer) + str([view.payload for view in desk.windows("Mia")]), standing
        desk.close_all()


def test_every_door_says_what_it_needs() -> None:
    assert len({(route.kind, route.name) for route in ROUTES}) == len(ROUTES)
    nobody = {route.name for route in ROUTES if route.permission is Permission.NOBODY}
    assert nobody == {"app_home_opened", "team_join", "user_change"}
    assert all(route.title and route.hint for route in ROUTES if route.kind in {Kind.COMMAND, Kind.MESSAGE_SHORTCUT})


def test_what_nobody_answers_is_acknowledged(desk: Desk) -> None:
    before = state(desk)
    desk.said(desk.press("Mia", "of.an.older.version", "x"))
    desk.said(desk.submit("Mia", "of.an.older.version", "x"))
    desk.said(desk.event({"type": "reaction_added", "user": "U0MIA"}))
    closed = desk.submit("Mia", "blockers.comment", "x") | {"type": "view_closed"}
    desk.said(closed)
    assert state(desk) == before


def test_somebody_new_is_asked_about_once(desk: Desk) -> None:
    desk.said(desk.command("Nora", "no access"))
    nora = next(person for person in desk.world.rows(Person) if person.slack_id == "U0NORA")
    assert (nora.name, nora.zone, nora.standing) == ("Nora Quist", "Europe/London", Standing.MEMBER)
    desk.said(desk.command("Karl", "no access"))
    assert sum(one.raised_by == nora.id for one in desk.world.rows(Blocker)) == len(desk.world.rows(Blocker)) == 1


def test_somebody_whom_slack_cannot_name_just_now_may_what_a_guest_may(desk: Desk) -> None:
    desk.town.faults.add("users.info", "500")
    assert "B-1 is filed" in desk.said(desk.command("Unknown", "no access"))["text"]
    (person,) = (one for one in desk.world.rows(Person) if one.slack_id == "U0UNKNOWN")
    assert (person.standing, person.refreshed_at) == (Standing.UNSEEN, None)


def test_somebody_whom_slack_does_not_show_us_is_a_stranger(desk: Desk) -> None:
    for name, text in (("/blocked", "no access"), ("/blocked", "list"), ("/pmo", "blockers")):
        assert "members of this workspace" in desk.said(desk.command("Unknown", text, name=name))["text"]
    (person,) = (one for one in desk.world.rows(Person) if one.slack_id == "U0UNKNOWN")
    assert person.standing == Standing.STRANGER
    assert desk.world.rows(Blocker) == []


def test_a_delivery_for_another_workspace_changes_nothing_and_is_acknowledged(desk: Desk) -> None:
    before = state(desk)
    known = {person.id for person in desk.world.rows(Person)}
    answer = desk.said(desk.command("Mia", "no access") | {"team_id": "T0OTHER"})
    assert "nothing was changed" in answer["text"]
    pressed = desk.press("Tomas", "blockers.acknowledge", "x")
    assert desk.said({**pressed, "team": {"id": "T0OTHER"}}) == {}
    profile = {"id": "U0MIA", "is_admin": True, "team_id": "T0OTHER"}
    event = {"type": "event_callback", "event_id": "Ev1", "event": {"type": "user_change", "user": profile}}
    assert desk.said({**event, "team_id": "T0OTHER"}) == {}
    assert state(desk) == before
    assert {person.id for person in desk.world.rows(Person)} == known
