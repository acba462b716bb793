"""Would Slack take this payload, and can nothing in it act that is not ours?

Written from Slack's published limits and from nothing in ui/, so that a wrong idea there does not hide here.
"""

import re
from collections.abc import Iterator
from typing import Any

OURS = re.compile(
    r"<@[UW][A-Z0-9]+>|<#[CGD][A-Z0-9]+>|<!date\^-?\d+\^(?:[^<>|^]|\{\w+\})+\|[^<>|]+>|<https?://[^\s<>|]+\|[^<>|]+>"
)
ACTING = re.compile(r"<(?:[!@#]|\w+:|/)")
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

MESSAGE_BLOCKS = {"section", "header", "context", "actions", "divider", "image", "rich_text"}
VIEW_BLOCKS = MESSAGE_BLOCKS | {"input"}


def length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def problems_of_message(payload: dict[str, Any]) -> list[str]:
    """Everything that is wrong with {"text", "blocks"}; an empty list where Slack takes it."""
    found = list(_mrkdwn("text", payload["text"], 1, 3900))
    found += _count("blocks", payload["blocks"], 1, 50)
    found += _blocks(payload["blocks"], MESSAGE_BLOCKS)
    total = sum(length(text) for _, text in _strings(payload["blocks"], ("text", "alt_text")))
    if total >= 12_000:
        found.append(f"{total} characters in all blocks")
    return found


def problems_of_view(view: dict[str, Any]) -> list[str]:
    """Everything that is wrong with a modal or a Home tab."""
    found = _count("blocks", view["blocks"], 1, 100) + _blocks(view["blocks"], VIEW_BLOCKS)
    if view["type"] == "modal":
        for part in ("title", "close", "submit"):
            if part in view:
                found += _plain(part, view[part], 24)
        if any(block["type"] == "input" for block in view["blocks"]) and not (
            view.get("submit") and view["callback_id"]
        ):
            found.append("inputs without a submit and a callback id")
    found += _size("private_metadata", view.get("private_metadata", ""), 0, 3000)
    focused = [1 for key, _ in _pairs(view) if key == "focus_on_load"]
    return found + (["more than one input asks for the focus"] if len(focused) > 1 else [])


def _blocks(blocks: list[dict[str, Any]], known: set[str]) -> list[str]:
    found = [f"a {block['type']} does not belong here" for block in blocks if block["type"] not in known]
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    found += ["a block id occurs twice"] if len(ids) != len(set(ids)) else []
    for block in blocks:
        actions = [value for key, value in _pairs(block) if key == "action_id"]
        found += ["an action id occurs twice in a block"] if len(actions) != len(set(actions)) else []
        found += _CHECKS.get(block["type"], lambda _: [])(block)
    for kind, text in _strings(blocks, ("text", "alt_text", "fallback")):
        found += [f"{kind} holds a character that turns or hides: {text!r}"] if DIRECTION.search(text) else []
    return found


def _section(block: dict[str, Any]) -> list[str]:
    found = _text("section", block["text"], 3000) if "text" in block else []
    fields = block.get("fields", [])
    found += _count("fields", fields, 0, 10)
    for field in fields:
        found += _text("field", field, 2000)
    if not fields and "text" not in block:
        found.append("an empty section")
    return found + (_element(block["accessory"]) if "accessory" in block else [])


def _actions(block: dict[str, Any]) -> list[str]:
    found = _count("elements", block["elements"], 1, 25)
    return found + [problem for element in block["elements"] for problem in _element(element)]


def _context(block: dict[str, Any]) -> list[str]:
    found = _count("context", block["elements"], 1, 10)
    return found + [problem for element in block["elements"] for problem in _text("context", element, 3000)]


def _image(block: dict[str, Any]) -> list[str]:
    found = _size("alt text", block["alt_text"], 1, 2000)
    return found if block.get("slack_file", {}).get("id") else [*found, "a picture from nowhere"]


def _rich_text(block: dict[str, Any]) -> list[str]:
    found = _count("rich text", block["elements"], 1, 100)
    for part in block["elements"]:
        found += _count("rich text section", part["elements"], 1, 100)
        for element in part["elements"]:
            if element["type"] == "text":
                found += _size("rich text", element["text"], 1, 3000) + _inert(element["text"])
            elif element["type"] == "date":
                found += _size("fallback", element["fallback"], 1, 100)
            else:
                found.append(f"rich text element {element['type']}")
    return found


def _input(block: dict[str, Any]) -> list[str]:
    found = _plain("label", block["label"], 2000) + _element(block["element"]) + _size("id", block["block_id"], 1, 255)
    return found + (_plain("hint", block["hint"], 2000) if "hint" in block else [])


_CHECKS = {
    "section": _section,
    "header": lambda block: _plain("header", block["text"], 150),
    "actions": _actions,
    "context": _context,
    "image": _image,
    "rich_text": _rich_text,
    "input": _input,
}


def _element(element: dict[str, Any]) -> list[str]:
    found = _size("action id", element["action_id"], 1, 255)
    if "placeholder" in element:
        found += _plain("placeholder", element["placeholder"], 150)
    match element["type"]:
        case "button":
            return found + _button(element)
        case "overflow":
            return found + _count("overflow", element["options"], 1, 5) + _options(element["options"])
        case "static_select" | "multi_static_select":
            return found + _select(element)
        case "plain_text_input":
            return found + _size("initial value", element.get("initial_value", ""), 0, element["max_length"])
        case "number_input":
            return found + (
                [] if {"is_decimal_allowed", "min_value", "max_value"} <= set(element) else ["number_input"]
            )
        case "datepicker" | "timepicker" | "users_select" | "multi_users_select":
            return found
        case "conversations_select" | "multi_conversations_select":
            kinds = set(element["filter"]["include"])
            return found if kinds and kinds <= {"im", "mpim", "private", "public"} else [*found, f"filter {kinds}"]
        case other:
            return [*found, f"element {other}"]


def _button(element: dict[str, Any]) -> list[str]:
    found = _plain("button", element["text"], 75) + _size("value", element["value"], 1, 2000)
    found += (
        _size("accessibility label", element["accessibility_label"], 1, 75) if "accessibility_label" in element else []
    )
    if "confirm" in element:
        for part, limit in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
            found += _plain(f"confirm {part}", element["confirm"][part], limit)
    return found + ([] if element.get("style", "primary") in ("primary", "danger") else ["style"])


def _select(element: dict[str, Any]) -> list[str]:
    groups = element.get("option_groups")
    options = element.get("options") or [option for group in groups for option in group["options"]]
    found = _options(options)
    if groups:
        found += _count("groups", groups, 1, 100)
        for group in groups:
            found += _plain("group", group["label"], 75) + _count("options", group["options"], 1, 100)
    else:
        found += _count("options", options, 1, 100)
    initial = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else [])
    return found + [f"initial option {each} is not listed" for each in initial if each not in options]


def _options(options: list[dict[str, Any]]) -> list[str]:
    values = [option["value"] for option in options]
    found = ["an option's value occurs twice"] if len(values) != len(set(values)) else []
    for option in options:
        found += _plain("option", option["text"], 75) + _size("option value", option["value"], 1, 150)
    return found


def _text(what: str, text: dict[str, Any], limit: int) -> list[str]:
    return _mrkdwn(what, text["text"], 1, limit) if text["type"] == "mrkdwn" else _plain(what, text, limit)


def _plain(what: str, text: dict[str, Any], limit: int) -> list[str]:
    found = [] if text["type"] == "plain_text" else [f"{what} is {text['type']}"]
    return found + _size(what, text["text"], 1, limit) + _inert(text["text"])


def _inert(text: str) -> list[str]:
    return [f"could act: {text!r}"] if ACTING.search(text) else []


def _mrkdwn(what: str, text: str, low: int, high: int) -> list[str]:
    rest = OURS.sub("", text)
    found = [f"{what} holds what is not ours: {rest!r}"] if "<" in rest or ">" in rest else []
    found += [f"{what} calls everybody"] if re.search(r"@(?:channel|here|everyone)\b", rest, re.IGNORECASE) else []
    found += [f"{what} holds a broken entity: {rest!r}"] if re.search(r"&(?!amp;|lt;|gt;)", rest) else []
    return found + _size(what, text, low, high)


def _size(what: str, text: str, low: int, high: int) -> list[str]:
    return [] if low <= length(text) <= high else [f"{what} has {length(text)} characters of {low} to {high}"]


def _count(what: str, items: list[Any], low: int, high: int) -> list[str]:
    return [] if low <= len(items) <= high else [f"{what}: {len(items)} of {low} to {high}"]


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from _pairs(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _pairs(inner)


def _strings(value: Any, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((key, inner) for key, inner in _pairs(value) if key in keys and isinstance(inner, str))
