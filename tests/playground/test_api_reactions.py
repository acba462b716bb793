"""Do reactions behave as on Slack?"""

from __future__ import annotations

from tests.playground.live import Live


def test_a_reaction_comes_and_goes(live: Live) -> None:
    ts = live.town.world.messages["C0APOLLO"][0].ts
    place = {"channel": "C0APOLLO", "timestamp": ts}
    live.bot.reactions_add(name=":eyes:", **place)
    assert live.refusal(live.bot.reactions_add, name="eyes", **place)["error"] == "already_reacted"
    message = live.bot.reactions_get(**place)["message"]
    assert message["reactions"] == [{"name": "eyes", "users": ["U0APP"], "count": 1}]
    live.bot.reactions_remove(name="eyes", **place)
    assert live.refusal(live.bot.reactions_remove, name="eyes", **place)["error"] == "no_reaction"
    assert "reactions" not in live.bot.reactions_get(**place)["message"]


def test_refusals(live: Live) -> None:
    ts = live.town.world.messages["C0APOLLO"][0].ts
    add = live.bot.reactions_add
    assert live.refusal(add, name="no such name!", channel="C0APOLLO", timestamp=ts)["error"] == "invalid_name"
    assert live.refusal(add, name="eyes", channel="C0APOLLO", timestamp="1.000001")["error"] == "message_not_found"
    assert live.refusal(live.bot.reactions_get)["error"] == "no_item_specified"
