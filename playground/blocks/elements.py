"""Is an element right: buttons, menus, pickers, inputs, with Slack's limits in one table."""

from __future__ import annotations

from collections.abc import Mapping

from playground.blocks.place import Place, Rule, Shape
from playground.blocks.rules import (
    anything,
    choice,
    date,
    flag,
    link,
    listed,
    matching,
    number,
    shown,
    string,
    text,
    time,
)

ID = string(255)
BOTH = ("plain_text", "mrkdwn")
numeral = matching(r"-?\d+(\.\d+)?", "a number in a string")

confirm = Shape(
    {"title": text(100), "text": text(300, *BOTH), "confirm": text(30), "deny": text(30)},
    {"style": choice("primary", "danger")},
)


def option(*kinds: str, url: bool = False) -> Shape:
    """An entry of a menu; only checkboxes and radio buttons take mrkdwn."""
    more: dict[str, Rule] = {"url": link()} if url else {}
    return Shape({"text": text(75, *kinds), "value": string(150, least=0)}, {"description": text(75, *kinds), **more})


def focus(place: Place) -> None:
    """At most one element of a view may take the focus."""
    flag(place)
    place.sheet.focused += place.value is True
    if place.sheet.focused > 1 and place.value is True:
        place.wrong("only one element may have focus_on_load", "focus")


def _options(place: Place) -> None:
    """Exactly one of options and option_groups; values are used once; what is chosen at first is among them."""
    element = place.value
    if ("options" in element) == ("option_groups" in element):
        place.wrong("must provide exactly one of: options, option_groups", "one_of")
        return
    groups = [element["options"]] if "options" in element else [group["options"] for group in element["option_groups"]]
    offered = [entry for group in groups for entry in group]
    values = [entry["value"] for entry in offered]
    if len(set(values)) < len(values):
        place.at("options" if "options" in element else "option_groups").wrong("option values must be unique", "unique")
    for key in ("initial_option", "initial_options"):
        chosen = element.get(key) or []
        for one in chosen if isinstance(chosen, list) else [chosen]:
            if one not in offered:
                place.at(key).wrong("initial option must exactly match a provided option", "initial")


def _length(place: Place) -> None:
    element = place.value
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if least > most:
        place.wrong("min_length must not be greater than max_length", "range")
    value = element.get("initial_value")
    if isinstance(value, str) and value and not least <= len(value) <= most:
        place.at("initial_value").wrong(f"must be between {least} and {most} characters", "range")


def _bounds(place: Place) -> None:
    element = place.value
    if "min_value" in element and "max_value" in element and float(element["min_value"]) > float(element["max_value"]):
        place.wrong("min_value must not be greater than max_value", "range")


PLAIN_OPTION, MARKED_OPTION = option(), option(*BOTH)
GROUP = Shape({"label": text(75), "options": listed(PLAIN_OPTION, 100)})
FOCUS: Mapping[str, Rule] = {"focus_on_load": focus}
MENU: Mapping[str, Rule] = {"placeholder": text(150), "confirm": confirm, **FOCUS}
MULTI: Mapping[str, Rule] = {"max_selected_items": number(1, 100), **MENU}
IDS = listed(string(64), 100, least=0)
GIVEN: Mapping[str, Rule] = {"options": listed(PLAIN_OPTION, 100), "option_groups": listed(GROUP, 100)}
FILTER = Shape(
    {},
    {
        "include": listed(choice("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    },
)
CONVERSATION: Mapping[str, Rule] = {"default_to_current_conversation": flag, "filter": FILTER}
TYPED: Mapping[str, Rule] = {
    "placeholder": text(150),
    "dispatch_action_config": Shape(
        {}, {"trigger_actions_on": listed(choice("on_enter_pressed", "on_character_entered"), 2)}
    ),
    **FOCUS,
}
WORKFLOW = Shape({"trigger": anything})

SHAPES: dict[str, Shape] = {
    "button": Shape(
        {"text": text(75)},
        {
            "value": string(2000, least=0),
            "url": link(),
            "style": choice("primary", "danger"),
            "confirm": confirm,
            "accessibility_label": shown(75),
            "visible_to_user_ids": listed(string(64), 10),
            "agent_prompt": string(4000),
        },
    ),
    "workflow_button": Shape(
        {"text": text(75), "workflow": WORKFLOW},
        {"style": choice("primary", "danger"), "accessibility_label": shown(75)},
    ),
    "icon_button": Shape(
        {"icon": choice("trash"), "text": text(75)},
        {
            "value": string(2000, least=0),
            "confirm": confirm,
            "accessibility_label": shown(75),
            "visible_to_user_ids": listed(string(64), 10),
        },
    ),
    "feedback_buttons": Shape({"positive_button": anything, "negative_button": anything}),
    "overflow": Shape({"options": listed(option(url=True), 5)}, {"confirm": confirm}, _options),
    "checkboxes": Shape(
        {"options": listed(MARKED_OPTION, 10)},
        {"initial_options": listed(MARKED_OPTION, 10), "confirm": confirm, **FOCUS},
        _options,
    ),
    "radio_buttons": Shape(
        {"options": listed(MARKED_OPTION, 10)},
        {"initial_option": MARKED_OPTION, "confirm": confirm, **FOCUS},
        _options,
    ),
    "static_select": Shape({}, {**GIVEN, "initial_option": PLAIN_OPTION, **MENU}, _options),
    "multi_static_select": Shape({}, {**GIVEN, "initial_options": listed(PLAIN_OPTION, 100), **MULTI}, _options),
    "external_select": Shape({}, {"initial_option": PLAIN_OPTION, "min_query_length": number(0, 100), **MENU}),
    "multi_external_select": Shape(
        {}, {"initial_options": listed(PLAIN_OPTION, 100), "min_query_length": number(0, 100), **MULTI}
    ),
    "users_select": Shape({}, {"initial_user": string(64), **MENU}),
    "multi_users_select": Shape({}, {"initial_users": IDS, **MULTI}),
    "conversations_select": Shape(
        {}, {"initial_conversation": string(64), "response_url_enabled": flag, **CONVERSATION, **MENU}
    ),
    "multi_conversations_select": Shape({}, {"initial_conversations": IDS, **CONVERSATION, **MULTI}),
    "channels_select": Shape({}, {"initial_channel": string(64), "response_url_enabled": flag, **MENU}),
    "multi_channels_select": Shape({}, {"initial_channels": IDS, **MULTI}),
    "datepicker": Shape({}, {"initial_date": date, **MENU}),
    "timepicker": Shape({}, {"initial_time": time, "timezone": string(100), **MENU}),
    "datetimepicker": Shape(
        {}, {"initial_date_time": number(1_000_000_000, 9_999_999_999), "confirm": confirm, **FOCUS}
    ),
    "plain_text_input": Shape(
        {},
        {
            "initial_value": string(3000, least=0),
            "multiline": flag,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
            **TYPED,
        },
        _length,
    ),
    "email_text_input": Shape({}, {"initial_value": string(3000, least=0), **TYPED}),
    "url_text_input": Shape({}, {"initial_value": string(3000, least=0), **TYPED}),
    "number_input": Shape(
        {"is_decimal_allowed": flag},
        {"initial_value": numeral, "min_value": numeral, "max_value": numeral, **TYPED},
        _bounds,
    ),
    "rich_text_input": Shape({}, {"initial_value": anything, **TYPED}),
    "file_input": Shape({}, {"filetypes": listed(string(20), 100), "max_files": number(1, 10)}),
}

SINGLE = frozenset(
    {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
    | {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
)
SEVERAL = frozenset(f"multi_{kind}" for kind in SINGLE if kind.endswith("_select"))
TEXTS = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"})
IN_ACTIONS = SINGLE | {"button", "workflow_button", "overflow", "datetimepicker"}
IN_SECTION = SINGLE | SEVERAL | {"button", "workflow_button", "overflow"}
IN_INPUT = SINGLE | SEVERAL | TEXTS | {"datetimepicker", "file_input"}
IN_CONTEXT_ACTIONS = frozenset({"icon_button", "feedback_buttons"})


def element(allowed: frozenset[str]) -> Rule:
    """One of the elements that fit here, right in itself."""

    def rule(place: Place) -> None:
        kind = place.value.get("type") if isinstance(place.value, dict) else None
        if not isinstance(kind, str) or kind not in SHAPES:
            place.wrong(f"unsupported type: {kind}", "unsupported")
            return
        if kind not in allowed:
            place.wrong(f"element {kind} is not allowed here", "unsupported")
            return
        place.sheet.containers += 1
        shape = SHAPES[kind]
        Shape({"type": anything, **shape.required}, {"action_id": ID, **shape.optional}, shape.after)(place)

    return rule
