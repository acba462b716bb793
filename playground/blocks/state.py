"""What does a form hold when it opens: the initial value of each element, as in view.state.values."""

from __future__ import annotations

from playground.blocks.ids import elements_of
from playground.world import JSON

Value = JSON

# element type -> (field of the value object, field of the element that holds its initial value)
FIELDS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}
LISTS = frozenset({"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"})


def initial_state(blocks: list[JSON], kept: JSON | None = None) -> JSON:
    """block_id -> action_id -> value object for every element that holds a value.

    `kept` is the state of the view before an update: an element with the same ids and type keeps what is in it.
    """
    state: JSON = {}
    for block in blocks:
        for element in elements_of(block):
            kind = element.get("type", "")
            if kind not in FIELDS:
                continue
            before = (kept or {}).get(block["block_id"], {}).get(element["action_id"])
            same = before is not None and before.get("type") == kind
            state.setdefault(block["block_id"], {})[element["action_id"]] = before if same else initial_value(element)
    return state


def initial_value(element: JSON) -> Value:
    """The value object of one element that nobody has touched."""
    field, initial = FIELDS[element["type"]]
    value = element.get(initial)
    return {"type": element["type"], field: value if value is not None else [] if field in LISTS else None}
