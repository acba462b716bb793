"""Does a window get onto the screen in time, and does an answer that breaks off in the middle end well?"""

import http.server
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlalchemy import select

from bot.clock import wall
from handlers import views
from handlers.sight import Sight
from models.deadlines import deadline
from models.people import Person
from models.store import Store
from planning.people import Standing
from services.inbox import Delivery
from tests.handlers.desk import Desk
from ui import notes

PRESSED = {"view": {"type": "modal", "id": "V1", "hash": "1.a"}}


class BreaksOff(http.server.BaseHTTPRequestHandler):
    """Promises a hundred bytes, gives ten and hangs up."""

    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b'{"ok":true')

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def broken_slack() -> Iterator[WebClient]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), BreaksOff)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield WebClient("xoxb-none", base_url=f"http://127.0.0.1:{server.server_port}/", timeout=2, retry_handlers=[])
    server.shutdown()
    server.server_close()


def test_what_was_done_is_not_called_failed_because_slack_hung_up(broken_slack: WebClient) -> None:
    views.redraw(broken_slack, PRESSED, notes.modal("It is acknowledged."))


def test_an_answer_that_breaks_off_is_one_of_the_troubles_that_are_told_in_words(broken_slack: WebClient) -> None:
    with pytest.raises(views.TROUBLE):
        views.open_now(broken_slack, {"trigger_id": "1.1.a"}, notes.loading())


def test_somebody_new_is_let_in_though_slack_hung_up_when_asked_about_them(
    broken_slack: WebClient, sqlite_store: Store, world: Any
) -> None:
    Sight(sqlite_store, broken_slack).meet(Delivery(world.workspace, "U0NEW", "/blocked", ("k",), wall()))
    with sqlite_store.read.begin() as session:
        person = session.scalars(select(Person).where(Person.slack_id == "U0NEW")).one()
    assert (person.standing, person.refreshed_at) == (Standing.UNSEEN, None)


def test_who_was_erased_is_met_anew_a_minute_later_whichever_process_did_it(world: Any, desk: Desk) -> None:
    seconds = [0.0]
    sight = Sight(world.store, desk.client(1), lambda: seconds[0])
    sight.meet(world.delivery("Mia", "k"))
    with world.store.write.begin() as session:
        session.get_one(Person, (world.workspace, world.people["Mia"])).slack_id = None
    for later, known in ((59.0, 0), (60.0, 1), (61.0, 1)):
        seconds[0] = later
        sight.meet(Delivery(world.workspace, "U0MIA", "/blocked", ("k",), wall()))
        assert len([one for one in world.rows(Person) if one.slack_id == "U0MIA"]) == known


def test_slack_is_not_waited_for_longer_than_slack_waits_for_us(broken_slack: WebClient) -> None:
    assert views._hurried(broken_slack).timeout == 2, "where nobody waits"
    with deadline(time.monotonic() + 0.5):
        assert 0.1 <= views._hurried(broken_slack).timeout <= 1.0
    with deadline(time.monotonic() - 5):
        assert views._hurried(broken_slack).timeout == pytest.approx(0.1)
    assert broken_slack.timeout == 2


def test_a_window_that_slack_fills_slowly_is_not_called_a_failure(desk: Desk) -> None:
    desk.town.faults.add("views.update", "late", seconds=3)
    slow = desk.client(1)
    opened = views.open_now(slow, desk.command("Mia", ""), notes.loading())
    views.update(slow, opened, notes.modal("Here it is."))
    with pytest.raises(OSError):
        views.update(WebClient("x", base_url="http://127.0.0.1:1/", retry_handlers=[]), opened, notes.loading())
