"""Are good blocks taken, their counts kept, ids given, and does no payload break the checks?"""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.blocks import check_message, check_view, fill_ids, initial_state
from tests.playground.block_samples import (
    GOOD_IN_MESSAGES,
    GOOD_INPUTS,
    Block,
    actions,
    bar,
    button,
    cells,
    entry,
    marked,
    modal,
    option,
    section,
    select,
)


@pytest.mark.parametrize("block", GOOD_IN_MESSAGES, ids=lambda block: block["type"])
def test_what_a_message_may_hold(block: Block) -> None:
    assert check_message([block]) == []


def test_counts_of_a_message() -> None:
    assert check_message([{"type": "divider"}] * 50) == []
    assert check_message([{"type": "divider"}] * 51)[0].message == "no more than 50 items allowed"
    table = {"type": "table", "rows": cells(1, 1)}
    assert check_message([table, table])[0].pointer == "/blocks/1"
    assert check_message([bar(), bar()]) == []
    assert check_message([bar(), bar(), bar()])[0].pointer == "/blocks/2"
    marks = [{"type": "markdown", "text": "x" * 7_000}] * 2
    assert check_message(marks)[0].message == "no more than 12000 characters allowed in all markdown blocks"


def test_block_ids_are_used_once() -> None:
    problem = check_message([section(block_id="a"), section(block_id="a")])[0]
    assert (problem.pointer, problem.code) == ("/blocks/1/block_id", "unique")


def test_all_blocks_together_have_a_length() -> None:
    long = [section(text=marked("x" * 2_900)) for _ in range(5)]
    assert [problem.code for problem in check_message(long)] == ["msg_blocks_too_long"]
    assert check_message(long[:4]) == []


@pytest.mark.parametrize("element", GOOD_INPUTS, ids=lambda element: element["type"])
def test_what_a_form_may_ask(element: Block) -> None:
    assert check_view(modal(entry(**element))) == []


def test_an_alert_is_for_modals_and_a_home_may_be_empty() -> None:
    assert check_view(modal({"type": "alert", "text": marked(), "level": "warning"})) == []
    assert check_view({"type": "home", "blocks": []}) == []


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(data=st.data())
def test_no_payload_makes_the_checks_fail(data: st.DataObject) -> None:
    """Take a good block and put anything anywhere into it: the answer is a list of problems, never an exception."""
    block: Any = copy.deepcopy(data.draw(st.sampled_from([*GOOD_IN_MESSAGES, *[entry(**one) for one in GOOD_INPUTS]])))
    place = block
    while isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else list(range(min(len(place), 3)))
        key = data.draw(st.sampled_from(keys))
        if data.draw(st.booleans()) or not isinstance(place[key], dict | list):
            place[key] = data.draw(ANYTHING)
            break
        place = place[key]
    for problem in [*check_message([block]), *check_view(modal(block))]:
        assert problem.line.startswith("[ERROR] ")


@given(block=ANYTHING, view=st.dictionaries(st.sampled_from(["type", "title", "blocks", "submit"]), ANYTHING))
def test_nonsense_is_refused(block: Any, view: Block) -> None:
    assert check_message([block])
    assert check_view(view)


def test_ids_are_given_and_stay() -> None:
    blocks = [section(accessory=button()), actions(select(), button(action_id="mine")), entry(type="plain_text_input")]
    filled = fill_ids(blocks)
    assert filled == fill_ids(blocks)
    assert "block_id" not in blocks[0]
    assert len({block["block_id"] for block in filled}) == 3
    assert filled[1]["elements"][1]["action_id"] == "mine"
    assert filled[2]["element"]["action_id"]


def test_a_form_begins_with_its_initial_values() -> None:
    blocks = fill_ids(
        [
            {**entry(type="plain_text_input", action_id="t", initial_value="x"), "block_id": "a"},
            {**entry(action_id="s", **select(initial_option=option("b"))), "block_id": "b"},
            {**entry(type="multi_users_select", action_id="u"), "block_id": "c"},
            {**actions(button(action_id="go"), {"type": "datepicker", "action_id": "d"}), "block_id": "e"},
        ]
    )
    assert initial_state(blocks) == {
        "a": {"t": {"type": "plain_text_input", "value": "x"}},
        "b": {"s": {"type": "static_select", "selected_option": option("b")}},
        "c": {"u": {"type": "multi_users_select", "selected_users": []}},
        "e": {"d": {"type": "datepicker", "selected_date": None}},
    }
    typed = {"a": {"t": {"type": "plain_text_input", "value": "typed"}}}
    assert initial_state(blocks, kept=typed)["a"] == typed["a"]
    changed = {"a": {"t": {"type": "number_input", "value": "3"}}}
    assert initial_state(blocks, kept=changed)["a"]["t"]["value"] == "x"
