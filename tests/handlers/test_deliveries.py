"""By which keys is a gesture known, and from whom does it come?"""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import deliveries
from services.inbox import Delivery

WALL = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def read(**body: Any) -> Delivery:
    return deliveries.read(body, door=deliveries.door(body), wall=WALL)


def test_an_event_is_known_by_its_id_and_a_message_by_its_place_too() -> None:
    told = read(
        type="event_callback",
        team_id="T1",
        event_id="Ev1",
        event={"type": "message", "user": "U1", "channel": "C1", "ts": "1.0"},
    )
    assert (told.workspace, told.slack_user, told.door) == ("T1", "U1", "message")
    assert told.keys == ("event:Ev1", "message:C1:1.0:")
    changed = read(team_id="T1", event_id="Ev2", event={"type": "user_change", "user": {"id": "U2"}})
    assert (changed.keys, changed.slack_user) == (("event:Ev2",), "U2")


def test_an_event_out_of_a_shared_channel_is_for_the_workspace_that_installed_us() -> None:
    told = read(team_id="T2", authorizations=[{"team_id": "T1"}], event_id="Ev1", event={"type": "message"})
    assert told.workspace == "T1"
    assert read(team_id="T2", authorizations=[{"team_id": 5}], event_id="Ev1").workspace == "T2"


def test_a_press_is_known_by_its_trigger_and_by_its_moment() -> None:
    action = {"action_id": "blockers.clear", "action_ts": "5.5"}
    body = {"type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "actions": [action]}
    one, again = read(**body, trigger_id="t1"), read(**body, trigger_id="t2")
    assert one.door == "blockers.clear"
    assert one.keys == ("trigger:t1", "action:U1:5.5:blockers.clear")
    assert set(one.keys) & set(again.keys)


def test_a_form_is_known_by_its_window_and_by_what_it_holds() -> None:
    def sent(words: str) -> tuple[str, ...]:
        view = {"id": "V1", "hash": "h", "callback_id": "blockers.clear", "state": {"values": {"words": words}}}
        return read(
            type="view_submission", team={"id": "T1"}, user={"id": "U1"}, trigger_id="new each time", view=view
        ).keys

    assert sent("a") == sent("a")
    assert sent("a") != sent("b"), "a form that was refused may be corrected and sent again"


def test_a_command_without_a_trigger_is_known_by_all_of_it() -> None:
    assert (
        read(command="/blocked", text="a", team_id="T1").keys == read(team_id="T1", text="a", command="/blocked").keys
    )
    assert read(command="/blocked", text="a").keys != read(command="/blocked", text="b").keys


@pytest.mark.parametrize(
    ("container", "private"), [({"is_ephemeral": True}, True), ({}, False), (None, False), ("x", False)]
)
def test_whether_only_this_person_sees_it(container: Any, private: bool) -> None:
    assert read(type="block_actions", container=container).ephemeral is private


@pytest.mark.parametrize("url", [None, 5, ["https://x"], "", "file:///etc/passwd"])
def test_only_an_address_is_answered_to(url: Any) -> None:
    assert read(response_url=url).response_url is None
    assert read(response_url="https://hooks.example/1").response_url == "https://hooks.example/1"


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=200) | st.just("x" * 500),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("type", "team", "team_id", "user", "user_id", "event", "event_id", "view", "actions", "trigger_id", "command")
FIELDS += ("container", "response_url", "callback_id")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, json)))
def test_whatever_arrives_is_read_and_fits_the_store(body: dict[str, Any]) -> None:
    told = deliveries.read(body, door=deliveries.door(body), wall=WALL)
    assert told.keys
    assert all(len(key) <= 160 and key.isascii() for key in told.keys)
    assert len(told.door) <= 64
    assert len(told.workspace) <= 64
    assert told.slack_user is None or len(told.slack_user) <= 64
