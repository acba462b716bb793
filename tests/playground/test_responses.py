"""Do response_urls work as Slack's: five times in thirty minutes, only for the person unless asked otherwise?"""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from playground.errors import SlackError
from playground.response_urls import ResponseUrls
from tests.playground.fixtures_bot import Pair, Town, joined, town
from tests.playground.fixtures_world import EVE, GENERAL, MIA, RANDOM

__all__ = ["joined", "town"]

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "In a block"}}
BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}


def url_of_command(joined: Pair, channel: str = GENERAL, user: str = MIA) -> str:
    """The response_url that the bot got with a command."""
    joined.control.act(user, "command", channel=channel, line="/do it")
    return str(joined.bot.seen[-1]["response_url"])


def answer(url: str, **body: Any) -> httpx.Response:
    return httpx.post(url, json=body, trust_env=False)


def test_five_uses_and_no_more(joined: Pair) -> None:
    url = url_of_command(joined)
    codes = [answer(url, text=f"number {number}").status_code for number in range(6)]
    assert codes == [200] * 5 + [404]
    assert answer(url, text="x").json() == {"ok": False, "error": "used_url"}
    assert [one["text"] for one in joined.control.messages()] == [f"number {number}" for number in range(5)]
    assert answer(f"{joined.town.url}/respond/guessed", text="x").json()["error"] == "expired_url"


def test_thirty_minutes_and_no_longer() -> None:
    now = [1_700_000_000.0]
    urls = ResponseUrls(lambda: now[0])
    token = urls.issue(MIA, GENERAL).rpartition("/")[2]
    now[0] += 1800
    assert urls.use(token).channel == GENERAL
    now[0] += 1
    with pytest.raises(SlackError, match="expired_url"):
        urls.use(token)
    now[0] += 3600
    urls.issue(MIA, GENERAL)
    with pytest.raises(SlackError, match="expired_url"):
        urls.use(token)


def test_an_answer_is_for_the_person_alone_unless_in_channel(joined: Pair) -> None:
    url = url_of_command(joined)
    answer(url, text="only you")
    answer(url, text="all of you", response_type="in_channel")
    shown = joined.control.messages()
    assert [(one["text"], one["ephemeral_for"]) for one in shown] == [("only you", MIA), ("all of you", None)]


def test_it_works_where_the_bot_is_no_member(joined: Pair) -> None:
    url = url_of_command(joined, RANDOM, EVE)
    assert answer(url, text="hello", response_type="in_channel").text == "ok"
    assert joined.control.messages(RANDOM)[-1]["user"] == "U0BOT"


def test_a_later_answer_may_replace_or_delete_the_first(joined: Pair) -> None:
    url = url_of_command(joined)
    answer(url, text="Working …")
    answer(url, text="Done", blocks=[SECTION], replace_original="true")
    shown = joined.control.messages()
    assert [(one["text"], one["ephemeral_for"]) for one in shown] == [("Done", MIA)]
    assert shown[0]["blocks"][0]["block_id"]
    answer(url, delete_original=True)
    assert joined.control.messages() == []
    assert answer(url, delete_original=True).json()["error"] == "message_not_found"


def test_an_ephemeral_message_cannot_become_public(joined: Pair) -> None:
    url = url_of_command(joined)
    answer(url, text="only you")
    answer(url, text="still only you", replace_original=True, response_type="in_channel")
    assert [one["ephemeral_for"] for one in joined.control.messages()] == [MIA]


def test_a_press_answers_beside_the_message_or_in_its_place(joined: Pair) -> None:
    joined.bot.app.action("go")(lambda ack: ack())
    posted = joined.town.web.chat_postMessage(
        channel=GENERAL, text="Card", blocks=[{"type": "actions", "elements": [BUTTON]}]
    )
    joined.control.act(MIA, "press", where={"message": [GENERAL, posted["ts"]]}, action_id="go")
    url = joined.bot.seen[-1]["response_url"]
    answer(url, text="beside")
    answer(url, text="in a thread", thread_ts=posted["ts"], replace_original=False)
    answer(url, text="in its place", replace_original=True)
    shown = joined.control.messages()
    assert [one["text"] for one in shown] == ["in its place", "beside", "in a thread"]
    assert [one.get("thread_ts") for one in shown] == [None, None, posted["ts"]]
    changed = [body for body in joined.bot.seen if body.get("event", {}).get("subtype") == "message_changed"]
    assert joined.control.journal("accepted", method="response_url", done="replaced")
    assert [one["event"]["message"]["text"] for one in changed] in ([], ["in its place"])


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"{}", "no_text"),
        (b"[]", "invalid_payload"),
        (b"{broken", "invalid_payload"),
        (b'{"text": "x", "blocks": [{"type": "section"}]}', "invalid_blocks"),
        (b'{"text": "x", "blocks": "none"}', "invalid_blocks"),
    ],
)
def test_a_bad_answer_is_refused_with_slacks_code(town: Town, content: bytes, error: str) -> None:
    path = town.playground.response_urls.issue(MIA, GENERAL)
    refused = httpx.post(town.url + path, content=content, trust_env=False)
    assert (refused.status_code, refused.json()["error"]) == (400, error)
    assert town.control.messages() == []
