"""Do modals and Home behave as on Slack: triggers, stack, hashes, limits, what people typed?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.errors import SlackError
from playground.triggers import Triggers
from tests.playground.live import Live

INPUT = {
    "type": "input",
    "block_id": "title",
    "label": {"type": "plain_text", "text": "Title"},
    "element": {"type": "plain_text_input", "action_id": "title", "initial_value": "first"},
}


def modal(**more: Any) -> dict[str, Any]:
    title = {"type": "plain_text", "text": "A form"}
    return {"type": "modal", "title": title, "submit": title, "blocks": [INPUT], **more}


def home(text: str) -> dict[str, Any]:
    return {"type": "home", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]}


def test_a_trigger_opens_one_modal(live: Live) -> None:
    trigger = live.town.triggers.issue("U0MIA")
    view = live.bot.views_open(trigger_id=trigger, view=modal(callback_id="c", private_metadata="p"))["view"]
    assert view["state"]["values"]["title"]["title"] == {"type": "plain_text_input", "value": "first"}
    assert (view["callback_id"], view["root_view_id"], view["previous_view_id"]) == ("c", view["id"], None)
    assert live.refusal(live.bot.views_open, trigger_id=trigger, view=modal())["error"] == "exchanged_trigger_id"
    assert live.refusal(live.bot.views_open, trigger_id="1.2.x", view=modal())["error"] == "invalid_trigger_id"


def test_a_refused_view_does_not_use_the_trigger_up(live: Live) -> None:
    trigger = live.town.triggers.issue("U0MIA")
    refused = live.refusal(live.bot.views_open, trigger_id=trigger, view=modal(blocks=[{"type": "nothing"}]))
    assert refused["error"] == "invalid_arguments"
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] unsupported type: nothing [json-pointer:/view/blocks/0]"
    ]
    assert live.bot.views_open(trigger_id=trigger, view=modal())["ok"]


@given(age=st.floats(0, 20))
def test_a_trigger_lives_three_seconds(age: float) -> None:
    now = [1000.0]
    triggers = Triggers(lambda: now[0])
    trigger = triggers.issue("U0MIA")
    now[0] += age
    if now[0] - 1000.0 <= 3.0:
        assert triggers.redeem(trigger).user == "U0MIA"
    else:
        with pytest.raises(SlackError, match="expired_trigger_id"):
            triggers.redeem(trigger)


def test_at_most_three_modals(live: Live) -> None:
    issue = live.town.triggers.issue
    assert live.refusal(live.bot.views_push, trigger_id=issue("U0MIA"), view=modal())["error"] == "not_found"
    first = live.bot.views_open(trigger_id=issue("U0MIA"), view=modal())["view"]
    second = live.bot.views_push(trigger_id=issue("U0MIA"), view=modal())["view"]
    third = live.bot.views_push(trigger_id=issue("U0MIA"), view=modal())["view"]
    assert (third["root_view_id"], third["previous_view_id"]) == (first["id"], second["id"])
    refused = live.refusal(live.bot.views_push, trigger_id=issue("U0MIA"), view=modal())
    assert refused["error"] == "push_limit_reached"


def test_an_update_keeps_what_was_typed(live: Live) -> None:
    view = live.bot.views_open(trigger_id=live.town.triggers.issue("U0MIA"), view=modal())["view"]
    live.town.world.modals["U0MIA"][0].state["title"]["title"]["value"] = "typed"
    updated = live.bot.views_update(view_id=view["id"], view=modal(), hash=view["hash"])["view"]
    assert updated["state"]["values"]["title"]["title"]["value"] == "typed"
    renamed = {**INPUT, "block_id": "other"}
    again = live.bot.views_update(view_id=view["id"], view=modal(blocks=[renamed]))["view"]
    assert again["state"]["values"] == {"other": {"title": {"type": "plain_text_input", "value": "first"}}}


def test_a_stale_hash_conflicts(live: Live) -> None:
    view = live.bot.views_open(trigger_id=live.town.triggers.issue("U0MIA"), view=modal(external_id="mine"))["view"]
    live.bot.views_update(external_id="mine", view=modal(external_id="mine"))
    refused = live.refusal(live.bot.views_update, view_id=view["id"], view=modal(), hash=view["hash"])
    assert refused["error"] == "hash_conflict"
    assert live.refusal(live.bot.views_update, view_id="V0GONE", view=modal())["error"] == "not_found"
    trigger = live.town.triggers.issue("U0BEN")
    refused = live.refusal(live.bot.views_open, trigger_id=trigger, view=modal(external_id="mine"))
    assert refused["error"] == "duplicate_external_id"


def test_each_person_has_a_home(live: Live) -> None:
    mine = live.bot.views_publish(user_id="U0MIA", view=home("for Mia"))["view"]
    live.bot.views_publish(user_id="U0BEN", view=home("for Ben"))
    again = live.bot.views_publish(user_id="U0MIA", view=home("new"), hash=mine["hash"])["view"]
    assert (again["id"], again["hash"] != mine["hash"]) == (mine["id"], True)
    refused = live.refusal(live.bot.views_publish, user_id="U0MIA", view=home("late"), hash=mine["hash"])
    assert refused["error"] == "hash_conflict"
    assert live.town.world.homes["U0BEN"].payload["blocks"][0]["text"]["text"] == "for Ben"


def test_views_of_the_wrong_kind_or_size(live: Live) -> None:
    refused = live.refusal(live.bot.views_publish, user_id="U0MIA", view=modal())
    assert "[json-pointer:/view/type]" in refused["response_metadata"]["messages"][0]
    trigger = live.town.triggers.issue("U0MIA")
    large = live.refusal(live.bot.views_open, trigger_id=trigger, view=modal(callback_id="x" * 260_000))
    assert large["error"] == "view_too_large"
    missing = live.refusal(live.bot.views_open, trigger_id=trigger, view=modal(title=None))
    assert missing["response_metadata"]["messages"] == ["[ERROR] missing required field: title [json-pointer:/view]"]
