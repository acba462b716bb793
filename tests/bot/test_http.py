"""Does the real server let Slack in, keep everybody else out, and end without cutting off an answer?"""

import hashlib
import hmac
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from bot.http import SLACK_PATH, SlackDoor, site, verifier
from bot.intake import Intake
from bot.metrics import Metrics
from bot.server import PortTakenError, Server

SECRET = "0123456789abcdef0123456789abcdef"
NOW = int(time.time())


def signed(body: bytes, stamp: str, secret: str = SECRET) -> str:
    return "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()


class House:
    """The site on a free port, with a Bolt app of a few commands behind it."""

    def __init__(self, room: int = 8) -> None:
        self.app = _app()
        self.intake, self.metrics = Intake(room), Metrics()
        self.health: dict[str, Any] = {"overdue": 0, "outbox": {"pending": 3}}
        self.well = True
        self.entered, self.leave = threading.Event(), threading.Event()
        self.app.command("/slow")(self._slow)
        door = SlackDoor(self.app, verifier(SECRET), lambda: NOW, self.intake, self.metrics)
        self.server = Server(site(lambda: (self.well, self.health), self.metrics, door), "127.0.0.1", 0)
        self.server.start()

    def _slow(self, ack: Any) -> None:
        self.entered.set()
        self.leave.wait(10)
        ack("late but here")

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        said = (answer.status, answer.read(), answer.headers)
        connection.close()
        return said

    def post(
        self, body: bytes, kind: str = "application/json", stamp: str = str(NOW), **headers: str
    ) -> tuple[int, bytes, Any]:
        signature = signed(body, stamp)
        given = {"content-type": kind, "x-slack-request-timestamp": stamp, "x-slack-signature": signature}
        return self.ask("POST", SLACK_PATH, body, given | headers)

    def command(self, name: str) -> tuple[int, bytes, Any]:
        fields = {"command": name, "text": "", "team_id": "T1", "user_id": "U1", "trigger_id": "1.1"}
        return self.post(urlencode(fields).encode(), "application/x-www-form-urlencoded")


def _app() -> App:
    app = App(
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token="xoxb-1234567890", bot_user_id="UBOT"
        ),
        signing_secret=SECRET,
        request_verification_enabled=False,  # once more, and by the machine's own clock, while here it stands still
        process_before_response=True,
    )

    def break_() -> None:
        raise RuntimeError("a handler without its guard")

    app.command("/hello")(lambda ack: ack("hello"))
    app.command("/break")(break_)
    app.event("app_home_opened")(lambda: None)
    return app


@pytest.fixture
def house() -> Iterator[House]:
    made = House()
    yield made
    made.leave.set()
    made.server.stop()


EVENT = {"type": "event_callback", "team_id": "T1", "event": {"type": "app_home_opened", "user": "U1"}}


def test_a_command_gets_its_answer(house: House):
    status, body, _ = house.command("/hello")
    assert (status, body) == (200, b"hello")


def test_an_event_gets_an_empty_200(house: House):
    status, body, _ = house.post(json.dumps(EVENT).encode())
    assert (status, body) == (200, b"")


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "abc",
        "1e9",
        "-1795000000",
        " 1795000000",
        "17950000000",
        "١٧٩٥٠٠٠٠٠٠",
        "0",
        "too old",
        "too early",
        "1795000000.0",
    ],
)
def test_a_timestamp_that_is_not_now_is_401_and_never_500(house: House, stamp: str):
    stamp = {"too old": str(NOW - 301), "too early": str(NOW + 61)}.get(stamp, stamp)
    signature = "v0=" + "0" * 64
    raw = f"POST {SLACK_PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nX-Slack-Signature: {signature}\r\nX-Slack-Request-Timestamp: {stamp}\r\nConnection: close\r\n\r\n{{}}"
    with socket.create_connection(("127.0.0.1", house.server.port), timeout=10) as wire:
        wire.sendall(raw.encode())
        said = b"".join(iter(lambda: wire.recv(4096), b""))
    assert said.startswith(b"HTTP/1.1 401")


@pytest.mark.parametrize("off", [-300, 0, 60])
def test_the_edges_of_now_are_let_in(house: House, off: int):
    assert house.post(json.dumps(EVENT).encode(), stamp=str(NOW + off))[0] == 200


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200), signature=st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=80))
def test_what_is_forged_is_refused(house: House, body: bytes, signature: str):
    given = {"x-slack-request-timestamp": str(NOW), "x-slack-signature": signature}
    assert house.ask("POST", SLACK_PATH, body, given)[0] in {400, 401}  # 400: no header looks like that


def test_a_signature_of_another_secret_or_body_is_401(house: House):
    body = json.dumps(EVENT).encode()
    other = signed(body, str(NOW), "f" * 32)
    assert house.post(body, **{"x-slack-signature": other})[0] == 401
    mine = signed(body, str(NOW))
    given = {"x-slack-request-timestamp": str(NOW), "x-slack-signature": mine, "content-type": "application/json"}
    assert house.ask("POST", SLACK_PATH, body + b" ", given)[0] == 401


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=300), kind=st.sampled_from(["application/json", "application/x-www-form-urlencoded", ""])
)
def test_whatever_is_validly_signed_gets_200(house: House, body: bytes, kind: str):
    assert house.post(body, kind)[0] == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b'"x"', "application/json"),
        (b"\xff\xfe", "application/json"),
        (b'{"type":"event_callback","event":[]}', "application/json"),
        (b"payload=%7B", "application/x-www-form-urlencoded"),
        (b"payload=[]", "application/x-www-form-urlencoded"),
        (b'payload={"type":"block_actions"}', "application/x-www-form-urlencoded"),
        (json.dumps({**EVENT, "event": {"type": "unheard_of"}}).encode(), "application/json"),
    ],
)
def test_what_bolt_cannot_read_or_does_not_know_gets_200_and_nothing(house: House, body: bytes, kind: str):
    assert house.post(body, kind)[:2] == (200, b"")


@pytest.mark.parametrize("name", ["/unknown", "/break"])
def test_a_command_that_nobody_answers_gets_a_sentence(house: House, name: str):
    status, body, _ = house.command(name)
    assert status == 200
    assert "nothing was changed" in json.loads(body)["text"]
    assert json.loads(body)["response_type"] == "ephemeral"


def test_a_long_body_that_slack_signed_is_200_and_not_read(house: House):
    assert house.post(b"x" * 1_000_000)[0] == 200
    assert house.post(b"x" * 5_000_000)[:2] == (200, b"")


def test_a_long_body_that_slack_did_not_sign_is_refused(house: House):
    given = {"x-slack-request-timestamp": str(NOW), "x-slack-signature": "v0=0"}
    assert house.ask("POST", SLACK_PATH, b"x" * 5_000_000, given)[0] == 401
    assert house.ask("POST", SLACK_PATH, b"x" * 8_000_001, given)[0] == 413


def test_a_chunked_body_is_judged_by_its_whole_length(house: House):
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=10)
    given = {"x-slack-request-timestamp": str(NOW), "x-slack-signature": "v0=0", "Transfer-Encoding": "chunked"}
    connection.request("POST", SLACK_PATH, (b"x" * 60_000 for _ in range(134)), given, encode_chunked=True)
    assert connection.getresponse().status == 413


def test_slacks_path_does_not_exist_in_socket_mode():
    server = Server(site(lambda: (True, {}), Metrics(), None), "127.0.0.1", 0)
    server.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("POST", SLACK_PATH, b"{}")
    assert connection.getresponse().status == 404
    server.stop()


def test_health_is_200_or_503_with_the_report(house: House):
    status, body, headers = house.ask("GET", "/healthz")
    assert (status, json.loads(body)) == (200, {"ok": True, "overdue": 0, "outbox": {"pending": 3}})
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    house.well = False
    assert house.ask("GET", "/healthz")[0] == 503


def test_metrics_hold_the_report_and_the_acknowledgements(house: House):
    house.command("/hello")
    house.ask("POST", SLACK_PATH, b"{}", {"x-slack-request-timestamp": "soon"})
    text = house.ask("GET", "/metrics")[1].decode()
    for line in (
        "clearway_well 1.0",
        "clearway_overdue 0.0",
        'clearway_outbox{of="pending"} 3.0',
        'clearway_acks_total{door="http",outcome="answered"} 1.0',
        'clearway_acks_total{door="http",outcome="stale"} 1.0',
        'clearway_ack_seconds_count{door="http"} 2.0',
    ):
        assert line in text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/", 404), ("POST", "/healthz", 405), ("GET", SLACK_PATH, 405), ("GET", "/slack/events/../..", 404)],
)
def test_nothing_else_is_served(house: House, method: str, path: str, status: int):
    assert house.ask(method, path)[0] == status


def test_a_full_house_says_busy_and_health_still_answers():
    house = House(room=1)
    try:
        slow: list[Any] = []
        thread = threading.Thread(target=lambda: slow.append(house.command("/slow")))
        thread.start()
        assert house.entered.wait(10)
        assert "busy" in json.loads(house.command("/hello")[1])["text"]
        assert house.post(json.dumps(EVENT).encode())[0] == 503, "nobody hears of an event: Slack brings it once more"
        assert house.ask("GET", "/healthz")[0] == 200
        house.leave.set()
        thread.join(10)
        assert slow[0][:2] == (200, b"late but here")
    finally:
        house.leave.set()
        house.server.stop()


def test_a_stop_gives_the_answers_in_flight_first():
    house = House()
    slow: list[Any] = []
    thread = threading.Thread(target=lambda: slow.append(house.command("/slow")))
    thread.start()
    assert house.entered.wait(10)
    drained: list[bool] = []
    stopping = threading.Thread(target=lambda: drained.append(house.intake.drain(10)))
    stopping.start()
    while not house.intake.closed:
        time.sleep(0.01)
    assert "nothing was changed" in json.loads(house.command("/hello")[1])["text"]
    assert house.post(json.dumps(EVENT).encode())[0] == 503  # so that Slack delivers the event once more
    press = urlencode({"payload": json.dumps({"type": "block_actions", "team": {"id": "T1"}, "actions": []})}).encode()
    assert house.post(press, "application/x-www-form-urlencoded")[0] == 503  # so that nobody takes it for done
    assert house.ask("POST", SLACK_PATH, press, {"x-slack-request-timestamp": str(NOW)})[0] == 401  # as ever
    house.leave.set()
    stopping.join(10)
    house.server.stop()
    thread.join(10)
    assert drained == [True]
    assert slow[0][:2] == (200, b"late but here")
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", house.server.port), timeout=1)


def test_a_taken_port_is_a_sentence(house: House):
    with pytest.raises(PortTakenError, match="CLEARWAY_HTTP_PORT"):
        Server(site(lambda: (True, {}), Metrics(), None), "127.0.0.1", house.server.port)
