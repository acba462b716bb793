"""What does the app get for a control: its value object, from the payload or from what a browser sent?"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime

from playground.page.dates import local, zone_of
from playground.page.scene import field_name
from playground.page.shape import part, parts, word, words
from playground.world import JSON

TEXTS = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
_CHOSEN_ONE = {
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
}
_CHOSEN_MANY = {
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}
_OPTION = frozenset({"static_select", "radio_buttons", "overflow", "external_select"})
_OPTIONS = frozenset({"multi_static_select", "checkboxes", "multi_external_select"})
STATEFUL = TEXTS | _OPTION | _OPTIONS | set(_CHOSEN_ONE) | set(_CHOSEN_MANY) | {"datetimepicker", "rich_text_input"}


def options_of(element: JSON) -> list[JSON]:
    """Every option of an element, those of its groups in order."""
    return parts(element, "options") + [
        one for group in parts(element, "option_groups") for one in parts(group, "options")
    ]


def initial(element: JSON) -> JSON:
    """The value object of an element that nobody has touched."""
    kind = word(element, "type")
    if kind in TEXTS:
        return {"value": word(element, "initial_value") or None}
    if kind in _CHOSEN_ONE:
        selected, given = _CHOSEN_ONE[kind]
        return {selected: word(element, given) or None}
    if kind in _CHOSEN_MANY:
        selected, given = _CHOSEN_MANY[kind]
        return {selected: words(element, given)}
    if kind in _OPTION:
        return {"selected_option": part(element, "initial_option") or None}
    if kind in _OPTIONS:
        return {"selected_options": parts(element, "initial_options")}
    if kind == "datetimepicker":
        return {"selected_date_time": element.get("initial_date_time")}
    if kind == "rich_text_input":
        return {"rich_text_value": part(element, "initial_value") or None}
    return {}


def value_object(element: JSON, sent: Sequence[str], zone: str) -> JSON:
    """The value object for what a browser sent under the element's name; the zone is the person's, for instants."""
    kind = word(element, "type")
    first = sent[0].replace("\r\n", "\n") if sent else ""
    if kind in _CHOSEN_ONE:
        return {_CHOSEN_ONE[kind][0]: first or None}
    if kind in _CHOSEN_MANY:
        return {_CHOSEN_MANY[kind][0]: [one for one in sent if one]}
    if kind in _OPTION or kind in _OPTIONS:
        find = _reader(element)
        found = [option for one in sent if (option := find(one))]
        return {"selected_options": found} if kind in _OPTIONS else {"selected_option": found[0] if found else None}
    return _written(kind, element, first, zone)


def _written(kind: str, element: JSON, text: str, zone: str) -> JSON:
    if kind in TEXTS:
        return {"value": text or None}
    if kind == "datetimepicker":
        return {"selected_date_time": _instant(text, zone)}
    if kind == "rich_text_input":
        return {"rich_text_value": rich_text(text) if text else None}
    if kind == "feedback_buttons":
        return {"value": text}
    return {"value": element["value"]} if isinstance(element.get("value"), str) else {}


def chosen_ids(kind: str, value: JSON) -> list[str]:
    """What a value object of that kind of element holds, where it is ids, a date or a time."""
    if kind in _CHOSEN_ONE:
        one = word(value, _CHOSEN_ONE[kind][0])
        return [one] if one else []
    return words(value, _CHOSEN_MANY[kind][0]) if kind in _CHOSEN_MANY else []


def rich_text(text: str) -> JSON:
    """A plain text as a rich_text block, as Slack's editor makes it."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def rich_text_words(block: JSON) -> str:
    """The words of a rich_text block, for a plain text area."""
    return "\n".join(
        "".join(word(one, "text") or word(one, "url") for one in parts(section, "elements"))
        for section in parts(block, "elements")
    )


def wall_value(instant: object, zone: str) -> str:
    """Seconds since 1970 as the value of a datetime-local field in that zone."""
    if isinstance(instant, bool) or not isinstance(instant, int | float):
        return ""
    at = local(instant, zone)
    return f"{at:%Y-%m-%dT%H:%M}" if at else ""


def find_element(blocks: list[JSON], block_id: str, action_id: str) -> JSON | None:
    """The element with these ids, wherever in the blocks it is."""
    for block, element in elements(blocks):
        if block == block_id and word(element, "action_id") == action_id:
            return element
    return None


def elements(blocks: list[JSON]) -> list[tuple[str, JSON]]:
    """Every element that a person can act on, with the id of its block."""
    found: list[tuple[str, JSON]] = []
    for index, block in enumerate(blocks):
        name = block_name(block, index)
        inside = [part(block, "accessory"), part(block, "element"), *parts(block, "elements"), *parts(block, "actions")]
        found += [(name, one) for one in inside if one and word(one, "type") != "rich_text_section"]
        for nested in ("blocks", "child_blocks", "cards"):
            found += elements(parts(block, nested))
        if word(block, "type") == "carousel":
            found += elements(parts(block, "elements"))
    return found


def block_name(block: JSON, index: int) -> str:
    """The id of a block, made from its place where the payload gives none."""
    return word(block, "block_id") or f"block-{index}"


def _reader(element: JSON) -> Callable[[str], JSON | None]:
    """How an option is found again: by its value, or written out in full where the app supplied it while typing."""
    known = {word(option, "value"): option for option in options_of(element)}

    def find(sent: str) -> JSON | None:
        if sent in known:
            return known[sent]
        if "external" not in word(element, "type"):
            return None
        try:
            option = json.loads(sent)
        except ValueError:
            return None
        return option if isinstance(option, dict) and "value" in option else None

    return find


def _instant(text: str, zone: str) -> int | None:
    try:
        return int(datetime.fromisoformat(text).replace(tzinfo=zone_of(zone)).timestamp())
    except (ValueError, OverflowError):
        return None


def sent_values(blocks: list[JSON], form: dict[str, list[str]], zone: str) -> JSON:
    """block_id -> action_id -> value object of every control that the form says it showed (its field "shown")."""
    values: JSON = {}
    shown = set(form.get("shown", []))
    for block_id, element in elements(blocks):
        action_id = word(element, "action_id")
        name = field_name(block_id, action_id)
        if name in shown and word(element, "type") in STATEFUL:
            values.setdefault(block_id, {})[action_id] = value_object(element, form.get(name, []), zone)
    return values
