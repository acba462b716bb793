"""Does delivery over HTTP behave as Slack's: signed, three seconds, retries of events with their headers?"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from slack_sdk.signature import SignatureVerifier

from playground.delivery.http import signature
from tests.playground.fixtures_bot import Pair, Town, both, listening, new_bot, pair, serve, wait_for
from tests.playground.fixtures_world import GENERAL, MIA

__all__ = ["both"]

Answer = tuple[int, dict[str, str], bytes]
FINE: Answer = (200, {}, b"")


class Recorder(ThreadingHTTPServer):
    """Keeps each request and gives the answers in turn, the last one again and again."""

    daemon_threads = True

    def __init__(self, answers: list[Answer]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = answers
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.gate = threading.Event()
        self.gate.set()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that stopped waiting is part of the tests, not worth a traceback on the screen."""


class Handler(BaseHTTPRequestHandler):
    server: Recorder

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
        self.server.gate.wait(5)
        status, headers, content = self.server.answers.pop(0) if self.server.answers[1:] else self.server.answers[0]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """The tests read what came from `got`."""


@contextmanager
def recorded(*answers: Answer) -> Iterator[tuple[Town, Recorder]]:
    """A town whose bot is a bare HTTP server."""
    recorder = Recorder(list(answers) or [FINE])
    thread = threading.Thread(target=recorder.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        with serve(f"http://127.0.0.1:{recorder.server_port}/slack/events") as town:
            yield town, recorder
    finally:
        recorder.gate.set()
        recorder.shutdown()
        recorder.server_close()


def say(town: Town) -> dict[str, Any]:
    return town.control.act(MIA, "say", channel=GENERAL, text="hello")


def test_everything_is_signed_as_slack_signs() -> None:
    with recorded() as (town, recorder):
        say(town)
        town.control.act(MIA, "command", channel=GENERAL, line="/do ünïcode & more")
        town.control.act(MIA, "shortcut", callback_id="start")
    verifier = SignatureVerifier("secret-of-the-test")
    assert [verifier.is_valid_request(body, headers) for headers, body in recorder.got] == [True, True, True]
    assert not SignatureVerifier("another secret").is_valid_request(recorder.got[0][1], recorder.got[0][0])


def test_the_signature_is_the_documented_one() -> None:
    body = b"token=xyzz0WbapA4vBCDEFasx0q6G"
    verifier = SignatureVerifier("s3cret")
    assert signature("s3cret", "1531420618", body) == verifier.generate_signature(timestamp="1531420618", body=body)


def test_events_are_json_commands_a_form_and_the_rest_a_payload() -> None:
    with recorded() as (town, recorder):
        say(town)
        town.control.act(MIA, "command", channel=GENERAL, line="/do ünïcode & more")
        town.control.act(MIA, "shortcut", callback_id="start")
    types = [headers["content-type"] for headers, _ in recorder.got]
    assert types == ["application/json", *["application/x-www-form-urlencoded"] * 2]
    assert json.loads(recorder.got[0][1])["event"]["text"] == "hello"
    command = parse_qs(recorder.got[1][1].decode())
    assert command["text"] == ["ünïcode &amp; more"]
    assert json.loads(parse_qs(recorder.got[2][1].decode())["payload"][0])["callback_id"] == "start"


def test_a_failed_event_comes_three_times_more_with_the_same_id() -> None:
    with recorded((500, {}, b"")) as (town, recorder):
        say(town)
        wait_for(lambda: len(recorder.got) == 4)
        wait_for(lambda: len(town.control.journal("unanswered")) == 4)
    assert [headers.get("x-slack-retry-num") for headers, _ in recorder.got] == [None, "1", "2", "3"]
    assert {headers["x-slack-retry-reason"] for headers, _ in recorder.got[1:]} == {"http_error"}
    assert len({json.loads(body)["event_id"] for _, body in recorder.got}) == 1


def test_an_answer_ends_the_retries() -> None:
    with recorded((500, {}, b""), FINE) as (town, recorder):
        say(town)
        wait_for(lambda: town.control.journal("acked"))
        town.control.post("event", event={"type": "tokens_revoked"})
    assert len(recorder.got) == 3


def test_the_bot_can_ask_for_no_retry() -> None:
    with recorded((500, {"x-slack-no-retry": "1"}, b""), FINE) as (town, recorder):
        first = say(town)
        second = say(town)
    assert [first["failure"], second["failure"]] == ["http_error", ""]
    assert [headers.get("x-slack-retry-num") for headers, _ in recorder.got] == [None, None]


def test_a_slow_bot_times_out_and_only_events_come_again() -> None:
    with recorded() as (town, recorder):
        town.control.post("pace", patience=0.2, retries=[0.05])
        recorder.gate.clear()
        answer = town.control.act(MIA, "shortcut", callback_id="start")
        event = say(town)
        wait_for(lambda: len(town.control.journal("unanswered")) == 3)
    assert (answer["failure"], event["failure"]) == ("http_timeout", "http_timeout")
    kinds = [entry["method"] for entry in town.playground.journal.since() if entry["kind"] == "delivered"]
    assert kinds == ["shortcut", "message", "message"]


def test_an_absent_bot_is_told_as_failed_connection() -> None:
    with serve("http://127.0.0.1:9/slack/events") as town:
        answer = town.control.act(MIA, "command", channel=GENERAL, line="/do it")
        assert answer["failure"] == "connection_failed"
        assert town.control.messages()[-1]["text"] == "/do failed with the error “dispatch_failed”"


@pytest.mark.parametrize(
    ("content_type", "body", "shown"),
    [
        ("text/plain", b"Plain words", "Plain words"),
        ("application/json", b'{"text": "From JSON"}', "From JSON"),
        ("application/json", b"[1]", "[1]"),
        ("application/json;charset=utf-8", b"{broken", "{broken"),
    ],
)
def test_a_command_may_answer_in_text_or_json(content_type: str, body: bytes, shown: str) -> None:
    with recorded((200, {"content-type": content_type}, body)) as (town, _):
        town.control.act(MIA, "command", channel=GENERAL, line="/do it")
        assert town.control.messages()[-1]["text"] == shown


def test_more_than_two_redirects_are_too_many() -> None:
    with recorded((307, {"location": "/slack/events"}, b"")) as (town, _):
        assert say(town)["failure"] == "too_many_redirects"


def test_the_request_url_proves_itself_to_bolt() -> None:
    with pair("http") as joined:
        assert joined.control.post("verify")["failure"] == ""
    with recorded() as (town, _):
        assert town.control.post("verify")["failure"] == "http_error"


def test_bolt_refuses_what_another_secret_signed() -> None:
    with listening(new_bot("http://127.0.0.1:9")) as bot_url, serve(bot_url, secret="another") as town:
        assert say(town)["failure"] == "http_error"
        assert town.control.journal("unanswered")[0]["status"] == 401


def test_redelivery_repeats_the_body_to_the_letter(both: Pair) -> None:
    say(both.town)
    number = both.control.journal("delivered")[0]["n"]
    answer = both.control.post("redeliver", n=number, times=3, together=True)
    assert [one["failure"] for one in answer["deliveries"]] == ["", "", ""]
    assert len(both.bot.seen) == 4
    assert all(body == both.bot.seen[0] for body in both.bot.seen)
    assert "no delivery" in both.control.post("redeliver", 400, n=number + 1000)["error"]
