"""Is every block and element drawn, with its control wired, and never raises or lets markup through?"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.page.render import DRAWN, blocks
from playground.page.render.elements import DRAWN as ELEMENTS
from playground.page.scene import Scene, field_name
from tests.playground.html import read

SCENE = Scene(
    viewer="U1",
    zone="Europe/Berlin",
    now=1_795_424_400,
    people={"U1": "Mia", "U2": "Bo"},
    members={"U1": "Mia", "U2": "Bo"},
    channels={"C1": "apollo"},
    alt_texts={"F1": "A chart of loads"},
    where={"view": "V1"},
)


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def option(value: str) -> dict[str, Any]:
    return {"text": plain(value.title()), "value": value, "description": plain(f"about {value}")}


def drawn(*payload: dict[str, Any], **scene: Any) -> str:
    return blocks(list(payload), Scene(**{**SCENE.__dict__, **scene}))


def test_a_section_has_text_fields_and_an_accessory() -> None:
    html = drawn(
        {
            "type": "section",
            "block_id": "s",
            "text": {"type": "mrkdwn", "text": "*Open*"},
            "fields": [{"type": "mrkdwn", "text": "_a_"}, plain("b")],
            "accessory": {"type": "button", "action_id": "go", "text": plain("Go"), "style": "danger"},
        }
    )
    assert "<strong>Open</strong>" in html
    assert "<em>a</em>" in html
    assert 'class="button danger"' in html
    assert "action_id=go" in html
    assert "block_id=s" in html


def test_a_button_with_an_address_is_a_link_that_also_tells_the_app() -> None:
    html = drawn(
        {
            "type": "actions",
            "elements": [{"type": "button", "action_id": "a", "text": plain("x"), "url": "https://a.example"}],
        }
    )
    assert 'href="https://a.example"' in html
    assert "hx-post=" in html


def test_a_button_never_opens_a_script() -> None:
    html = drawn(
        {"type": "actions", "elements": [{"type": "button", "text": plain("x"), "url": "javascript:alert(1)"}]}
    )
    assert "javascript" not in html


def test_a_confirm_object_is_asked_first() -> None:
    asked = {"title": plain("Sure?"), "text": plain("It goes."), "confirm": plain("Do it"), "deny": plain("No")}
    element = {"type": "button", "action_id": "a", "text": plain("x"), "confirm": asked}
    html = drawn({"type": "actions", "elements": [element]})
    assert "hx-confirm" in html
    assert '<template class="question">' in html
    assert "Do it" in html


def test_every_overflow_option_carries_its_value() -> None:
    element = {"type": "overflow", "action_id": "more", "options": [option("edit"), option("drop")]}
    html = drawn({"type": "actions", "block_id": "b", "elements": [element]})
    assert "value=edit" in html
    assert "value=drop" in html
    assert "about drop" in html


@pytest.mark.parametrize("kind", sorted(ELEMENTS))
def test_every_input_has_a_name_a_label_and_its_error(kind: str) -> None:
    element = {"type": kind, "action_id": "act", "options": [option("one"), option("two")], "text": plain("Press")}
    block = {"type": "input", "block_id": "blk", "label": plain("What?"), "hint": plain("A hint."), "element": element}
    html = drawn(block, errors={"blk": "Not like this."})
    reader = read(html)
    assert not reader.open
    assert "What?" in reader.text
    assert "A hint." in reader.text
    assert "Not like this." in reader.text
    if kind not in {"button", "workflow_button", "icon_button", "feedback_buttons", "overflow"}:
        assert f'value="{field_name("blk", "act")}"' in html or f'name="{field_name("blk", "act")}"' in html
        assert 'aria-invalid="true"' in html


def test_what_the_person_put_in_wins_over_what_the_payload_begins_with() -> None:
    element = {"type": "plain_text_input", "action_id": "a", "initial_value": "first"}
    block = {"type": "input", "block_id": "b", "label": plain("x"), "element": element}
    assert 'value="first"' in drawn(block)
    assert 'value="second"' in drawn(block, state={"b": {"a": {"type": "plain_text_input", "value": "second"}}})


def test_a_datetime_is_shown_in_the_viewers_zone() -> None:
    element = {"type": "datetimepicker", "action_id": "a", "initial_date_time": 1_795_424_400}
    assert 'value="2026-11-23T10:00"' in drawn({"type": "input", "label": plain("x"), "element": element})


def test_only_an_input_that_dispatches_tells_the_app() -> None:
    element = {"type": "static_select", "action_id": "a", "options": [option("one")]}
    block = {"type": "input", "label": plain("x"), "element": element}
    assert 'hx-post="/page/change' in drawn(block)
    assert 'hx-post="/page/press' in drawn({**block, "dispatch_action": True})


def test_without_a_place_nothing_is_wired() -> None:
    element = {"type": "button", "action_id": "a", "text": plain("x")}
    assert "hx-post" not in drawn({"type": "actions", "elements": [element]}, where=None)


def test_pictures_have_their_alternative_text() -> None:
    assert 'alt="Loads"' in drawn({"type": "image", "image_url": "https://a.example/x.png", "alt_text": "Loads"})
    html = drawn({"type": "image", "slack_file": {"id": "F1"}})
    assert 'src="/files/F1"' in html
    assert 'alt="A chart of loads"' in html


def test_a_table_has_a_head_and_aligned_cells() -> None:
    rows = [[{"type": "raw_text", "text": "Week"}], [{"type": "raw_number", "value": 7, "text": "7"}]]
    html = drawn({"type": "table", "rows": rows, "column_settings": [{"align": "right"}]})
    assert '<th class="to-right" scope="col">Week</th>' in html
    assert '<td class="to-right">7</td>' in html


def test_rich_text_is_never_parsed() -> None:
    section = {
        "type": "rich_text_section",
        "elements": [
            {"type": "text", "text": "*a* <b>", "style": {"bold": True}},
            {"type": "user", "user_id": "U2"},
            {"type": "emoji", "name": "tada"},
            {"type": "date", "timestamp": 1_795_424_400, "format": "{time}", "fallback": "nine"},
        ],
    }
    html = drawn({"type": "rich_text", "elements": [section]})
    assert "<strong>*a* &lt;b&gt;</strong>" in html
    assert "@Bo" in html
    assert "🎉" in html
    assert "10:00 AM" in html


def test_markdown_is_standard_markdown() -> None:
    text = "# Title\n\n- **one**\n- [two](https://a.example)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n<b>raw</b>"
    html = drawn({"type": "markdown", "text": text})
    for expected in (
        "<h4>Title</h4>",
        "<strong>one</strong>",
        'href="https://a.example"',
        "<td>2</td>",
        "<pre>code</pre>",
    ):
        assert expected in html
    assert "&lt;b&gt;raw" in html


def test_blocks_within_blocks_are_drawn_and_reached() -> None:
    inner = {"type": "section", "text": plain("inside")}
    html = drawn(
        {"type": "container", "title": plain("Box"), "is_collapsible": True, "child_blocks": [inner]},
        {"type": "carousel", "elements": [{"type": "card", "title": plain("Card"), "body": plain("Body")}]},
        {"type": "alert", "level": "warning", "text": plain("Mind the gap")},
    )
    for expected in ("inside", "<details", "Card", "Warning: ", "Mind the gap"):
        assert expected in html


def test_an_unknown_block_shows_its_name() -> None:
    assert "mystery (not drawn here)" in drawn({"type": "mystery"})


NASTY = st.sampled_from(
    [
        '"><script>alert(1)</script>',
        "' onload='x",
        "<img src=x onerror=y>",
        "javascript:alert(1)",
        "</textarea>",
        "\ud800\x00",
    ]
)
LEAF = NASTY | st.text(max_size=12) | st.none() | st.booleans() | st.integers() | st.floats()
KEYS = st.sampled_from(
    [
        "type",
        "text",
        "text",
        "value",
        "url",
        "action_id",
        "block_id",
        "elements",
        "element",
        "accessory",
        "fields",
        "options",
        "option_groups",
        "confirm",
        "title",
        "label",
        "hint",
        "initial_value",
        "initial_option",
        "initial_options",
        "initial_date_time",
        "image_url",
        "slack_file",
        "alt_text",
        "rows",
        "style",
        "timestamp",
        "format",
        "name",
        "user_id",
        "child_blocks",
        "actions",
        "body",
        "placeholder",
        "optional",
        "multiline",
        "column_settings",
        "id",
    ]
)
KINDS = st.sampled_from(
    [*DRAWN, *ELEMENTS, "container", "rich_text_section", "rich_text_list", "mrkdwn", "plain_text", "date"]
)
TREES = st.recursive(
    LEAF,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS, inside, max_size=6),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.builds(lambda tree, kind: {**tree, "type": kind}, st.dictionaries(KEYS, TREES, max_size=8), KINDS),
        max_size=3,
    )
)
def test_no_payload_raises_or_makes_markup_of_its_own(payload: list[dict[str, Any]]) -> None:
    html = drawn(*payload)
    reader = read(html)
    assert not reader.open
    assert "script" not in reader.tags
    assert not any(name.startswith("on") for name in reader.attributes)
    assert not any(link.strip().lower().startswith(("javascript:", "data:")) for link in reader.links)
    html.encode()
