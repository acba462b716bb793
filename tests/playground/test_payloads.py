"""Do the payloads say who, where and what, in the forms that differ by place?"""

from __future__ import annotations

from playground import payloads
from playground.world import Message, View
from tests.playground.fixtures_world import BO, GENERAL, MIA, PMO, small_world


def test_each_event_has_an_id_and_one_authorization() -> None:
    world = small_world()
    first, second = (payloads.event_callback(world, {"type": "x"}, 1_700_000_000.9) for _ in range(2))
    assert first["event_id"].startswith("Ev")
    assert first["event_id"] != second["event_id"]
    assert first["event_time"] == 1_700_000_000
    assert [one["user_id"] for one in first["authorizations"]] == [world.bot_user_id]


def test_a_command_has_only_strings_and_names_the_kind_of_place() -> None:
    world = small_world()
    names = []
    for channel in (world.channels[GENERAL], world.channels[PMO]):
        body = payloads.slash_command(world, world.users[MIA], channel, line=("/do", "it"), reply=("http://x", "1.2.a"))
        assert all(isinstance(value, str) for value in body.values())
        names.append(body["channel_name"])
    assert names == ["general", "privategroup"]


def test_an_ephemeral_message_is_not_sent_along() -> None:
    world = small_world()
    open_to_all, for_one = (Message(GENERAL, "1.2", BO, "Hi", ephemeral_for=who) for who in (None, MIA))
    seen, unseen = (
        payloads.in_message(world, world.channels[GENERAL], message, {"b": {}}) for message in (open_to_all, for_one)
    )
    assert seen["message"]["text"] == "Hi"
    assert seen["container"]["is_ephemeral"] is False
    assert "message" not in unseen
    assert unseen["container"]["is_ephemeral"] is True
    assert unseen["state"] == {"values": {"b": {}}}


def test_a_thread_is_named_in_the_container() -> None:
    world = small_world()
    reply = Message(GENERAL, "2.0", BO, "Yes", thread_ts="1.0")
    assert payloads.in_message(world, world.channels[GENERAL], reply, {})["container"]["thread_ts"] == "1.0"


def test_a_view_carries_the_state_that_is_given() -> None:
    world = small_world()
    view = View("V1", "modal", MIA, {"type": "modal", "private_metadata": "m", "blocks": []}, "h")
    place = payloads.in_view(world, view, {"b": {"a": {"type": "plain_text_input", "value": "x"}}})
    assert place["container"] == {"type": "view", "view_id": "V1"}
    assert place["view"]["state"]["values"]["b"]["a"]["value"] == "x"
    assert (place["view"]["private_metadata"], place["view"]["hash"]) == ("m", "h")


def test_asking_for_options_has_what_was_typed_and_where() -> None:
    world = small_world()
    view = View("V1", "modal", MIA, {"type": "modal", "blocks": []}, "h")
    ask = {"block_id": "b", "action_id": "who", "value": "an"}
    body = payloads.block_suggestion(world, world.users[MIA], payloads.in_view(world, view, {}), ask)
    assert (body["type"], body["value"], body["action_id"]) == ("block_suggestion", "an", "who")
    assert body["view"]["id"] == "V1"
    assert "trigger_id" not in body


def test_a_global_shortcut_has_no_place() -> None:
    world = small_world()
    body = payloads.shortcut(world, world.users[MIA], "start", "1.2.a", 1_700_000_000.25)
    assert body["action_ts"] == "1700000000.250000"
    assert not {"channel", "message", "response_url"} & set(body)
