"""Which blocks, elements and views do the tests of Block Kit use? Builders, and one good example of each kind."""

from __future__ import annotations

from typing import Any

Block = dict[str, Any]


def plain(text: str = "x") -> Block:
    return {"type": "plain_text", "text": text}


def marked(text: str = "x") -> Block:
    return {"type": "mrkdwn", "text": text}


def option(value: str = "a", **more: Any) -> Block:
    return {"text": plain(), "value": value, **more}


def button(**more: Any) -> Block:
    return {"type": "button", "text": plain(), **more}


def section(**more: Any) -> Block:
    return {"type": "section", "text": marked(), **more}


def actions(*elements: Block, **more: Any) -> Block:
    return {"type": "actions", "elements": list(elements), **more}


def entry(**element: Any) -> Block:
    return {"type": "input", "label": plain(), "element": element}


def select(**more: Any) -> Block:
    return {"type": "static_select", "options": [option("a"), option("b")], **more}


def modal(*blocks: Block, **more: Any) -> Block:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks), **more}


def rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def cells(rows: int, columns: int, text: str = "x") -> list[list[Block]]:
    return [[{"type": "raw_text", "text": text} for _ in range(columns)] for _ in range(rows)]


def bar(**more: Any) -> Block:
    data = [{"label": "W1", "value": 1}, {"label": "W2", "value": 2.5}]
    chart = {"type": "bar", "series": [{"name": "s", "data": data}], "axis_config": {"categories": ["W1", "W2"]}}
    return {"type": "data_visualization", "title": "t", "chart": {**chart, **more}}


CONFIRM = {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()}
GOOD_IN_MESSAGES = [
    section(),
    section(fields=[marked()] * 10, accessory=button(value="7", style="danger", confirm=CONFIRM)),
    section(accessory={"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A"}),
    section(accessory={"type": "multi_static_select", "options": [option()], "initial_options": [option()]}),
    {"type": "section", "fields": [marked()]},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    {
        "type": "context",
        "elements": [plain(), marked(), {"type": "image", "image_url": "https://a.b", "alt_text": "A"}],
    },
    actions(button(), select(), {"type": "overflow", "options": [option(url="https://a.b")]}),
    actions({"type": "datepicker", "initial_date": "2026-11-23"}, {"type": "timepicker", "initial_time": "09:30"}),
    actions({"type": "datetimepicker", "initial_date_time": 1_795_000_000}, {"type": "users_select"}),
    {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A", "title": plain()},
    {"type": "markdown", "text": "**x**"},
    rich({"type": "text", "text": "a", "style": {"bold": True}}, {"type": "user", "user_id": "U1"}),
    rich(
        {"type": "link", "url": "https://a.b"},
        {"type": "broadcast", "range": "here"},
        {"type": "emoji", "name": "eyes"},
    ),
    rich({"type": "date", "timestamp": 1, "format": "{date}", "fallback": "x"}),
    {"type": "table", "rows": cells(100, 20), "column_settings": [{"align": "right"}, None]},
    {"type": "data_table", "caption": "c", "rows": cells(2, 3), "page_size": 100},
    bar(),
    {"type": "data_visualization", "title": "t", "chart": {"type": "pie", "segments": [{"label": "a", "value": 1}]}},
    {"type": "card", "title": marked(), "actions": [button()]},
    {"type": "carousel", "elements": [{"type": "card", "body": marked()}]},
    {"type": "container", "title": plain(), "child_blocks": [section()]},
    {"type": "task_card", "task_id": "1", "title": "t", "status": "pending"},
    entry(type="plain_text_input"),
]


GOOD_INPUTS = [
    {"type": "plain_text_input", "multiline": True, "min_length": 1, "max_length": 3000, "initial_value": "x"},
    {"type": "email_text_input"},
    {"type": "url_text_input"},
    {"type": "number_input", "is_decimal_allowed": True, "min_value": "-1.5", "max_value": "9"},
    {"type": "rich_text_input"},
    {"type": "file_input", "max_files": 10},
    {"type": "radio_buttons", "options": [{"text": marked(), "value": "a"}]},
    {"type": "external_select", "min_query_length": 3},
    {"type": "multi_users_select", "initial_users": ["U1"], "max_selected_items": 3},
    {"type": "conversations_select", "default_to_current_conversation": True, "filter": {"include": ["im"]}},
    {"type": "channels_select", "response_url_enabled": True},
    {"type": "timepicker", "timezone": "Europe/Berlin"},
]
