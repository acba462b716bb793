"""Do search and traffic show what they should, and nothing that they should not?"""

from __future__ import annotations

import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.page import sight
from playground.page.calls import HIDDEN, pretty
from playground.page.search import Sought, fold, found, read
from playground.page.sight import SEARCH, Look
from playground.world import Change
from tests.playground.fixtures_bot import Town, serve, town
from tests.playground.fixtures_world import BO, EVE, GENERAL, MIA, PMO, small_world

__all__ = ["town"]


def hits(town: Town, who: str, text: str) -> list[str]:
    look = Look(who, SEARCH, q=text)
    shown, count = found(town.playground.world, look, sight.scene(town.playground, who))
    assert count == len(shown)
    return [str(one.excerpt) for one in shown]


def test_words_person_and_place_narrow_the_search(town: Town) -> None:
    town.control.act(MIA, "say", channel=GENERAL, text="Lunch at the café, <b>soon</b>")
    town.control.act(BO, "say", channel=PMO, text="The CAFE is closed")
    assert hits(town, MIA, "cafe") == [
        "The <mark>CAFE</mark> is closed",
        "Lunch at the <mark>café</mark>, &lt;b&gt;soon&lt;/b&gt;",
    ]
    assert len(hits(town, MIA, "cafe from:@mia")) == 1
    assert len(hits(town, MIA, "cafe in:#pmo")) == 1
    assert hits(town, MIA, "cafe lunch closed") == []
    assert hits(town, MIA, "  ") == []


def test_nobody_finds_what_they_may_not_see(town: Town) -> None:
    town.control.act(BO, "say", channel=PMO, text="secret plan")
    town.web.chat_postEphemeral(channel=GENERAL, user=MIA, text="secret for Mia")
    gone = town.web.chat_postMessage(channel=GENERAL, text="secret that is gone")["ts"]
    town.web.chat_delete(channel=GENERAL, ts=str(gone))
    assert len(hits(town, MIA, "secret")) == 2
    assert hits(town, EVE, "secret") == []


def test_the_words_of_a_card_and_names_are_found(town: Town) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": f"Handed to <@{BO}>"}}]
    town.web.chat_postMessage(channel=GENERAL, text=f"Handed to <@{BO}>", blocks=blocks)
    assert hits(town, MIA, "@bo") == ["Handed to <mark>@Bo</mark> Hart"]


def test_a_result_in_a_thread_opens_the_thread(town: Town) -> None:
    root = str(town.web.chat_postMessage(channel=GENERAL, text="root")["ts"])
    town.web.chat_postMessage(channel=GENERAL, text="a leaf", thread_ts=root)
    text = httpx.get(f"{town.url}/", params={"as": MIA, "at": "search", "q": "leaf"}).text
    assert f"thread={root}" in text
    assert "1 message" in text


@given(st.text(max_size=60))
def test_a_search_is_read_whatever_is_written(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert isinstance(read(text), Sought)


@pytest.mark.parametrize(
    "payload",
    [
        {"token": "abc", "nested": [{"authorization": "Bearer abc"}]},
        {"text": "mine is xoxb-12-abc"},
        {"url": "wss://here/socket?ticket=abc-1&app_id=A0"},
        {"response_url": "http://here/respond/abc"},
        {"blocks": json.dumps([{"token": "abc"}])},
        b'{"ok":true,"upload_url":"http://here/upload/abc"}',
    ],
)
def test_nothing_secret_is_shown(payload: object) -> None:
    text = pretty(payload)
    assert HIDDEN in text
    assert "abc" not in text


def test_a_request_is_shown_in_full_without_its_token(town: Town) -> None:
    httpx.post(f"{town.url}/api/chat.postMessage", data={"token": "xoxb-test", "channel": GENERAL, "text": "hi"})
    exchange = next(one for one in town.playground.traffic.newest() if one.way == "from")
    shown = httpx.get(f"{town.url}/page/call", params={"as": MIA, "n": exchange.n}).text
    assert "&#34;text&#34;: &#34;hi&#34;" in shown
    assert "xoxb" not in shown
    assert "Deliver again" not in shown
    assert "no longer kept" in httpx.get(f"{town.url}/page/call", params={"as": MIA, "n": "7000"}).text


def test_what_cannot_be_delivered_again_is_a_sentence(town: Town) -> None:
    answer = httpx.post(f"{town.url}/page/replay", params={"as": MIA, "n": "12"})
    assert "no longer kept" in answer.text


def test_a_page_hears_what_it_missed_and_not_more() -> None:
    world = small_world()
    mark = world.mark
    world.tell(Change("message", GENERAL, "1.0"))
    assert [one.ts for one in world.missed(mark) or []] == ["1.0"]
    assert world.missed(world.mark) == []
    for number in range(3000):
        world.tell(Change("message", GENERAL, f"{number}.0"))
    assert world.missed(mark) is None
    for strange in ("", "x-1", mark.replace("-0", "-99999"), small_world().mark):
        assert world.missed(strange) is None


def test_a_stream_that_broke_off_goes_on_where_it_was(town: Town) -> None:
    first = str(town.web.chat_postMessage(channel=GENERAL, text="first")["ts"])
    mark = town.playground.world.mark
    town.web.chat_postMessage(channel=GENERAL, text="second")
    assert "second" in start(town, mark)
    assert "first" not in start(town, mark)
    assert "second" not in start(town, town.playground.world.mark)
    assert "first" in start(town, "unknown-1")
    assert first


def start(town: Town, mark: str) -> str:
    """The first frame for somebody who comes back with that mark."""
    query = {"as": EVE, "at": GENERAL}
    with httpx.stream("GET", f"{town.url}/page/live", params=query, headers={"Last-Event-ID": mark}) as stream:
        lines = []
        for line in stream.iter_lines():
            if not line:
                return "\n".join(lines)
            lines.append(line)
    return ""


def test_a_sample_that_is_unknown_cannot_be_put_back() -> None:
    with serve() as served:
        served.playground.fresh = None
        answer = httpx.post(f"{served.url}/page/reset")
        assert "does not know its beginning" in answer.text
