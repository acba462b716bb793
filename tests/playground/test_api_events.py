"""Does the app hear of what its own calls cause, as far as its manifest subscribes to it?"""

from __future__ import annotations

import time
from typing import Any

from tests.playground.live import Live


def heard(live: Live, count: int) -> list[dict[str, Any]]:
    """The inner events that were delivered; waits for so many."""
    until = time.monotonic() + 5
    while True:
        events = [entry["body"]["event"] for entry in live.entries("delivered")]
        if len(events) >= count or time.monotonic() > until:
            return events
        time.sleep(0.01)


def test_its_own_messages_and_their_changes(live: Live) -> None:
    live.town.world.bot_events = ["message.channels"]
    posted = live.bot.chat_postMessage(channel="C0APOLLO", text="one")
    live.bot.chat_update(channel="C0APOLLO", ts=posted["ts"], text="two")
    live.bot.chat_delete(channel="C0APOLLO", ts=posted["ts"])
    live.bot.chat_postMessage(channel="C0PMO", text="private, not subscribed")
    live.bot.chat_postEphemeral(channel="C0APOLLO", user="U0MIA", text="not told")
    new, changed, deleted = heard(live, 3)
    assert (new["channel_type"], new["text"], new["bot_id"], "subtype" in new) == ("channel", "one", "B0APP", False)
    assert (changed["subtype"], changed["message"]["text"], changed["previous_message"]["text"]) == (
        "message_changed",
        "two",
        "one",
    )
    assert (deleted["subtype"], deleted["deleted_ts"], deleted["hidden"]) == ("message_deleted", posted["ts"], True)


def test_joining_and_reacting(live: Live) -> None:
    live.town.world.bot_events = ["member_joined_channel", "reaction_added"]
    live.bot.conversations_join(channel="C0RANDOM")
    ts = live.town.world.messages["C0RANDOM"][0].ts
    live.bot.reactions_add(channel="C0RANDOM", timestamp=ts, name="eyes")
    joined, reacted = heard(live, 2)
    assert (joined["user"], joined["channel"], joined["channel_type"]) == ("U0APP", "C0RANDOM", "C")
    assert (reacted["reaction"], reacted["item"]["ts"], reacted["item_user"]) == ("eyes", ts, "U0LENA")


def test_without_a_subscription_it_hears_nothing(live: Live) -> None:
    live.bot.chat_postMessage(channel="C0APOLLO", text="one")
    live.bot.conversations_join(channel="C0RANDOM")
    assert live.entries("delivered") == []
