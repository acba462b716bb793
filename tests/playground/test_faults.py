"""Do injected faults look like the real thing on the wire, and do they have the effect they should?"""

from __future__ import annotations

import json
import time
from http.client import RemoteDisconnected
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError

from playground.faults import KINDS, Faults
from tests.playground.live import Live

BODY = json.dumps({"channel": "C0PMO", "text": "Hello"})
HEADERS = {"authorization": "Bearer xoxb-playground", "content-type": "application/json"}


def accepted(live: Live) -> list[dict[str, Any]]:
    return live.entries("accepted")


def post(live: Live) -> tuple[int, bytes, dict[str, str]]:
    raw = live.raw()
    raw.request("POST", "/api/chat.postMessage", BODY, HEADERS)
    answer = raw.getresponse()
    return answer.status, answer.read(), dict(answer.getheaders())


@pytest.mark.parametrize(
    ("kind", "breaks", "effect"),
    [
        ("reset_before", ConnectionResetError, False),
        ("reset_after", ConnectionResetError, True),
        ("lost", RemoteDisconnected, True),
    ],
)
def test_connections_that_break(live: Live, kind: str, breaks: type[Exception], effect: bool) -> None:
    live.town.faults.add("chat.postMessage", kind, times=1)
    with pytest.raises(breaks) as broken:
        post(live)
    assert type(broken.value) is breaks  # a close without an answer is not a reset, although Python derives one from it
    assert [entry["fault"] for entry in accepted(live)] == ([kind] if effect else [])
    assert post(live)[0] == 200


def test_the_client_of_slack_sees_it_too(live: Live) -> None:
    live.town.faults.add("*", "reset_after", times=2)
    for _ in range(2):
        with pytest.raises(OSError, match="reset"):
            live.bot.chat_postMessage(channel="C0PMO", text="Hello")
    assert len(accepted(live)) == 2


def test_too_many_calls(live: Live) -> None:
    live.town.faults.add("chat.postMessage", "429", seconds=7, times=1)
    with pytest.raises(SlackApiError) as refused:
        live.bot.chat_postMessage(channel="C0PMO", text="Hello")
    assert refused.value.response.headers["Retry-After"] == "7"
    assert refused.value.response["error"] == "ratelimited"
    assert not accepted(live)


def test_a_late_answer_has_its_effect_at_once(live: Live) -> None:
    live.town.faults.add("chat.postMessage", "late", seconds=0.5, times=1)
    assert post(live)[0] == 200
    assert accepted(live)[0]["at"] <= time.time() - 0.5


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("kind", ["500", "503", "html", "internal_error"])
def test_answers_that_say_nothing(live: Live, kind: str, effect: bool) -> None:
    live.town.faults.add("chat.postMessage", kind, times=1, effect=effect)
    status, body, _ = post(live)
    assert status == (int(kind) if kind.isdigit() else 200)
    assert len(accepted(live)) == effect
    if kind == "internal_error":
        assert json.loads(body) == {"ok": False, "error": "internal_error"}
    else:
        with pytest.raises(ValueError, match="Expecting"):
            json.loads(body)


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "restricted_action", "service_unavailable"])
def test_any_code_of_slack_can_be_the_answer(live: Live, code: str) -> None:
    live.town.faults.add("chat.postMessage", "refused", code=code, times=1)
    assert live.refusal(live.bot.chat_postMessage, channel="C0PMO", text="Hello")["error"] == code
    assert not accepted(live)
    assert live.entries("spoilt")[-1]["fault"] == "refused"
    assert live.bot.chat_postMessage(channel="C0PMO", text="Hello")["ok"]


@pytest.mark.parametrize("code", ["fatal_error", "request_timeout"])
@pytest.mark.parametrize("effect", [True, False])
def test_some_codes_leave_open_whether_it_was_done(live: Live, code: str, effect: bool) -> None:
    live.town.faults.add("chat.postMessage", "refused", code=code, times=1, effect=effect)
    assert live.refusal(live.bot.chat_postMessage, channel="C0PMO", text="Hello")["error"] == code
    assert len(accepted(live)) == effect


def test_a_truncated_answer(live: Live) -> None:
    live.town.faults.add("chat.postMessage", "truncated", times=1)
    _, body, _ = post(live)
    assert body.startswith(b'{"ok":true')
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        json.loads(body)
    assert len(accepted(live)) == 1


def test_faults_end(live: Live) -> None:
    live.town.faults.add("chat.postMessage", "500")
    assert [post(live)[0] for _ in range(3)] == [500, 500, 500]
    assert live.bot.auth_test()["ok"]
    live.town.faults.clear()
    assert post(live)[0] == 200


@given(share=st.floats(0.05, 0.95), seed=st.integers(0, 10_000))
@settings(deadline=None)
def test_a_share_is_kept_and_comes_again_with_its_seed(share: float, seed: int) -> None:
    def spoilt() -> list[bool]:
        faults = Faults()
        faults.add("*", "500", share=share, seed=seed)
        return [faults.next_for("chat.postMessage") is not None for _ in range(2_000)]

    first = spoilt()
    assert first == spoilt()
    assert abs(sum(first) / len(first) - share) < 0.1


def test_unknown_faults_are_refused() -> None:
    with pytest.raises(ValueError, match="There is no fault “hiccup”"):
        Faults().add("*", "hiccup")
    assert len(KINDS) == 11
