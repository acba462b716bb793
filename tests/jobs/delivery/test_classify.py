"""Is every answer of Slack understood as what it is, and what is not understood as perhaps done?"""

import json
import socket
from http.client import IncompleteRead, RemoteDisconnected
from pathlib import Path
from urllib.error import URLError

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from jobs.delivery.classify import (
    LONGEST_WAIT,
    TABLE,
    UNREADABLE_WAIT,
    Gone,
    Malformed,
    Passing,
    Refused,
    Shut,
    SlackTrouble,
    Throttled,
    Unsure,
    of_answer,
    trouble_of,
)

METHODS = Path("../shared/data/slack-methods/methods")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (URLError(ConnectionRefusedError(111, "refused")), Passing),
        (URLError(socket.gaierror(-2, "no such name")), Passing),
        (URLError(OSError(113, "no route")), Passing),
        (URLError(TimeoutError("timed out")), Unsure),  # it may have been written before
        (URLError(ConnectionResetError(104, "reset")), Unsure),
        (RemoteDisconnected("closed"), Unsure),
        (ConnectionResetError(104, "reset"), Unsure),
        (TimeoutError("read"), Unsure),
        (IncompleteRead(b"{"), Unsure),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), Unsure),
    ],
)
def test_errors_of_the_network(error: Exception, kind: type[SlackTrouble]) -> None:
    assert type(trouble_of(error)) is kind


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (200, "channel_not_found", Refused),
        (200, "is_archived", Refused),
        (200, "something_new", Refused),  # a word of Slack's own: certainly not done
        (200, "internal_error", Unsure),
        (200, "fatal_error", Unsure),
        (200, "service_unavailable", Passing),
        (200, "invalid_auth", Shut),
        (200, "missing_scope", Shut),
        (200, "message_not_found", Gone),
        (200, "invalid_blocks", Malformed),
        (200, "Received a response in a non-JSON format: <!DOCTYPE html>", Unsure),
        (200, None, Unsure),
        (500, "channel_not_found", Unsure),  # a word within a server's failure proves nothing
        (503, None, Unsure),
        (429, None, Throttled),
        (200, "rate_limited", Throttled),
    ],
)
def test_answers_of_slack(status: int, code: str | None, kind: type[SlackTrouble]) -> None:
    assert type(of_answer(status, {}, code)) is kind
    response = SlackResponse(
        client=None,
        http_verb="POST",
        api_url="",
        req_args={},
        data={"ok": False, "error": code},
        headers={},
        status_code=status,
    )
    assert type(trouble_of(SlackApiError("failed", response))) is kind


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30.0),
        ("0", 0.1),
        ("-5", 0.1),
        ("soon", UNREADABLE_WAIT),
        ("nan", UNREADABLE_WAIT),
        ("999999", LONGEST_WAIT),
    ],
)
def test_how_long_to_wait_is_read_with_care(header: str, seconds: float) -> None:
    trouble = of_answer(429, {"retry-after": header}, "ratelimited")
    assert isinstance(trouble, Throttled)
    assert trouble.seconds == seconds
    assert isinstance(of_answer(429, {}, None), Throttled)


@given(st.integers(100, 599), st.one_of(st.none(), st.text(), st.integers()))
def test_nothing_that_slack_may_answer_is_an_error_of_ours(status: int, code: object) -> None:
    assert isinstance(of_answer(status, {}, code), SlackTrouble)


@pytest.mark.skipif(not METHODS.is_dir(), reason="Slack's definitions of its methods are not beside this checkout")
@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update", "views.publish"])
def test_every_error_that_slack_documents_has_a_meaning(method: str) -> None:
    """An error that says that something may have been done must not be taken for a refusal."""
    (path,) = METHODS.rglob(f"{method}.json")
    errors = json.loads(path.read_text())["errors"]
    assert len(errors) > 5
    for code, words in errors.items():
        if "may have" in str(words).lower() or "some aspect" in str(words).lower():
            assert TABLE.get(code) is Unsure, code
