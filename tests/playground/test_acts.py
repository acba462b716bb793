"""Does what people say, open and use reach the bot, and is what they cannot do said in a sentence?"""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient

from tests.playground.fixtures_bot import Pair, both, joined, wait_for
from tests.playground.fixtures_screens import button
from tests.playground.fixtures_world import BO, EVE, GENERAL, GUS, MIA, PMO, RANDOM

__all__ = ["both", "joined"]


def test_a_message_reaches_the_bot(both: Pair) -> None:
    said = both.control.act(
        MIA, "say", channel="#general", text="Ask @bo & <b> about #pmo or #random, see https://a.example/?a=1&b=2."
    )
    event = wait_for(lambda: both.bot.events("message"))[0]["event"]
    assert said["deliveries"][0]["failure"] == ""
    assert event["ts"] == said["result"]["ts"]
    assert (event["user"], event["channel"], event["channel_type"]) == (MIA, GENERAL, "channel")
    assert event["text"] == (
        "Ask <@U0BO> &amp; &lt;b&gt; about <#C0PMO|> or <#C0RANDOM|random>, see <https://a.example/?a=1&amp;b=2.>"
    )


@pytest.mark.parametrize(
    "text", ["\u202eright to left", "a\x00b", "half \ud83d of a pair", "👩‍👩‍👧 `code` ```block```", "x" * 50_000]
)
def test_any_characters_pass(both: Pair, text: str) -> None:
    both.bot.app.command("/do")(lambda ack: ack())
    told = both.control.act(MIA, "say", channel=GENERAL, text=text)
    asked = both.control.act(MIA, "command", channel=GENERAL, line=f"/do {text}")
    assert (told["failure"], asked["failure"]) == ("", "")
    sent = text.replace("\ud83d", "?")
    assert wait_for(lambda: both.bot.events("message"))[0]["event"]["text"] == sent[:40_000]
    assert both.bot.seen[-1]["text"] == sent


def test_a_mention_is_an_event_of_its_own_and_threads_are_told(both: Pair) -> None:
    first = both.control.act(MIA, "say", channel=GENERAL, text="Morning")["result"]["ts"]
    both.control.act(BO, "say", channel=GENERAL, text="@testbot: status?", thread_ts=first)
    mention = wait_for(lambda: both.bot.events("app_mention"))[0]["event"]
    assert mention["text"] == "<@U0BOT>: status?"
    assert mention["thread_ts"] == first
    assert len(wait_for(lambda: both.bot.events("message")[1:] and both.bot.events("message"))) == 2


def test_the_bot_hears_nothing_from_where_it_is_not(joined: Pair) -> None:
    joined.control.act(EVE, "say", channel=RANDOM, text="Just us, @testbot")
    joined.control.act(MIA, "say", channel=GENERAL, text="All of us")
    wait_for(lambda: joined.bot.events("message"))
    assert [body["event"]["channel"] for body in joined.bot.seen] == [GENERAL]


@pytest.mark.parametrize(
    ("who", "channel", "words"),
    [
        (EVE, PMO, "no channel"),
        (BO, RANDOM, "not in #random"),
        (GUS, GENERAL, "no longer has an account"),
        ("U0NOBODY", GENERAL, "nobody with the id"),
    ],
)
def test_what_a_person_cannot_do_is_said_in_a_sentence(joined: Pair, who: str, channel: str, words: str) -> None:
    assert words in joined.control.act(who, "say", 400, channel=channel, text="hello")["error"]


def test_home_opens_and_buttons_work_there(both: Pair) -> None:
    @both.bot.app.event("app_home_opened")
    def home(event: dict[str, Any], client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [button()]})

    both.bot.app.action("go")(lambda ack: ack())
    both.control.act(MIA, "open_home")
    wait_for(lambda: both.control.get("home", user=MIA)["view"])
    both.control.act(MIA, "open_home")
    both.control.act(MIA, "press", where={"home": True}, action_id="go")
    opened = both.bot.events("app_home_opened")
    assert "view" not in opened[0]["event"]
    assert opened[1]["event"]["view"]["type"] == "home"
    assert opened[0]["event"]["channel"].startswith("D")
    assert both.bot.seen[-1]["view"]["type"] == "home"


def test_direct_messages_reach_the_bot(joined: Pair) -> None:
    channel = joined.control.act(MIA, "open_dm")["result"]
    joined.control.act(MIA, "say", channel=channel, text="hi @testbot")
    event = wait_for(lambda: joined.bot.events("message"))[0]["event"]
    assert event["channel_type"] == "im"
    assert not joined.bot.events("app_mention")


def test_shortcuts_on_a_message_and_anywhere(both: Pair) -> None:
    for name in ("report", "start"):
        both.bot.app.shortcut(name)(lambda ack: ack())
    said = both.control.act(BO, "say", channel=GENERAL, text="The vendor is late")["result"]
    both.control.act(MIA, "shortcut", callback_id="report", channel=GENERAL, ts=said["ts"])
    both.control.act(MIA, "shortcut", callback_id="start")
    on_message, anywhere = (body for body in both.bot.seen if "callback_id" in body)
    assert (on_message["type"], on_message["message"]["text"]) == ("message_action", "The vendor is late")
    assert on_message["response_url"].startswith(both.town.url)
    assert anywhere["type"] == "shortcut"
    assert "no shortcut" in both.control.act(MIA, "shortcut", 400, callback_id="nope")["error"]


def test_reactions_come_and_go(joined: Pair) -> None:
    said = joined.control.act(BO, "say", channel=GENERAL, text="Done")["result"]
    for _ in range(2):
        joined.control.act(MIA, "react", channel=GENERAL, ts=said["ts"], name="tada")
    added = wait_for(lambda: joined.bot.events("reaction_added"))[0]["event"]
    assert (added["reaction"], added["item"]["ts"], added["item_user"]) == ("tada", said["ts"], BO)
    assert wait_for(lambda: joined.bot.events("reaction_removed"))


def test_a_picture_comes_along(joined: Pair) -> None:
    picture = {"name": "plan.png", "mimetype": "image/png", "base64": "iVBORw0KGgo="}
    joined.control.act(MIA, "say", channel=GENERAL, text="", files=[picture])
    event = wait_for(lambda: joined.bot.events("message"))[0]["event"]
    assert event["subtype"] == "file_share"
    assert event["files"][0]["name"] == "plan.png"


def test_a_message_takes_ten_files(joined: Pair) -> None:
    file = {"name": "people.csv", "mimetype": "text/csv", "base64": "ZW1haWw="}
    sent = joined.control.act(MIA, "say", channel=GENERAL, text="all", files=[file] * 10)["result"]
    event = wait_for(lambda: joined.bot.events("message"))[0]["event"]
    assert [one["filetype"] for one in event["files"]] == ["csv"] * 10
    assert event["ts"] == sent["ts"]
    refused = joined.control.act(MIA, "say", 400, channel=GENERAL, text="", files=[file] * 11)
    assert "up to 10 files" in refused["error"]


def test_reading_and_the_clock(joined: Pair) -> None:
    said = joined.town.web.chat_postMessage(channel=GENERAL, text="News")
    joined.control.act(MIA, "mark_read", channel=GENERAL)
    assert joined.town.playground.world.channels[GENERAL].read[MIA] == said["ts"]
    moved = joined.control.act(BO, "skip", to="a week")
    assert moved["offset"] == pytest.approx(7 * 86400, abs=3700)
    assert "not a time" in joined.control.act(BO, "skip", 400, to="whenever")["error"]
