"""Does every door end well: acknowledged, in words, and with nothing changed?"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from slack_bolt import Ack, Args

from handlers.answers import AGAIN
from handlers.guard import guarded
from handlers.routes import Kind, Route
from models.deadlines import DeadlinePassed, is_set, remaining
from models.patience import USUAL
from models.store import StoreBusy
from services.inbox import AlreadyHandled
from services.permissions import Permission
from services.refusals import NotAllowed, NotYet, Refused, Stale, Unfilled
from tests.handlers.desk import Desk
from ui.notes import BUSY, TOO_LATE


def ended(desk: Desk, kind: Kind, body: dict[str, Any], failing: BaseException | None) -> dict[str, Any]:
    """What is acknowledged when a handler ends like this, with the rest of the app around it."""

    def handler(*, ack: Ack) -> None:
        if failing is not None:
            raise failing

    name = "/test" if kind is Kind.COMMAND else "test"
    ways: dict[Kind, Any] = {Kind.COMMAND: desk.app.command, Kind.ACTION: desk.app.action, Kind.VIEW: desk.app.view}
    ways[kind](name)(guarded(Route(kind, name, handler, Permission.HELP)))
    desk.app._listeners.insert(0, desk.app._listeners.pop())  # before the one that takes whatever nobody took
    return desk.said(body)


WORDS: list[tuple[BaseException, str]] = [
    (Refused("Please choose another one."), "Please choose another one."),
    (NotAllowed("Only its owner can."), "Only its owner can."),
    (Stale("Bo was first."), "Bo was first."),
    (StoreBusy("locked"), BUSY),
    (DeadlinePassed(), BUSY),
    (NotYet(), BUSY),
    (TimeoutError("no answer"), TOO_LATE),
    (ZeroDivisionError("a defect"), "Sorry, that failed on our side and nothing was changed. Reference: "),
]


@pytest.mark.parametrize(("failing", "words"), WORDS, ids=lambda value: type(value).__name__)
def test_a_command_is_answered_in_words(desk: Desk, failing: BaseException, words: str) -> None:
    answer = ended(desk, Kind.COMMAND, desk.command("Mia", "x", name="/test"), failing)
    assert answer["response_type"] == "ephemeral"
    assert answer["text"].startswith(words)


@pytest.mark.parametrize(("failing", "words"), WORDS, ids=lambda value: type(value).__name__)
def test_a_form_keeps_what_was_typed(desk: Desk, failing: BaseException, words: str) -> None:
    blocks = [{"type": "context", "block_id": "c"}, {"type": "input", "block_id": "words"}]
    answer = ended(desk, Kind.VIEW, desk.submit("Mia", "test", layout=blocks), failing)
    assert answer["response_action"] == "errors"
    assert answer["errors"]["words"].startswith(words)


def test_a_form_without_inputs_shows_the_sentence(desk: Desk) -> None:
    answer = ended(desk, Kind.VIEW, desk.submit("Mia", "test"), Refused("No."))
    assert (answer["response_action"], "No." in str(answer["view"]["blocks"])) == ("update", True)


def test_wrong_inputs_are_named_one_by_one(desk: Desk) -> None:
    answer = ended(desk, Kind.VIEW, desk.submit("Mia", "test"), Unfilled({"words": "Please say more."}))
    assert answer == {"response_action": "errors", "errors": {"words": "Please say more."}}


@pytest.mark.parametrize(
    "failing", [StoreBusy("locked"), DeadlinePassed(), NotYet()], ids=lambda value: type(value).__name__
)
def test_an_event_that_came_at_a_busy_moment_is_to_come_again(desk: Desk, failing: BaseException) -> None:
    def handler() -> None:
        raise failing

    desk.app.event("reaction_added")(guarded(Route(Kind.EVENT, "reaction_added", handler, Permission.NOBODY)))
    desk.app._listeners.insert(0, desk.app._listeners.pop())
    assert desk.send(desk.event({"type": "reaction_added", "user": "U0MIA"})).status == AGAIN


@pytest.mark.parametrize(("failing", "words"), WORDS, ids=lambda value: type(value).__name__)
def test_a_press_is_answered_under_it_or_in_a_window(desk: Desk, failing: BaseException, words: str) -> None:
    assert ended(desk, Kind.ACTION, desk.press("Mia", "test", "x"), failing) == {}
    if words is BUSY:
        assert desk.notes() == [], "a busy store is left alone"
        assert words in str(desk.windows("Mia")[0].payload["blocks"])
    else:
        (note,) = desk.notes()
        assert note.startswith(words)
        assert desk.windows("Mia") == []


def test_a_second_copy_hears_the_first_answer_or_closes_the_form(desk: Desk) -> None:
    kept = AlreadyHandled({"text": "B-1 is filed."})
    assert ended(desk, Kind.COMMAND, desk.command("Mia", "x", name="/test"), kept)["text"] == "B-1 is filed."
    assert ended(desk, Kind.VIEW, desk.submit("Mia", "test"), AlreadyHandled(None)) == {"response_action": "clear"}
    assert ended(desk, Kind.ACTION, desk.press("Mia", "test"), AlreadyHandled(None)) == {}


def test_a_handler_that_forgets_to_acknowledge_is_acknowledged(desk: Desk) -> None:
    assert ended(desk, Kind.ACTION, desk.press("Mia", "test"), None) == {}


def test_a_defect_is_logged_under_the_reference_that_was_told(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="handlers.guard"):
        answer = ended(desk, Kind.COMMAND, desk.command("Mia", "x", name="/test"), ZeroDivisionError("a defect"))
    reference = answer["text"].rpartition(" ")[2].rstrip(".")
    assert reference in caplog.text
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.hurried
def test_the_deadline_counts_from_the_arrival_and_ends_with_the_handler() -> None:
    seen: list[float] = []

    def handler() -> None:
        seen.append(remaining(99.0))

    listener = guarded(Route(Kind.EVENT, "x", handler, Permission.NOBODY))
    context = {"arrived": time.monotonic() - 1.0}
    listener(_args(context))
    assert 0 < seen[0] <= USUAL.answer - 1.0
    assert not is_set()
    assert context["permission"] is Permission.NOBODY


def _args(context: dict[str, Any]) -> Args:
    from slack_bolt import BoltContext, BoltRequest, BoltResponse
    from slack_sdk import WebClient

    request = BoltRequest(body={"type": "event_callback"}, context=context, mode="socket_mode")
    bolt = BoltContext(context)
    args = Args(
        logger=logging.getLogger("test"),
        client=WebClient(),
        req=request,
        resp=BoltResponse(status=404),
        context=bolt,
        body=dict(request.body),
        payload={},
        ack=Ack(),
        say=bolt.say,
        respond=bolt.respond,
        complete=bolt.complete,
        fail=bolt.fail,
        next=lambda: None,
    )
    args.context = context  # type: ignore[assignment]
    return args


@contextmanager
def held(desk: Desk, seconds: float) -> Iterator[None]:
    """Somebody else writes, for at most so long."""
    inside, done = threading.Event(), threading.Event()

    def write() -> None:
        with desk.world.store.write.begin():
            inside.set()
            done.wait(seconds)

    thread = threading.Thread(target=write)
    thread.start()
    assert inside.wait(5)
    yield
    done.set()
    thread.join(10)


@pytest.mark.hurried
def test_a_store_that_stays_busy_is_said_in_time_and_nothing_is_changed(desk: Desk) -> None:
    filed = desk.world.report("Mia")
    with held(desk, 20):
        answer = desk.said(desk.command("Mia", "no access"))
        desk.said(desk.press("Mia", "blockers.withdraw", filed))
        form = desk.said(
            desk.submit(
                "Mia", "blockers.comment", filed, layout=[{"type": "input", "block_id": "words"}], words={"value": "x"}
            )
        )
    assert answer["text"] == BUSY
    assert form["errors"] == {"words": BUSY}
    assert BUSY in str(desk.windows("Mia")[0].payload["blocks"]), "the trigger is still good for a window"
    assert desk.world.whats(filed) == ["reported"]
    assert desk.notes() == []


def test_a_window_that_opens_while_the_store_is_busy_still_shows(desk: Desk) -> None:
    filed = desk.world.report("Mia")
    with held(desk, 20):
        desk.said(desk.press("Mia", "blockers.show", filed))
    assert "No access to staging" in str(desk.windows("Mia")[0].payload["blocks"])


def test_what_slack_refuses_is_said_and_what_was_done_stays_done(desk: Desk) -> None:
    filed = desk.world.report("Mia", project_id=None)
    stale = desk.press("Mia", "blockers.show", filed) | {"trigger_id": "1.1.none"}
    desk.said(stale)
    assert desk.notes() == [TOO_LATE]
    assert "once more" in desk.said(desk.command("Mia", "") | {"trigger_id": "1.1.none"})["text"]
    desk.said(desk.press("Mia", "blockers.show", filed))
    desk.town.faults.add("views.update", "500")
    desk.said(desk.press_in("Mia", desk.windows("Mia")[0], "blockers.withdraw", filed))
    assert desk.world.whats(filed) == ["reported", "withdrawn"]
    assert desk.notes() == [TOO_LATE], "nobody is told that it failed, here …"
    assert [view.payload["title"]["text"] for view in desk.windows("Mia")] == ["B-1"], "… or there"
