"""Are inputs found, kept and checked as Slack's client does?"""

from __future__ import annotations

from typing import Any

import pytest

from playground.acts import NotPossibleError, elements
from playground.blocks import initial_state

OPTIONS = [{"text": {"type": "plain_text", "text": name}, "value": name.lower()} for name in ("High", "Low")]


def block(element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "block_id": "b", "label": {}, "element": {"action_id": "a", **element}, **more}


def said(element: dict[str, Any], value_object: dict[str, Any], **more: Any) -> str:
    """What stands under the input after this was put into it."""
    blocks = [block(element, **more)]
    state = {"b": {"a": elements.choice(blocks[0]["element"], value_object)}}
    return elements.problems(blocks, initial_state(blocks, kept=state)).get("b", "")


@pytest.mark.parametrize(
    ("kind", "name", "empty"),
    [
        ("plain_text_input", "value", None),
        ("number_input", "value", ""),
        ("static_select", "selected_option", None),
        ("checkboxes", "selected_options", []),
        ("multi_users_select", "selected_users", []),
        ("users_select", "selected_user", None),
        ("datepicker", "selected_date", None),
        ("timepicker", "selected_time", None),
        ("datetimepicker", "selected_date_time", None),
        ("rich_text_input", "rich_text_value", None),
        ("file_input", "files", []),
    ],
)
def test_what_is_required_must_be_filled_in(kind: str, name: str, empty: Any) -> None:
    assert said({"type": kind, "options": OPTIONS}, {name: empty}) == "Please complete this required field."
    assert said({"type": kind, "options": OPTIONS}, {name: empty}, optional=True) == ""


@pytest.mark.parametrize(
    ("element", "value", "sentence"),
    [
        ({"type": "plain_text_input"}, "x" * 3000, ""),
        ({"type": "plain_text_input"}, "x" * 3001, "Please enter no more than 3000 characters."),
        ({"type": "number_input"}, "7", ""),
        ({"type": "number_input"}, 7, ""),
        ({"type": "number_input"}, "7.5", "Please enter a whole number."),
        ({"type": "number_input", "is_decimal_allowed": True}, "7.5", ""),
        ({"type": "number_input"}, "seven", "Please enter a number."),
        ({"type": "number_input", "min_value": "3"}, "2", "Please enter a number of at least 3."),
        ({"type": "number_input", "max_value": "3"}, "4", "Please enter a number of at most 3."),
        ({"type": "email_text_input"}, "mia@small.example", ""),
        ({"type": "email_text_input"}, "mia", "Please enter a valid email address."),
        ({"type": "url_text_input"}, "https://a.example", ""),
        ({"type": "url_text_input"}, "a.example", "Please enter a valid URL."),
    ],
)
def test_values_are_checked(element: dict[str, Any], value: Any, sentence: str) -> None:
    assert said(element, {"value": value}) == sentence


def test_no_more_than_allowed_are_chosen() -> None:
    element = {"type": "multi_users_select", "max_selected_items": 1}
    assert said(element, {"selected_users": ["U1"]}) == ""
    assert said(element, {"selected_users": ["U1", "U2"]}) == "Please choose no more than 1."


def test_options_are_completed_from_what_is_offered() -> None:
    grouped = {"type": "static_select", "option_groups": [{"label": {}, "options": OPTIONS}]}
    assert elements.choice(grouped, {"selected_option": {"value": "low"}})["selected_option"] == OPTIONS[1]
    several = {"type": "checkboxes", "options": OPTIONS}
    assert elements.choice(several, {"selected_options": ["high"]})["selected_options"] == OPTIONS[:1]
    assert (
        elements.choice({"type": "overflow", "options": OPTIONS}, {"selected_option": "high"})["selected_option"]
        == OPTIONS[0]
    )
    with pytest.raises(NotPossibleError):
        elements.choice(several, {"selected_options": ["none"]})


def test_elements_are_found_wherever_they_stand() -> None:
    button = {"type": "button", "action_id": "deep", "text": {}}
    inner = {"type": "actions", "block_id": "inner", "elements": [button]}
    container = {"type": "container", "block_id": "outer", "child_blocks": [inner]}
    assert elements.find([container], "inner", "deep") == (inner, button)
    assert elements.find([container], "", "deep") == (inner, button)
    with pytest.raises(NotPossibleError):
        elements.find([container], "outer", "deep")
