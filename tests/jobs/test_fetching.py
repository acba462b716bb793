"""Is a file fetched from Slack alone, never more of it than there is room for, and said why where it cannot be?"""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient

from jobs.fetching import Unfetched, fetch, is_slacks
from readers.tables.room import ROOM
from tests.town import Town

API = "https://slack.com/api/"
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Slack:
    """A host that answers files.info as told, and each path of a file in its own way."""

    info: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> WebClient:
        return WebClient(token="xoxb-1", base_url=f"{self.url}/api/", timeout=3, retry_handlers=[])

    def file(self, answer: Answer, **info: Any) -> None:
        self.answers["/file"] = answer
        self.info = {"url_private_download": f"{self.url}/file", "size": 3, **info}


def said(status: int = 200, body: bytes = b"a,b", **headers: str) -> Answer:
    def answer(door: BaseHTTPRequestHandler) -> None:
        door.send_response(status)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Length": str(len(body)), "Content-Type": "text/csv", **told}.items():
            door.send_header(name, value)
        door.end_headers()
        door.wfile.write(body)

    return answer


@pytest.fixture
def slack() -> Iterator[Slack]:
    made = Slack()

    class Door(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            said(body=json.dumps({"ok": True, "file": made.info}).encode(), Content_Type="application/json")(self)

        def do_GET(self) -> None:
            if self.path.startswith("/api/"):
                self.do_POST()
                return
            made.tokens.append(self.headers.get("Authorization", ""))
            made.answers[self.path](self)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    made.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


def fetched(slack: Slack) -> bytes:
    return fetch(slack.client(), "F1", threading.Event())


def test_a_file_comes_with_our_token_also_from_a_second_address_of_slack(slack: Slack) -> None:
    slack.file(said(302, b"", Location="/moved"))
    slack.answers["/moved"] = said()
    assert fetched(slack) == b"a,b"
    assert slack.tokens == ["Bearer xoxb-1"] * 2


@pytest.mark.parametrize(
    "where", ["https://evil.example/x", "http://127.0.0.1:1/x", "//evil.example/x", "file:///etc/passwd"]
)
def test_no_redirect_leads_away_from_slack(slack: Slack, where: str) -> None:
    slack.file(said(302, b"", Location=where))
    with pytest.raises(Unfetched, match="somewhere else than its other files"):
        fetched(slack)


def test_redirects_have_an_end(slack: Slack) -> None:
    slack.file(said(302, b"", Location="/file"))
    with pytest.raises(Unfetched, match="from one address to another") as refused:
        fetched(slack)
    assert refused.value.passing


@pytest.mark.parametrize(
    ("answer", "info", "sentence", "passing"),
    [
        (said(), {"size": ROOM.packed + 1}, "larger than 5 MB", False),
        (said(body=b"x" * (ROOM.packed + 1)), {}, "larger than 5 MB", False),
        (said(Content_Type="text/html; charset=utf-8"), {}, "does not let me read files", False),
        (said(403), {}, "does not let me read files", False),
        (said(404), {}, "not there any more", False),
        (said(503), {}, "did not hand it over", True),
        (said(429), {}, "did not hand it over", True),
        (said(Content_Length="10"), {}, "did not hand it over", True),
        (said(), {"is_external": True}, "a link to it", False),
        (said(), {"url_private_download": None}, "not there any more", False),
        (said(), {"url_private_download": "https://files.slack.com@evil.example/x"}, "somewhere else", False),
    ],
)
def test_what_is_no_file_for_us_is_said(
    slack: Slack, answer: Answer, info: dict[str, Any], sentence: str, passing: bool
) -> None:
    slack.file(answer, **info)
    with pytest.raises(Unfetched, match=sentence) as refused:
        fetched(slack)
    assert refused.value.passing is passing


def test_a_bot_that_stops_does_not_wait_for_the_end(slack: Slack) -> None:
    slack.file(said(body=b"x" * 1_000_000))
    stopping = threading.Event()
    stopping.set()
    with pytest.raises(Unfetched) as refused:
        fetch(slack.client(), "F1", stopping)
    assert refused.value.passing


def test_what_slack_says_of_the_file(town: Town) -> None:
    """The ordinary town's app has no files:read."""
    with pytest.raises(Unfetched, match="scope files:read"):
        fetch(town.client(), "F0NOBODY", threading.Event())
    town.fail("files.info", "refused", code="file_not_found")
    with pytest.raises(Unfetched, match="not there any more") as refused:
        fetch(town.client(), "F0NOBODY", threading.Event())
    assert not refused.value.passing


@pytest.mark.parametrize(
    ("address", "api", "fits"),
    [
        ("https://files.slack.com/x", API, True),
        ("https://acme.slack.com/x", API, True),
        ("http://files.slack.com/x", API, False),
        ("https://files.slack.com:8443/x", API, False),
        ("https://slack.com.evil.example/x", API, False),
        ("https://evilslack.com/x", API, False),
        ("https://a:b@files.slack.com/x", API, False),
        ("http://127.0.0.1:3999/x", API, False),
        ("http://127.0.0.1:3999/x", "http://127.0.0.1:3999/api/", True),
        ("http://127.0.0.1:4000/x", "http://127.0.0.1:3999/api/", False),
        ("https://files.slack.com/x", "http://127.0.0.1:3999/api/", False),
    ],
)
def test_where_our_token_may_be_shown(address: str, api: str, fits: bool) -> None:
    assert is_slacks(urlsplit(address), urlsplit(api)) is fits
