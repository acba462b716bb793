"""Is it said in plain words, and safely, which blocker frees most and what a day of waiting costs?"""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui import made_up as some
from tests.ui.example import FACTS, problems, read
from tests.ui.made_up import untimed
from ui.blocker_facts import Ref, RootFacts, Row
from ui.blocker_lists import LIST_ROWS, list_message
from ui.blocker_roots import chain_words, cost_words

ROOT = RootFacts(
    row=FACTS.row(),
    chain=(Ref(12, FACTS.title, FACTS.id), Ref(14, "Go live", "c" * 32)),
    behind=1,
    unsaid=0,
    people=3,
    hours_per_week=Decimal("40.00"),
    hours_per_day=Decimal("8.0"),
    days=5,
    money_per_day=Decimal("1.2E+3"),
)
OTHER = replace(FACTS.row(), id="9" * 32, number=9, title="No test data")


def test_the_chain_and_the_cost_in_words() -> None:
    assert chain_words(ROOT) == "B-12 → B-14 Go live."
    assert chain_words(replace(ROOT, behind=2)) == "B-12 → B-14 Go live. 1 more waits behind it."
    assert chain_words(replace(ROOT, behind=5)) == "B-12 → B-14 Go live. 4 more wait behind it."
    assert chain_words(replace(ROOT, behind=0, chain=ROOT.chain[:1])) == ""
    assert cost_words(ROOT) == (
        "Each working day of waiting costs 8 h of work: 40 h a week of 3 people, over 5 working days. "
        "That is about 1,200 a day at the mean cost rate of these people."
    )
    assert cost_words(replace(ROOT, people=1, money_per_day=None, unsaid=1, hours_per_week=Decimal("37.50"))) == (
        "Each working day of waiting costs 8 h of work: 37.5 h a week of 1 person, over 5 working days. "
        "Of 1 of these 2 blockers the hours are not known."
    )
    assert cost_words(replace(ROOT, hours_per_week=Decimal("0.00"), hours_per_day=Decimal("0.0"))) == (
        "Nobody has said how many hours stand still because of it."
    )


def test_it_stands_above_the_others_and_is_counted_with_them() -> None:
    message = list_message("Open blockers", [OTHER], root=ROOT)
    assert [block["type"] for block in message.blocks] == ["section", "section", "context", "divider", "section"]
    assert message.blocks[1]["text"]["text"].startswith(
        "*The root blocker: clearing it frees the most* 🗝️\n*B-12* Waiting on the security review\nOpen, with <@U0BO>"
    )
    assert message.blocks[1]["accessory"]["value"] == FACTS.id
    assert message.text.startswith(
        "Open blockers. 2 blockers. The root blocker: clearing it frees the most. B-12, Waiting on the security review: "
    )
    assert "B-12 → B-14 Go live. Each working day of waiting costs 8 h of work" in message.text


def test_alone_it_is_a_list_too() -> None:
    message = list_message("Open blockers", [], root=ROOT)
    assert message.text.startswith("Open blockers. 1 blocker. The root blocker")
    assert message.blocks[-1]["type"] == "context"


def test_it_takes_the_place_of_one_row() -> None:
    rows = [replace(OTHER, id=f"{n:032}", number=n) for n in range(LIST_ROWS)]
    message = list_message("Open blockers", rows, root=ROOT)
    assert read(message).splitlines()[-1] == "And 1 more."


@untimed
@given(st.lists(some.rows, max_size=22), st.integers(0, 500), some.roots)
def test_slack_takes_it_whatever_people_wrote(rows: list[Row], more: int, root: RootFacts) -> None:
    message = list_message("Open blockers", rows, more, root=root)
    assert problems(message) == []
    assert "The root blocker" in message.text


@pytest.mark.parametrize("title", ["<!channel> *now*", "`x` > y & z"])
def test_titles_do_not_act(title: str) -> None:
    words = chain_words(replace(ROOT, chain=(ROOT.chain[0], Ref(14, title, "c" * 32))))
    assert "<" not in words
    assert "*" not in words
    assert "`" not in words
