"""Do secrets, and line breaks in other people's words, stay out of the log?"""

import io
import json
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import logs

SIGNING = "5igning5ecret5igning5ecret5igning"
CANARIES = [
    "xoxb-111-222-CANARYbot",
    "xapp-1-A1-222-CANARYapp",
    "xoxe.xoxb-1-CANARYrotated",
    "xoxe-1-CANARYrefresh",
    "xoxp-CANARYuser",
    SIGNING,
    "https://hooks.slack.com/actions/T1/1/CANARYhook",
    "http://127.0.0.1:3999/respond/CANARYhook",
    "Authorization: Bearer CANARYbearer",
    "{'Authorization': 'Basic CANARYbasic'}",
    "https://example.org/callback?code=CANARYcode&state=CANARYstate",
    "{'code': 'CANARYcode'}",
    "postgresql+psycopg://clearway:CANARYpassword@db/clearway",
    "wss://wss.slack.com/link/?ticket=CANARYticket&app_id=1",
]


@contextmanager
def logged(level: str = "DEBUG", form: str = "text") -> Iterator[io.StringIO]:
    """What the root's handler writes; the root is put back as it was."""
    root = logging.getLogger()
    before, stream = (root.handlers, root.level), io.StringIO()
    levels = {
        name: logging.getLogger(name).level for name in ("alembic", "apscheduler", "httpcore", "waitress", "websocket")
    }
    logs.start(level, form, [SIGNING], stream)
    try:
        yield stream
    finally:
        root.handlers, root.level = before
        for name, was in levels.items():
            logging.getLogger(name).setLevel(was)


def boom(secret: str) -> None:
    raise ValueError(f"it broke with {secret}\nand a second line")


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("secret", CANARIES)
def test_a_secret_never_reaches_the_log(secret: str, form: str):
    with logged(form=form) as stream:
        log = logging.getLogger("some.library")
        log.debug("plain %s", secret)
        log.info("mapping %s", {"token": secret, "headers": [secret]})
        log.info(f"formatted {secret}", extra={"url": secret})
        log.warning("too few %s %s", *[secret])
        with logs.correlated(secret):
            log.info("as the correlation id")
        try:
            boom(secret)
        except ValueError:
            log.exception("with a traceback")
            log.error("stack", stack_info=True)
    said = stream.getvalue()
    assert "CANARY" not in said
    assert SIGNING not in said
    assert "it broke with" in said
    assert "its arguments did not fit" in said
    assert logs.HIDDEN in said


def test_ordinary_words_are_left_alone():
    with logged() as stream:
        logging.getLogger("x").info("the code: 12 people, state of APOLLO, xox, author Ana")
    assert "the code: 12 people, state of APOLLO, xox, author Ana" in stream.getvalue()


@pytest.mark.parametrize("breaks", ["\r\n", "\n", "\r", "\x0b", "\x1b[2J", "\u2028", "\x85", "\x00"])
def test_somebodys_words_cannot_forge_a_line(breaks: str):
    with logged() as stream:
        logging.getLogger("x").info("title %s", f"a{breaks}2026-11-23 09:00:00.000Z ERROR   bot [-] forged")
    (line,) = stream.getvalue().splitlines()
    assert line.endswith("forged")


def test_a_traceback_is_indented_so_that_no_line_of_it_looks_like_a_record():
    with logged() as stream:
        try:
            boom("x\n2026-11-23 forged")
        except ValueError:
            logging.getLogger("x").exception("failed")
    first, *others = stream.getvalue().splitlines()
    assert "failed" in first
    assert others
    assert all(line.startswith("    | ") for line in others)


def test_json_lines_carry_the_correlation_id_and_extras():
    with logged(form="json") as stream, logs.correlated("req-1"):
        logging.getLogger("x").info("sent %s", "B-1", extra={"channel": "C1", "tries": 2})
    line = json.loads(stream.getvalue())
    assert (line["message"], line["id"], line["channel"], line["tries"], line["level"]) == (
        "sent B-1",
        "req-1",
        "C1",
        2,
        "INFO",
    )
    assert line["at"].endswith("Z")


def test_the_correlation_id_ends_with_its_block():
    with logged() as stream:
        with logs.correlated("req-1"):
            pass
        logging.getLogger("x").info("after")
    assert "[-] after" in stream.getvalue()


def test_bolt_and_slack_sdk_print_no_body_even_at_debug():
    body = 'payload={"type":"block_actions","token":"t","team":{"id":"T1"},"user":{"id":"U1"},"actions":[{"value":"WORDS"}]}'
    with logged() as stream:
        app = App(
            client=WebClient("xoxb-1234567890"),
            signing_secret=SIGNING,
            token_verification_enabled=False,
            process_before_response=True,
        )
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "x-slack-signature": "v0=1",
            "x-slack-request-timestamp": "1",
        }
        assert app.dispatch(BoltRequest(body=body, headers=headers)).status == 401
        app.logger.info("a line of our own, through Bolt's logger")
    assert "WORDS" not in stream.getvalue()
    assert "v0=1" not in stream.getvalue()
    assert "a line of our own" in stream.getvalue()


def test_an_answer_of_slack_that_breaks_off_is_not_printed():
    half = b'{"ok":true,"messages":[{"text":"WORDS"'
    with logged() as stream, socket.create_server(("127.0.0.1", 0)) as listening:
        client = WebClient("xoxb-1", base_url=f"http://127.0.0.1:{listening.getsockname()[1]}/", retry_handlers=[])
        slack = threading.Thread(target=_answer_once, args=(listening, half))
        slack.start()
        with pytest.raises(SlackApiError):
            client.conversations_history(channel="C1")
        slack.join()
    assert "WORDS" not in stream.getvalue()


def _answer_once(listening: socket.socket, body: bytes) -> None:
    with listening.accept()[0] as wire:
        wire.recv(65_536)
        wire.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + body)
        wire.shutdown(socket.SHUT_WR)
        while wire.recv(65_536):  # what was not read would turn the end into a reset
            pass


def test_quiet_levels_hold():
    with logged("ERROR") as stream:
        logging.getLogger("x").warning("not this")
        logging.getLogger("x").error("but this")
    assert "not this" not in stream.getvalue()
    assert "but this" in stream.getvalue()


def test_what_a_calendars_host_says_never_reaches_the_log():
    """The address of a feed is a secret, and a redirect says it again in a header."""
    with logged() as stream:
        said = [(b"Location", b"https://calendar.example.com/private-canary/basic.ics")]
        logging.getLogger("httpcore.http11").debug("receive_response_headers.complete return_value=%r", said)
        logging.getLogger("httpcore.connection").warning("seen")
    assert "canary" not in stream.getvalue()
    assert "seen" in stream.getvalue()
