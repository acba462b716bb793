"""Does the app post, edit and delete as on Slack: ids, channels, threads, refusals, journal?"""

from __future__ import annotations

import json

import httpx
import pytest

from tests.playground.live import Live

BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}}]


def test_a_post_is_in_the_channel_and_in_the_journal(live: Live) -> None:
    metadata = {"event_type": "card", "event_payload": {"id": 7}}
    answer = live.bot.chat_postMessage(channel="C0APOLLO", text="Hello", blocks=BLOCKS, metadata=metadata)
    assert answer["channel"] == "C0APOLLO"
    assert answer["message"]["blocks"][0]["block_id"]
    assert answer["message"]["bot_id"] == live.town.world.bot_id
    entry = live.entries("accepted")[-1]
    assert (entry["method"], entry["channel"], entry["ts"]) == ("chat.postMessage", "C0APOLLO", answer["ts"])
    assert (entry["text"], entry["metadata"]) == ("Hello", metadata)
    there = live.bot.conversations_history(channel="C0APOLLO", limit=1, include_all_metadata=True)["messages"]
    assert (there[0]["ts"], there[0]["metadata"]) == (answer["ts"], metadata)


def test_ids_of_a_channel_grow(live: Live) -> None:
    posted = [live.bot.chat_postMessage(channel="C0APOLLO", text=str(number))["ts"] for number in range(50)]
    assert posted == sorted(set(posted))


def test_a_user_id_opens_the_direct_channel(live: Live) -> None:
    answer = live.bot.chat_postMessage(channel="U0MIA", text="Hello Mia")
    assert answer["channel"] == "D0MIA"
    assert live.bot.conversations_open(users="U0MIA")["channel"]["id"] == "D0MIA"
    assert (
        live.refusal(live.bot.chat_update, channel="U0MIA", ts=answer["ts"], text="x")["error"] == "channel_not_found"
    )


@pytest.mark.parametrize(
    ("channel", "error"),
    [("C0NOWHERE", "channel_not_found"), ("C0RANDOM", "not_in_channel"), ("U0KARL", "channel_not_found")],
)
def test_where_the_app_may_not_post(live: Live, channel: str, error: str) -> None:
    assert live.refusal(live.bot.chat_postMessage, channel=channel, text="Hello")["error"] == error
    assert live.entries("refused")[-1]["error"] == error
    assert not live.entries("accepted")


def test_a_private_channel_without_the_app_does_not_exist(live: Live) -> None:
    live.town.world.channels["C0PMO"].members.remove(live.town.world.bot_user_id)
    assert live.refusal(live.bot.chat_postMessage, channel="C0PMO", text="x")["error"] == "channel_not_found"
    assert live.refusal(live.bot.conversations_info, channel="C0PMO")["error"] == "channel_not_found"


def test_an_archived_channel_takes_nothing(live: Live) -> None:
    posted = live.bot.chat_postMessage(channel="C0APOLLO", text="last words")
    live.town.world.channels["C0APOLLO"].archived = True
    assert live.refusal(live.bot.chat_postMessage, channel="C0APOLLO", text="x")["error"] == "is_archived"
    refused = live.refusal(live.bot.chat_update, channel="C0APOLLO", ts=posted["ts"], text="x")
    assert refused["error"] == "is_inactive"


def test_a_public_channel_can_be_written_to_with_the_scope(live: Live) -> None:
    live.town.world.scopes.append("chat:write.public")
    assert live.bot.chat_postMessage(channel="C0RANDOM", text="Hello")["ok"]


def test_words_are_needed(live: Live) -> None:
    assert live.refusal(live.bot.chat_postMessage, channel="C0APOLLO", text=" ")["error"] == "no_text"
    assert (
        live.refusal(live.bot.chat_postMessage, channel="C0APOLLO", text="x", blocks="[{")["error"]
        == "invalid_blocks_format"
    )


def test_long_texts(live: Live) -> None:
    posted = live.bot.chat_postMessage(channel="C0APOLLO", text="x" * 40_001)
    assert len(posted["message"]["text"]) == 40_000
    assert posted["response_metadata"]["warnings"] == ["message_truncated"]
    refused = live.refusal(live.bot.chat_update, channel="C0APOLLO", ts=posted["ts"], text="x" * 4_001)
    assert refused["error"] == "msg_too_long"


def test_blocks_that_are_too_long_together(live: Live) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2_900}} for _ in range(5)]
    refused = live.refusal(live.bot.chat_postMessage, channel="C0APOLLO", text="x", blocks=blocks)
    assert refused["error"] == "msg_blocks_too_long"
    assert live.bot.chat_postMessage(channel="C0APOLLO", text="x", blocks=blocks[:4])["ok"]


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ("{", "invalid_metadata_format"),
        ({"event_payload": {}}, "invalid_metadata_format"),
        ({"event_type": "a", "event_payload": 3}, "invalid_metadata_schema"),
        ({"event_type": "a", "event_payload": {"x": "y" * 9_000}}, "metadata_too_large"),
    ],
)
def test_metadata_is_checked(live: Live, metadata: object, error: str) -> None:
    given = metadata if isinstance(metadata, str) else json.dumps(metadata)
    refused = live.post("chat.postMessage", data={"channel": "C0APOLLO", "text": "x", "metadata": given}).json()
    assert refused["error"] == error


def test_an_update_keeps_what_it_does_not_name(live: Live) -> None:
    metadata = {"event_type": "card", "event_payload": {"id": 7}}
    posted = live.bot.chat_postMessage(channel="C0APOLLO", text="one", blocks=BLOCKS, metadata=metadata)
    live.bot.chat_update(channel="C0APOLLO", ts=posted["ts"], text="two")
    message = live.town.find("C0APOLLO", posted["ts"])
    assert message is not None
    assert (message.text, message.metadata, len(message.blocks)) == ("two", metadata, 1)
    live.bot.chat_update(channel="C0APOLLO", ts=posted["ts"], text="three", blocks=[], metadata={})
    assert (message.blocks, message.metadata) == ([], None)
    assert live.bot.conversations_history(channel="C0APOLLO", limit=1)["messages"][0]["edited"]["ts"] > posted["ts"]


def test_only_own_messages_can_be_changed(live: Live) -> None:
    theirs = live.town.world.messages["C0APOLLO"][0].ts
    for call, error in ((live.bot.chat_update, "cant_update_message"), (live.bot.chat_delete, "cant_delete_message")):
        more = {"text": "x"} if error == "cant_update_message" else {}
        assert live.refusal(call, channel="C0APOLLO", ts=theirs, **more)["error"] == error
        assert live.refusal(call, channel="C0APOLLO", ts="1.000001", **more)["error"] == "message_not_found"


def test_a_deleted_message_is_gone(live: Live) -> None:
    posted = live.bot.chat_postMessage(channel="C0APOLLO", text="oops")
    live.bot.chat_delete(channel="C0APOLLO", ts=posted["ts"])
    assert posted["ts"] not in {m["ts"] for m in live.bot.conversations_history(channel="C0APOLLO")["messages"]}
    assert live.refusal(live.bot.chat_delete, channel="C0APOLLO", ts=posted["ts"])["error"] == "message_not_found"


def test_replies_belong_to_the_first_message(live: Live) -> None:
    first = live.bot.chat_postMessage(channel="C0APOLLO", text="first")["ts"]
    reply = live.bot.chat_postMessage(channel="C0APOLLO", text="reply", thread_ts=first)["ts"]
    nested = live.bot.chat_postMessage(channel="C0APOLLO", text="to the reply", thread_ts=reply)
    assert nested["message"]["thread_ts"] == first
    loud = live.bot.chat_postMessage(channel="C0APOLLO", text="loud", thread_ts=first, reply_broadcast=True)
    thread = live.bot.conversations_replies(channel="C0APOLLO", ts=first)["messages"]
    assert [message["ts"] for message in thread] == [first, reply, nested["ts"], loud["ts"]]
    assert (thread[0]["reply_count"], thread[1]["parent_user_id"]) == (3, live.town.world.bot_user_id)
    top = [message["ts"] for message in live.bot.conversations_history(channel="C0APOLLO", limit=2)["messages"]]
    assert top == [loud["ts"], first]
    refused = live.refusal(live.bot.chat_postMessage, channel="C0APOLLO", text="x", thread_ts="1.000001")
    assert refused["error"] == "thread_not_found"


def test_ephemeral_messages_are_for_one_member(live: Live) -> None:
    answer = live.bot.chat_postEphemeral(channel="C0APOLLO", user="U0MIA", text="only you")
    assert live.town.find("C0APOLLO", answer["message_ts"]).ephemeral_for == "U0MIA"  # type: ignore[union-attr]
    assert "only you" not in str(live.bot.conversations_history(channel="C0APOLLO").data)
    for user in ("U0SAM", "U0KARL", "U0NOBODY"):
        refused = live.refusal(live.bot.chat_postEphemeral, channel="C0APOLLO", user=user, text="x")
        assert refused["error"] == "user_not_in_channel"
    refused = live.refusal(live.bot.chat_update, channel="C0APOLLO", ts=answer["message_ts"], text="x")
    assert refused["error"] == "message_not_found"


def test_permalink(live: Live) -> None:
    ts = live.town.world.messages["C0APOLLO"][0].ts
    link = live.bot.chat_getPermalink(channel="C0APOLLO", message_ts=ts)["permalink"]
    assert link == f"{live.url}/archives/C0APOLLO/p{ts.replace('.', '')}"
    followed = httpx.get(link, headers={"referer": f"{live.url}/?as=U0YUKI&at=C0VEGA"}, follow_redirects=True)
    assert followed.url.params["as"] == "U0YUKI"
    assert "large-print version" in followed.text


def test_markdown_text_stands_alone(live: Live) -> None:
    assert live.bot.chat_postMessage(channel="C0APOLLO", markdown_text="**bold**")["ok"]
    both = live.refusal(live.bot.chat_postMessage, channel="C0APOLLO", markdown_text="**bold**", text="x")
    assert both["error"] == "markdown_text_conflict"
