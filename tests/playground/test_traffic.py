"""Is each request between app and playground noted, with its envelope, its answer and its time?"""

from __future__ import annotations

import json

import httpx
import pytest
from slack_bolt import Ack
from slack_sdk.errors import SlackApiError

from playground.traffic import KEEP, Exchange, Traffic
from tests.playground.fixtures_bot import Pair, Town, both, town, wait_for
from tests.playground.fixtures_world import GENERAL, MIA

__all__ = ["both", "town"]


def only(town: Town, name: str) -> Exchange:
    found = [one for one in town.playground.traffic.newest() if one.name == name]
    assert len(found) == 1
    return found[0]


def test_what_is_delivered_is_noted_with_its_envelope_and_answer(both: Pair) -> None:
    @both.bot.app.command("/do")
    def do(ack: Ack) -> None:
        ack("Done.")

    both.control.act(MIA, "command", channel=GENERAL, line="/do it")
    seen = only(both.town, "/do")
    assert (seen.way, seen.kind, seen.user, seen.channel, seen.trouble) == ("to", "slash_commands", MIA, GENERAL, "")
    assert seen.sent["text"] == "it"
    assert "Done." in json.dumps(seen.answer)
    assert seen.ms is not None
    assert seen.ms > 0
    over_http = "x-slack-request-timestamp" in seen.envelope
    assert over_http or seen.envelope["envelope_id"]
    assert not any("signature" in name for name in seen.envelope)


def test_a_delivery_that_comes_again_says_so(both: Pair) -> None:
    both.control.act(MIA, "say", channel=GENERAL, text="hello")
    first = wait_for(lambda: [one for one in both.town.playground.traffic.newest() if one.name == "message"])[0]
    wait_for(lambda: first.ms is not None)
    both.control.post("redeliver", n=first.delivery)
    again = both.town.playground.traffic.newest()[0]
    assert again.sent["event_id"] == first.sent["event_id"]
    assert again.envelope != first.envelope
    assert "1" in {str(again.envelope.get("retry_attempt")), str(again.envelope.get("x-slack-retry-num"))}


def test_calls_of_the_app_are_noted_with_what_they_got(town: Town) -> None:
    posted = town.web.chat_postMessage(channel=GENERAL, text="hi")
    seen = only(town, "chat.postMessage")
    assert (seen.way, seen.channel, seen.status, seen.trouble) == ("from", GENERAL, 200, "")
    assert seen.sent["text"] == "hi"
    assert json.loads(seen.answer)["ts"] == posted["ts"]
    with pytest.raises(SlackApiError):
        town.web.chat_update(channel=GENERAL, ts="1.000000", text="x")
    assert only(town, "chat.update").trouble == "message_not_found"


def test_a_call_that_was_spoilt_names_the_fault(town: Town) -> None:
    town.control.post("faults", method="chat.postMessage", kind="503", times=1)
    httpx.post(f"{town.url}/api/chat.postMessage", data={"channel": GENERAL, "text": "x"})
    assert (only(town, "chat.postMessage").trouble, only(town, "chat.postMessage").status) == ("503", 503)


def test_an_answer_to_a_response_url_is_noted(town: Town) -> None:
    path = town.playground.response_urls.issue(MIA, GENERAL)
    httpx.post(town.url + path, json={"text": "later"})
    assert only(town, "response_url").sent == {"text": "later"}
    httpx.post(f"{town.url}/respond/nobody", content=b"[")
    assert town.playground.traffic.newest()[0].trouble == "invalid_payload"


def test_only_the_last_are_kept_and_numbers_go_on() -> None:
    heard: list[int] = []
    traffic = Traffic(lambda: 5.0, heard.append)
    for number in range(KEEP + 1):
        traffic.end(traffic.begin("from", "web_api", str(number), {}))
    assert [one.name for one in traffic.newest(2)] == [str(KEEP), str(KEEP - 1)]
    assert traffic.get(1) is None
    assert len(traffic.newest()) == KEEP
    assert heard[:4] == [1, 1, 2, 2]
    traffic.clear()
    assert traffic.newest() == []
    assert traffic.begin("to", "events_api", "message", {}).n == KEEP + 2
