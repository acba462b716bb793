"""Do the payloads have the field names and types of those that Slack was seen to send?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from playground import payloads
from playground.shapes import message_json, user_json
from playground.world import Message, View
from tests.playground.fixtures_world import BO, GENERAL, MIA, small_world

SAMPLES = Path(__file__).parents[2].parent / "shared" / "data" / "slack-samples"
# Documented by Slack, but in none of the recorded samples of that kind.
DOCUMENTED = {
    "response_urls",  # of view_submission, for selects with response_url_enabled
    "context_team_id",  # of every event wrapper since 2022
    "context_enterprise_id",
    "channel_type",  # of message events in the Events API
    "blocks",  # of views; the recorded ones were masked without them
    "app_id",  # of messages that an app posted
    "user_id",  # of a bot's profile
    "event_ts",
    "is_email_confirmed",
}
# What stands below these is the app's own or the person's, not Slack's shape.
FREE = {"blocks", "values", "event_payload", "files"}

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="The recorded samples of Slack are not beside the checkout."
)


def sample(path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / path).read_text(encoding="utf-8"))
    return found


def differences(ours: Any, theirs: Any, at: str = "") -> Iterator[str]:
    """Where our payload has a field that Slack's has not, or another type in it."""
    if ours is None or theirs is None:
        return
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for name, value in ours.items():
            if name in theirs:
                if name not in FREE:
                    yield from differences(value, theirs[name], f"{at}/{name}")
            elif name not in DOCUMENTED and theirs:
                yield f"{at}/{name} is not Slack's"
    elif isinstance(ours, list) and isinstance(theirs, list):
        for one in ours if theirs else []:
            yield from differences(one, theirs[0], f"{at}[]")
    elif type(ours) is not type(theirs):
        yield f"{at} is {type(ours).__name__}, Slack's is {type(theirs).__name__}"


def message(**more: Any) -> Message:
    return Message(GENERAL, "1700000000.000100", "U0BOT", "Card", bot_id="B0BOT", app_id="A0TEST", **more)


def view() -> View:
    title = {"type": "plain_text", "text": "Report", "emoji": True}
    payload = {"type": "modal", "title": title, "submit": title, "close": title, "callback_id": "form", "blocks": []}
    return View("V0ONE", "modal", MIA, payload, "1700000000.abc", root_id="V0ONE")


def test_a_command() -> None:
    world = small_world()
    ours = payloads.slash_command(
        world, world.users[MIA], world.channels[GENERAL], line=("/do", "it"), reply=("http://x", "1.2.a")
    )
    theirs = sample("app-backend/slash-commands/SlashCommandPayload.json")
    theirs["is_enterprise_install"] = "false"  # a form has only strings; the sample was taken after parsing
    assert list(differences(ours, theirs)) == []
    assert set(theirs) - set(ours) == {"enterprise_id", "enterprise_name"}  # only in an Enterprise organisation


@pytest.mark.parametrize("thread", [None, "1700000000.000100"])
def test_a_press_in_a_message(thread: str | None) -> None:
    world = small_world()
    posted = message(thread_ts=thread, metadata={"event_type": "card", "event_payload": {"id": 7}})
    world.messages[GENERAL] = [posted]
    place = payloads.in_message(world, world.channels[GENERAL], posted, {}) | {"response_url": "http://x"}
    action = {
        "type": "button",
        "block_id": "b",
        "action_id": "go",
        "value": "7",
        "style": "primary",
        "action_ts": "1.2",
    }
    ours = payloads.block_actions(world, world.users[MIA], place, action, "1.2.a")
    assert list(differences(ours, sample("app-backend/interactive-components/BlockActionPayload.json"))) == []


def test_a_press_in_a_view() -> None:
    world = small_world()
    place = payloads.in_view(world, view(), {})
    ours = payloads.block_actions(world, world.users[MIA], place, {"type": "button", "action_id": "go"}, "1.2.a")
    assert list(differences(ours, sample("app-backend/interactive-components/BlockActionPayload.json"))) == []


def test_submitting_and_closing() -> None:
    world = small_world()
    submitted = payloads.view_submission(world, world.users[MIA], view(), {}, ("1.2.a", []))
    closed = payloads.view_closed(world, world.users[MIA], view(), {}, True)
    assert list(differences(submitted, sample("app-backend/views/ViewSubmissionPayload.json"))) == []
    assert list(differences(closed, sample("app-backend/views/ViewClosedPayload.json"))) == []
    assert "trigger_id" not in closed


def test_a_shortcut_on_a_message() -> None:
    world = small_world()
    reply = {"trigger_id": "1.2.a", "action_ts": "1.2", "response_url": "http://x"}
    ours = payloads.message_action(
        world, world.users[MIA], "report", about=(world.channels[GENERAL], message()), reply=reply
    )
    theirs = sample("app-backend/interactive-components/MessageShortcutPayload.json")
    assert list(differences(ours, theirs)) == []
    assert set(theirs) - set(ours) == set()


def test_events() -> None:
    world = small_world()
    said = message_json(world, Message(GENERAL, "1700000000.000200", MIA, "Hello"), reading=False)
    told = {**said, "channel": GENERAL, "event_ts": said["ts"]}
    person = user_json(world, world.users[BO], 1_700_000_000.0)
    item = {"type": "message", "channel": GENERAL, "ts": said["ts"]}
    events = {
        "Message": told | {"channel_type": "channel"},
        "AppMention": told | {"type": "app_mention"},
        "UserChange": {"type": "user_change", "user": person, "cache_ts": 1},
        "TeamJoin": {"type": "team_join", "user": person},
        "AppHomeOpened": {"type": "app_home_opened", "user": MIA, "channel": "D0", "tab": "home", "event_ts": "1.2"},
        "ReactionAdded": {"type": "reaction_added", "user": MIA, "reaction": "tada", "item": item, "item_user": BO},
        "MemberJoinedChannel": payloads.member_event(world, "joined", MIA, world.channels[GENERAL], 1.5),
        "MemberLeftChannel": payloads.member_event(world, "left", MIA, world.channels[GENERAL], 1.5),
    }
    for name, event in events.items():
        ours = payloads.event_callback(world, event, 1_700_000_000.5)
        assert list(differences(ours, sample(f"events/{name}Payload.json"))) == [], name
