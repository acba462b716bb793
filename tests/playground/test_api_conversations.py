"""Does the app see channels, members and history as on Slack: what is hidden, in which order, page by page?"""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from playground.world import Message
from tests.playground.live import Live

KINDS = "public_channel,private_channel,im"


def test_every_page_once(live: Live) -> None:
    live.bot.conversations_open(users="U0MIA")
    seen: list[str] = []
    cursor = ""
    while True:
        page = live.bot.conversations_list(types=KINDS, limit=3, cursor=cursor)
        seen += [channel["id"] for channel in page["channels"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert seen == list(live.town.world.channels)


def test_what_the_list_hides(live: Live) -> None:
    world = live.town.world
    world.channels["C0PMO"].members.remove(world.bot_user_id)
    world.channels["C0ORION"].archived = True
    listed = {c["id"]: c for c in live.bot.conversations_list(types=KINDS, exclude_archived=True)["channels"]}
    assert not {"C0PMO", "C0ORION"} & set(listed)
    assert listed["C0RANDOM"]["is_member"] is False
    mine = live.bot.users_conversations(types=KINDS)["channels"]
    assert "C0RANDOM" not in {channel["id"] for channel in mine}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"limit": 1000}, "invalid_limit"),
        ({"limit": "many"}, "invalid_limit"),
        ({"cursor": "???"}, "invalid_cursor"),
        ({"cursor": "bmV4dF90czoxMg=="}, "invalid_cursor"),
        ({"types": "rooms"}, "invalid_types"),
    ],
)
def test_wrong_arguments_of_the_list(live: Live, arguments: dict[str, Any], error: str) -> None:
    assert live.refusal(live.bot.conversations_list, **arguments)["error"] == error


def test_who_is_in_a_channel(live: Live) -> None:
    members = live.bot.conversations_members(channel="C0PMO")["members"]
    assert members == ["U0PRIYA", "U0BEN", "U0APP"]
    assert live.bot.conversations_info(channel="C0PMO", include_num_members=True)["channel"]["num_members"] == 3


@pytest.mark.parametrize(
    ("users", "error"),
    [
        ("", "users_list_not_supplied"),
        ("U0NOBODY", "user_not_found"),
        ("U0KARL", "user_disabled"),
        ("U0APP", "invalid_user_combination"),
    ],
)
def test_whom_the_app_cannot_write_to(live: Live, users: str, error: str) -> None:
    assert live.refusal(live.bot.conversations_open, users=users)["error"] == error


def test_a_stranger_cannot_be_seen(live: Live) -> None:
    live.town.world.users["U0GUS"].is_stranger = True
    assert live.refusal(live.bot.conversations_open, users="U0GUS")["error"] == "user_not_visible"


def test_opening_again_says_so(live: Live) -> None:
    first = live.bot.conversations_open(users="U0MIA", return_im=True)
    assert first["channel"]["user"] == "U0MIA"
    again = live.bot.conversations_open(users="U0MIA")
    assert (again["already_open"], again["channel"]) == (True, {"id": "D0MIA"})


def test_joining(live: Live) -> None:
    assert live.refusal(live.bot.conversations_history, channel="C0RANDOM")["error"] == "not_in_channel"
    assert live.bot.conversations_join(channel="C0RANDOM")["channel"]["is_member"]
    assert live.bot.conversations_history(channel="C0RANDOM")["messages"][0]["subtype"] == "channel_join"
    assert live.bot.conversations_join(channel="C0RANDOM")["warning"] == "already_in_channel"
    live.town.world.channels["C0ORION"].archived = True
    assert live.refusal(live.bot.conversations_join, channel="C0ORION")["error"] == "is_archived"
    refused = live.refusal(live.bot.conversations_join, channel="C0PMO")
    assert refused["error"] == "method_not_supported_for_channel_type"


def test_history_goes_back_page_by_page(live: Live) -> None:
    posted = [live.bot.chat_postMessage(channel="C0PMO", text=str(number))["ts"] for number in range(7)]
    seen: list[str] = []
    cursor = ""
    while True:
        page = live.bot.conversations_history(channel="C0PMO", limit=3, cursor=cursor, oldest=posted[0], inclusive=True)
        seen += [message["ts"] for message in page["messages"]]
        assert page["has_more"] == ("response_metadata" in page.data)
        if not page["has_more"]:
            break
        cursor = page["response_metadata"]["next_cursor"]
    assert seen == posted[::-1]


def test_borders_of_history(live: Live) -> None:
    ts = [live.bot.chat_postMessage(channel="C0PMO", text=str(number))["ts"] for number in range(4)]

    def between(**arguments: Any) -> list[str]:
        there = live.bot.conversations_history(channel="C0PMO", oldest=ts[1], latest=ts[3], **arguments)
        return [message["ts"] for message in there["messages"]]

    assert between() == [ts[2]]
    assert between(inclusive=True) == [ts[3], ts[2], ts[1]]
    assert live.refusal(live.bot.conversations_history, channel="C0PMO", oldest="x")["error"] == "invalid_ts_oldest"
    assert live.refusal(live.bot.conversations_history, channel="C0PMO", latest="x")["error"] == "invalid_ts_latest"


def test_a_lagging_history(live: Live) -> None:
    posted = live.bot.chat_postMessage(channel="C0PMO", text="new")["ts"]
    live.town.history.hide_seconds = 1000
    assert posted not in {m["ts"] for m in live.bot.conversations_history(channel="C0PMO")["messages"]}
    assert live.refusal(live.bot.conversations_replies, channel="C0PMO", ts=posted)["error"] == "thread_not_found"
    live.town.history.hide_seconds = 0
    assert live.bot.conversations_history(channel="C0PMO")["messages"][0]["ts"] == posted


def test_a_thread_goes_forward_page_by_page(live: Live) -> None:
    first = live.bot.chat_postMessage(channel="C0PMO", text="first")["ts"]
    replies = [live.bot.chat_postMessage(channel="C0PMO", text=str(n), thread_ts=first)["ts"] for n in range(5)]
    seen: list[str] = []
    cursor = ""
    while True:
        page = live.bot.conversations_replies(channel="C0PMO", ts=first, limit=2, cursor=cursor)
        seen += [message["ts"] for message in page["messages"]]
        if not page["has_more"]:
            break
        cursor = page["response_metadata"]["next_cursor"]
    assert seen == [first, *replies]


def test_metadata_only_when_asked_for(live: Live) -> None:
    metadata = {"event_type": "t", "event_payload": {}}
    live.bot.chat_postMessage(channel="C0PMO", text="x", metadata=metadata)
    assert "metadata" not in live.bot.conversations_history(channel="C0PMO")["messages"][0]


def test_a_post_takes_less_than_three_milliseconds_in_a_full_world(live: Live) -> None:
    world, base = live.town.world, int(time.time()) - 9000
    for number in range(2_000):
        ts = f"{base + number}.000000"
        world.messages["C0APOLLO"].append(Message("C0APOLLO", ts, "U0MIA", f"message {number}"))
    world.messages["C0APOLLO"].sort(key=lambda message: message.ts)
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}} for _ in range(10)]
    raw = live.raw()
    headers = {"authorization": f"Bearer {world.bot_token}", "content-type": "application/json"}
    body = json.dumps({"channel": "C0APOLLO", "text": "Hello", "blocks": blocks})
    best = float("inf")
    for _ in range(50):  # processor time and the best of many: other work on the machine must not fail the test
        started = time.process_time()
        raw.request("POST", "/api/chat.postMessage", body, headers)
        assert raw.getresponse().read().startswith(b'{"ok":true')
        best = min(best, time.process_time() - started)
    assert best < 0.003
