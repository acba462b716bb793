"""What does a pressed button, a chosen line of a menu or a sent form carry? "" where it carries no text."""

from collections.abc import Mapping
from typing import Any, TypeVar

from services.refusals import Unfilled

T = TypeVar("T")


def value(action: Any) -> str:
    """The value of a button."""
    return _text(action, "value")


def choice(action: Any) -> str:
    """The value of what was chosen in a menu."""
    return _text(action.get("selected_option"), "value") if isinstance(action, Mapping) else ""


def person(action: Any) -> str:
    """Slack's id of who was chosen in a menu of people."""
    return _text(action, "selected_user")


def chosen_person(body: Mapping[str, Any], action_id: str) -> str:
    """Slack's id of who stands in the menu beside the button that was pressed; one message may hold several of both."""
    state = body.get("state")
    values = state.get("values") if isinstance(state, Mapping) else None
    block = values.get(_text(first(body), "block_id")) if isinstance(values, Mapping) else None
    return person(block.get(action_id)) if isinstance(block, Mapping) else ""


def first(body: Mapping[str, Any]) -> Any:
    """The action of a body: Slack sends one at a time."""
    actions = body.get("actions")
    return actions[0] if isinstance(actions, list) and actions else {}


def subject(view: Mapping[str, Any]) -> str:
    """The id that a form was opened with."""
    return _text(view, "private_metadata")


def filled(view: Mapping[str, Any]) -> Any:
    """What was put into a sent form, by block."""
    state = view.get("state")
    return (state.get("values") if isinstance(state, Mapping) else None) or {}


def taken(read: T | dict[str, str]) -> T:
    """What a form holds. Raises Unfilled with the sentences where something is missing or cannot be so."""
    if isinstance(read, dict):
        raise Unfilled(read)
    return read


def _text(value: Any, key: str) -> str:
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, str) else ""
