"""Are blocks and views refused exactly where Slack refuses them, with a pointer to the place?"""

from __future__ import annotations

import pytest

from playground.blocks import check_message, check_view
from tests.playground.block_samples import (
    CONFIRM,
    Block,
    actions,
    bar,
    button,
    cells,
    entry,
    marked,
    modal,
    option,
    plain,
    rich,
    section,
    select,
)

BAD_IN_MESSAGES: list[tuple[Block, str, str]] = [
    (section(text=marked("x" * 3001)), "/blocks/0/text/text", "must be less than 3001 characters"),
    (section(text=marked("")), "/blocks/0/text/text", "must be more than 0 characters"),
    (section(text=None), "/blocks/0", "must provide one of: text, fields"),
    (section(fields=[marked()] * 11), "/blocks/0/fields", "no more than 10 items allowed"),
    (section(fields=[marked("x" * 2001)]), "/blocks/0/fields/0/text", "must be less than 2001 characters"),
    (section(colour="red"), "/blocks/0", "invalid additional property: colour"),
    (section(block_id="x" * 256), "/blocks/0/block_id", "must be less than 256 characters"),
    (
        section(accessory={"type": "plain_text_input"}),
        "/blocks/0/accessory",
        "element plain_text_input is not allowed here",
    ),
    ({"type": "header", "text": plain("x" * 151)}, "/blocks/0/text/text", "must be less than 151 characters"),
    ({"type": "header", "text": marked()}, "/blocks/0/text", "failed to match all allowed schemas"),
    ({"type": "context", "elements": []}, "/blocks/0/elements", "no fewer than 1 items allowed"),
    ({"type": "context", "elements": [plain()] * 11}, "/blocks/0/elements", "no more than 10 items allowed"),
    (actions(*[button(action_id=str(n)) for n in range(26)]), "/blocks/0/elements", "no more than 25 items allowed"),
    (actions(button(text=plain("x" * 76))), "/blocks/0/elements/0/text/text", "must be less than 76 characters"),
    (actions(button(value="x" * 2001)), "/blocks/0/elements/0/value", "must be less than 2001 characters"),
    (actions(button(url="javascript:alert(1)")), "/blocks/0/elements/0/url", "Invalid URL"),
    (actions(button(style="green")), "/blocks/0/elements/0/style", "must be a valid enum value: primary, danger"),
    (actions(button(text=marked())), "/blocks/0/elements/0/text", "failed to match all allowed schemas"),
    (
        actions(button(confirm={**CONFIRM, "title": plain("x" * 101)})),
        "/blocks/0/elements/0/confirm/title/text",
        "must be less than 101 characters",
    ),
    (
        actions(button(action_id="a"), button(action_id="a")),
        "/blocks/0/elements/1/action_id",
        "`action_id` `a` already exists for another element in this block",
    ),
    (actions(select(options=[option()] * 2)), "/blocks/0/elements/0/options", "option values must be unique"),
    (
        actions(select(initial_option=option("c"))),
        "/blocks/0/elements/0/initial_option",
        "initial option must exactly match a provided option",
    ),
    (
        actions(select(initial_option={"text": {**plain(), "emoji": True}, "value": "a"})),
        "/blocks/0/elements/0/initial_option",
        "initial option must exactly match a provided option",
    ),
    (
        actions(select(options=[option(str(n)) for n in range(101)])),
        "/blocks/0/elements/0/options",
        "no more than 100 items allowed",
    ),
    (actions({"type": "static_select"}), "/blocks/0/elements/0", "must provide exactly one of: options, option_groups"),
    (
        actions({"type": "checkboxes", "options": [option(str(n)) for n in range(11)]}),
        "/blocks/0/elements/0/options",
        "no more than 10 items allowed",
    ),
    (
        actions({"type": "overflow", "options": [option(str(n)) for n in range(6)]}),
        "/blocks/0/elements/0/options",
        "no more than 5 items allowed",
    ),
    (
        actions(select(options=[option("x" * 151)])),
        "/blocks/0/elements/0/options/0/value",
        "must be less than 151 characters",
    ),
    (
        actions(select(placeholder=plain("x" * 151))),
        "/blocks/0/elements/0/placeholder/text",
        "must be less than 151 characters",
    ),
    (
        actions({"type": "datepicker", "initial_date": "23.11.2026"}),
        "/blocks/0/elements/0/initial_date",
        "must be a date such as 2026-11-23",
    ),
    ({"type": "image", "image_url": "https://a.b"}, "/blocks/0", "missing required field: alt_text"),
    ({"type": "image", "alt_text": "A"}, "/blocks/0", "must provide exactly one of: image_url, slack_file"),
    (
        {"type": "image", "alt_text": "A", "slack_file": {"id": "F0"}},
        "/blocks/0/slack_file",
        "invalid slack file",
    ),
    ({"type": "markdown", "text": "x" * 12_001}, "/blocks/0/text", "must be less than 12001 characters"),
    ({"type": "alert", "text": marked()}, "/blocks/0", "block alert is not allowed in a message"),
    (entry(type="file_input"), "/blocks/0/element", "element file_input is allowed in modals only"),
    ({"type": "table", "rows": cells(101, 1)}, "/blocks/0/rows", "no more than 100 items allowed"),
    ({"type": "table", "rows": cells(1, 21)}, "/blocks/0/rows/0", "no more than 20 items allowed"),
    ({"type": "table", "rows": cells(1, 1, "")}, "/blocks/0/rows/0/0/text", "must be more than 0 characters"),
    (
        {"type": "table", "rows": cells(11, 1, "x" * 1_000)},
        "/blocks/0/rows",
        "no more than 10000 characters allowed in all cells",
    ),
    ({"type": "data_table", "rows": cells(2, 2)}, "/blocks/0", "missing required field: caption"),
    ({"type": "data_table", "caption": "c", "rows": cells(1, 2)}, "/blocks/0/rows", "no fewer than 2 items allowed"),
    (
        {"type": "data_table", "caption": "c", "rows": cells(1, 2) + cells(1, 3)},
        "/blocks/0/rows/1",
        "must have 2 cells as the header does",
    ),
    (
        {"type": "data_table", "caption": "c", "rows": [[rich()], [rich()]]},
        "/blocks/0/rows/0/0",
        "rich_text is not allowed in the header",
    ),
    (bar(axis_config={"categories": ["W1"]}), "/blocks/0/chart/series/0", "data must have one value for each category"),
    (
        {
            "type": "data_visualization",
            "title": "t",
            "chart": {"type": "pie", "segments": [{"label": "a", "value": 0}]},
        },
        "/blocks/0/chart/segments/0/value",
        "must be between 1e-300 and 1e+300",
    ),
    (
        {"type": "card", "subtitle": marked()},
        "/blocks/0",
        "must provide one of: hero_image, title, actions, body",
    ),
    ({"type": "container", "child_blocks": [section()]}, "/blocks/0", "must provide one of: title, rich_text_title"),
    (
        {"type": "container", "title": plain(), "child_blocks": [{"type": "header", "text": plain("")}]},
        "/blocks/0/child_blocks/0/text/text",
        "must be more than 0 characters",
    ),
    (rich({"type": "shout", "text": "x"}), "/blocks/0/elements/0/elements/0", "unsupported type: shout"),
    (rich({"type": "text", "text": ""}), "/blocks/0/elements/0/elements/0/text", "must be more than 0 characters"),
    ({"type": "poem"}, "/blocks/0", "unsupported type: poem"),
]


@pytest.mark.parametrize(("block", "pointer", "message"), BAD_IN_MESSAGES)
def test_what_a_message_may_not_hold(block: Block, pointer: str, message: str) -> None:
    problems = check_message([block])
    assert (pointer, message) in {(problem.pointer, problem.message) for problem in problems}
    assert f"[ERROR] {message} [json-pointer:{pointer}]" in {problem.line for problem in problems}


BAD_VIEWS: list[tuple[Block, str, str]] = [
    (modal(title=plain("x" * 25)), "/view/title/text", "must be less than 25 characters"),
    (modal(section(), submit=plain("x" * 25)), "/view/submit/text", "must be less than 25 characters"),
    (modal(section(), private_metadata="x" * 3001), "/view/private_metadata", "must be less than 3001 characters"),
    (modal(section(), callback_id="x" * 256), "/view/callback_id", "must be less than 256 characters"),
    (modal(*[{"type": "divider"}] * 101), "/view/blocks", "no more than 100 items allowed"),
    (modal(), "/view/blocks", "no fewer than 1 items allowed"),
    (modal(entry(type="plain_text_input"), submit=None), "/view", "missing required field: submit"),
    (modal(entry(type="button", text=plain())), "/view/blocks/0/element", "element button is not allowed here"),
    (modal({"type": "table", "rows": cells(1, 1)}), "/view/blocks/0", "block table is not allowed in a modal"),
    (modal(entry(type="number_input")), "/view/blocks/0/element", "missing required field: is_decimal_allowed"),
    (
        modal(entry(type="plain_text_input", max_length=3001)),
        "/view/blocks/0/element/max_length",
        "must be between 1 and 3000",
    ),
    (
        modal(entry(type="plain_text_input", min_length=9, max_length=3)),
        "/view/blocks/0/element",
        "min_length must not be greater than max_length",
    ),
    (
        modal(*[entry(type="plain_text_input", focus_on_load=True, action_id=str(n)) for n in range(2)]),
        "/view/blocks/1/element/focus_on_load",
        "only one element may have focus_on_load",
    ),
    (modal(section(), clear_on_close="yes"), "/view/clear_on_close", "must be a boolean"),
    (
        {"type": "home", "blocks": [{"type": "alert", "text": plain()}]},
        "/view/blocks/0",
        "block alert is not allowed in a home",
    ),
    ({"type": "sheet"}, "/view/type", "must be a valid enum value: modal, home"),
    (modal(blocks="many"), "/view/blocks", "must be an array"),
]


@pytest.mark.parametrize(("view", "pointer", "message"), BAD_VIEWS)
def test_what_a_view_may_not_be(view: Block, pointer: str, message: str) -> None:
    assert (pointer, message) in {(problem.pointer, problem.message) for problem in check_view(view)}
