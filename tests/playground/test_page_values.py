"""Does the app get the value object that Slack would send for what a browser sent?"""

import json
from typing import Any

import pytest

from playground.page.scene import field_name
from playground.page.values import elements, initial, sent_values, value_object, wall_value

ONE = {"text": {"type": "plain_text", "text": "One"}, "value": "1"}
TWO = {"text": {"type": "plain_text", "text": "Two"}, "value": "2"}
ZONE = "Europe/Berlin"


@pytest.mark.parametrize(
    ("element", "sent", "expected"),
    [
        ({"type": "button", "value": "7"}, [], {"value": "7"}),
        ({"type": "button"}, [], {}),
        ({"type": "plain_text_input"}, ["a\r\nb"], {"value": "a\nb"}),
        ({"type": "number_input"}, [""], {"value": None}),
        ({"type": "static_select", "options": [ONE, TWO]}, ["2"], {"selected_option": TWO}),
        ({"type": "static_select", "option_groups": [{"options": [ONE]}]}, ["1"], {"selected_option": ONE}),
        ({"type": "static_select", "options": [ONE]}, [""], {"selected_option": None}),
        ({"type": "overflow", "options": [ONE]}, ["1"], {"selected_option": ONE}),
        ({"type": "checkboxes", "options": [ONE, TWO]}, ["2", "1", "9"], {"selected_options": [TWO, ONE]}),
        ({"type": "multi_static_select", "options": [ONE]}, [], {"selected_options": []}),
        ({"type": "external_select"}, [json.dumps(TWO)], {"selected_option": TWO}),
        ({"type": "external_select"}, ["not json"], {"selected_option": None}),
        ({"type": "users_select"}, ["U1"], {"selected_user": "U1"}),
        ({"type": "multi_channels_select"}, ["C1", "C2"], {"selected_channels": ["C1", "C2"]}),
        ({"type": "conversations_select"}, [""], {"selected_conversation": None}),
        ({"type": "datepicker"}, ["2026-11-23"], {"selected_date": "2026-11-23"}),
        ({"type": "timepicker"}, ["09:30"], {"selected_time": "09:30"}),
        ({"type": "datetimepicker"}, ["2026-11-23T10:00"], {"selected_date_time": 1_795_424_400}),
        ({"type": "datetimepicker"}, ["soon"], {"selected_date_time": None}),
    ],
)
def test_each_element_has_its_own_shape(element: dict[str, Any], sent: list[str], expected: dict[str, Any]) -> None:
    assert value_object(element, sent, ZONE) == expected


def test_an_instant_goes_there_and_back() -> None:
    assert wall_value(1_795_424_400, ZONE) == "2026-11-23T10:00"


def test_what_the_payload_begins_with() -> None:
    assert initial({"type": "checkboxes", "initial_options": [ONE]}) == {"selected_options": [ONE]}
    assert initial({"type": "datepicker", "initial_date": "2026-01-02"}) == {"selected_date": "2026-01-02"}
    assert initial({"type": "plain_text_input"}) == {"value": None}


def test_only_what_was_shown_is_sent_and_an_empty_box_is_empty() -> None:
    ticks = {"type": "checkboxes", "action_id": "a", "options": [ONE]}
    blocks = [
        {"type": "input", "block_id": "shown", "element": ticks},
        {"type": "input", "block_id": "later", "element": ticks},
    ]
    form = {"shown": [field_name("shown", "a")]}
    assert sent_values(blocks, form, ZONE) == {"shown": {"a": {"selected_options": []}}}


def test_elements_are_found_wherever_they_are() -> None:
    button = {"type": "button", "action_id": "a"}
    blocks = [
        {"type": "section", "block_id": "s", "accessory": button},
        {"type": "actions", "elements": [button]},
        {"type": "container", "child_blocks": [{"type": "input", "block_id": "in", "element": button}]},
        {"type": "carousel", "elements": [{"type": "card", "block_id": "card", "actions": [button]}]},
    ]
    found = [block_id for block_id, element in elements(blocks) if element["type"] == "button"]
    assert found == ["s", "block-1", "in", "card"]
