"""Which inputs does a screen have, what is chosen in them, and is that complete?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playground.acts.lookup import NotPossibleError
from playground.blocks import FIELDS, elements_of
from playground.blocks.state import LISTS
from playground.world import JSON

REQUIRED = "Please complete this required field."


def elements(blocks: list[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Every (block, element) that can be pressed or filled in, also inside carousels and containers."""
    for block in blocks:
        yield from ((block, element) for element in elements_of(block))
        nested = [*block.get("child_blocks", []), *block.get("blocks", [])]
        if block.get("type") == "carousel":
            nested += block.get("elements", [])
        yield from elements(nested)


def find(blocks: list[JSON], block_id: str, action_id: str) -> tuple[JSON, JSON]:
    """The element; an empty block_id takes the first with that action_id. Raises NotPossibleError where it is gone."""
    for block, element in elements(blocks):
        if element.get("action_id") == action_id and block_id in {"", block.get("block_id")}:
            return block, element
    raise NotPossibleError("This part of the screen is no longer there.")


def choice(element: JSON, value_object: JSON) -> JSON:
    """What was chosen in an element, as under state.values; options may be given by their value alone.

    Raises NotPossibleError for an option that the element does not offer.
    """
    kind = element["type"]
    if kind == "overflow":
        return {"type": kind, "selected_option": _option(element, value_object.get("selected_option"))}
    if kind not in FIELDS:
        return {"type": kind}
    name = FIELDS[kind][0]
    nothing: Any = [] if name in LISTS else None
    value = value_object.get(name, nothing)
    if name == "selected_option" and value is not None:
        value = _option(element, value)
    elif name == "selected_options":
        value = [_option(element, one) for one in value or []]
    elif kind == "number_input" and value is not None:
        value = str(value)
    return {"type": kind, name: nothing if value in ("", None) else value}


def _option(element: JSON, chosen: Any) -> JSON:
    wanted = chosen.get("value") if isinstance(chosen, dict) else chosen
    groups = element.get("option_groups", [])
    offered = [*element.get("options", []), *(option for group in groups for option in group.get("options", []))]
    for option in offered:
        if option.get("value") == wanted:
            return dict(option)
    if "external" in element["type"] and isinstance(chosen, dict):
        return chosen
    raise NotPossibleError("This choice is not offered here.")


def problems(blocks: list[JSON], state: JSON) -> dict[str, str]:
    """What Slack would say under each field before it submits: block_id -> sentence. `state` as from initial_state."""
    said: dict[str, str] = {}
    for block, element in elements(blocks):
        if block.get("type") == "input" and element["type"] in FIELDS:
            chosen = state[block.get("block_id", "")][element.get("action_id", "")]
            value = chosen.get(FIELDS[element["type"]][0])
            if value in (None, "", []):
                sentence = "" if block.get("optional") else REQUIRED
            else:
                sentence = _wrong(element, value)
            if sentence:
                said[block.get("block_id", "")] = sentence
    return said


def _wrong(element: JSON, value: Any) -> str:
    kind = element["type"]
    if kind == "number_input":
        return _wrong_number(element, str(value))
    if kind == "email_text_input":
        return "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) else "Please enter a valid email address."
    if kind == "url_text_input":
        return "" if re.fullmatch(r"\w+://\S+", value) else "Please enter a valid URL."
    if kind == "plain_text_input":
        if len(value) < element.get("min_length", 0):
            return f"Please enter at least {element['min_length']} characters."
        if len(value) > element.get("max_length", 3000):
            return f"Please enter no more than {element.get('max_length', 3000)} characters."
    most = element.get("max_selected_items")
    return f"Please choose no more than {most}." if isinstance(value, list) and most and len(value) > most else ""


def _wrong_number(element: JSON, value: str) -> str:
    if not re.fullmatch(r"-?\d+(\.\d+)?", value):
        return "Please enter a number."
    if "." in value and not element.get("is_decimal_allowed"):
        return "Please enter a whole number."
    number = float(value)
    if "min_value" in element and number < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and number > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""
