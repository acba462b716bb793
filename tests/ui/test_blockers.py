"""Is every screen of a blocker one that Slack takes, readable, and without anything of others that acts?"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.blockers import LIVE, Change, State
from tests.ui import made_up as some
from tests.ui.example import BO, FACTS, buttons, problems, read
from tests.ui.made_up import untimed
from ui import blocker_parts as parts
from ui.blocker_facts import Comment, Facts, Ref, UndoOffer
from ui.blockers import card, receipt


@untimed
@given(some.facts)
def test_any_card_is_one_that_slack_takes(facts: Facts) -> None:
    message = card(facts)
    assert problems(message) == []
    assert f"B-{facts.number}" in message.text


@untimed
@given(
    some.facts,
    st.lists(st.tuples(some.texts, some.texts), max_size=12),
    st.none() | some.texts | st.just("C0APOLLO"),
    st.none() | some.facts,
)
def test_any_receipt_is_one_that_slack_takes(
    facts: Facts, understood: list[tuple[str, str]], where: str | None, similar: Facts | None
) -> None:
    message = receipt(facts, understood, where, similar)
    assert problems(message) == []
    assert f"B-{facts.number}" in message.text


def test_the_card_says_in_words_how_it_stands() -> None:
    message = card(FACTS)
    shown = read(message)
    for words in (
        "B-12 · Waiting on the security review",
        "*Open.* Bo Lindqvist is asked to clear it.",
        "APOLLO · Patient portal",
        "7 days, since Mon 16 Nov",
        "Wed 25 Nov, in 2 days",
        "Ana Sousa · 12.5 h a week · B-14 Go live",
        "A decision",
    ):
        assert words in shown
    assert message.text.startswith("B-12 is open: Waiting on the security review. Bo Lindqvist is asked to clear it.")


def test_a_card_in_a_channel_interrupts_nobody() -> None:
    comment = Comment(BO, datetime(2026, 11, 20, 9, tzinfo=UTC), "Asked them")
    for state in State:
        message = card(replace(FACTS, state=state, comments=(comment,), comment_count=1, cleared_by=BO))
        assert "<@" not in read(message) + message.text


@pytest.mark.parametrize(
    ("state", "first"),
    [(State.OPEN, parts.ACKNOWLEDGE), (State.ACKNOWLEDGED, parts.START), (State.IN_PROGRESS, parts.CLEAR)],
)
def test_the_next_step_is_the_first_button(state: State, first: str) -> None:
    drawn = buttons(card(replace(FACTS, state=state)))
    assert drawn[0] == first
    assert {parts.CLEAR, parts.COMMENT, parts.HAND_OVER, parts.MORE} <= set(drawn)
    assert len({parts.ACKNOWLEDGE, parts.START} & set(drawn)) <= 1


@pytest.mark.parametrize("state", sorted(set(State) - LIVE))
def test_an_ended_card_is_quiet(state: State) -> None:
    message = card(replace(FACTS, state=state, duplicate_of=Ref(7, "Security", "d" * 32)))
    assert buttons(message) == [parts.HISTORY]
    assert len(message.blocks) < len(card(FACTS).blocks)


def test_a_cleared_card_says_with_what_by_whom_and_how_to_take_it_back() -> None:
    undo = UndoOffer(Change.CLEARED, BO, datetime(2026, 11, 24, 9, tzinfo=UTC), "e" * 32)
    facts = replace(FACTS, state=State.CLEARED, cleared_by=BO, cleared_with="The review is done", undo=undo)
    message = card(replace(facts, ended_on=date(2026, 11, 23)))
    shown = read(message)
    assert "Cleared by Bo Lindqvist after 7 days." in shown
    assert "“The review is done”" in shown
    assert "Can be undone until <!date^" in shown
    press = next(element for element in message.blocks[-1]["elements"] if element["action_id"] == parts.UNDO)
    assert press["value"] == "e" * 32


def test_a_late_date_is_stated_and_not_scolded() -> None:
    shown = read(card(replace(FACTS, needed_by=date(2026, 11, 22))))
    assert "Sun 22 Nov, was due yesterday" in shown
    assert not re.search(r"overdue|late|!", shown, re.IGNORECASE)


def test_a_time_of_day_is_shown_in_the_zone_of_the_reader() -> None:
    at = datetime(2026, 11, 27, 16, tzinfo=UTC)
    assert f"<!date^{int(at.timestamp())}^" in read(card(replace(FACTS, needed_by=at.date(), needed_at=at)))


def test_the_menu_says_what_was_chosen_and_on_what() -> None:
    menu = next(element for element in card(FACTS).blocks[-1]["elements"] if element["type"] == "overflow")
    chosen = [parts.chosen(option["value"]) for option in menu["options"]]
    assert chosen == [
        (verb, FACTS.id) for verb in (parts.EDIT, parts.LINKS, parts.DUPLICATE, parts.HISTORY, parts.WITHDRAW)
    ]


def test_a_picture_says_what_it_is_and_a_strange_address_is_not_linked() -> None:
    drawn = card(replace(FACTS, picture="F0PIC", source_link="javascript:alert(1)"))
    assert [block["slack_file"] for block in drawn.blocks if block["type"] == "image"] == [{"id": "F0PIC"}]
    assert "javascript" not in read(drawn)


def test_the_receipt_shows_what_was_understood_and_asks_about_the_same_thing() -> None:
    similar = replace(FACTS, id="a" * 32, number=7, title="Security review of the portal")
    message = receipt(FACTS, [("Since", "Mon 16 Nov"), ("Cause", " ")], "C0APOLLO", similar)
    assert "*Since*\nMon 16 Nov" in read(message)
    assert "*Cause*" not in read(message)
    assert "<#C0APOLLO>" in read(message)
    assert "B-7" in message.text
    accessory = next(block["accessory"] for block in message.blocks if "accessory" in block)
    assert parts.pair(accessory["value"]) == (FACTS.id, similar.id)
    assert {parts.EDIT, parts.WITHDRAW} <= set(buttons(message))


def test_the_receipt_for_somebody_else_names_them_and_withdrawing_is_asked_about() -> None:
    message = receipt(replace(FACTS, reported_by=BO), [], None, None)
    assert message.text.startswith("B-12 is filed for <@U0MIA>.")
    withdraw = next(each for block in message.blocks for each in block.get("elements", []) if each.get("confirm"))
    assert withdraw["action_id"] == parts.WITHDRAW


def test_a_receipt_without_a_channel_says_what_is_missing() -> None:
    assert "no project yet" in receipt(replace(FACTS, project_code=None)).text
    assert "<#C0PMO>" not in read(receipt(replace(FACTS, project_code=None), where="C0PMO"))
    assert receipt(FACTS).text.endswith("Anything read wrongly? *Edit* puts it right.")


def test_undo_on_a_live_card_asks_and_says_what_it_takes_back() -> None:
    offer = UndoOffer(Change.ACKNOWLEDGED, BO, datetime(2026, 11, 24, 9, tzinfo=UTC), "c" * 32)
    live = replace(FACTS, state=State.ACKNOWLEDGED, undo=offer)
    undo = next(each for each in card(live).blocks[-1]["elements"] if each["action_id"] == parts.UNDO)
    assert undo["confirm"]["text"]["text"].endswith(f"{BO.name} acknowledged it.")
    ended = card(replace(live, state=State.WITHDRAWN)).blocks[-1]["elements"]
    assert not any("confirm" in each for each in ended)


def test_a_withdrawn_receipt_turns_quiet() -> None:
    assert buttons(receipt(replace(FACTS, state=State.WITHDRAWN))) == [parts.HISTORY]


def test_earlier_comments_are_counted() -> None:
    comments = (Comment(None, datetime(2026, 11, 20, 9, tzinfo=UTC), "x"),)
    assert "4 earlier comments are in its history." in read(card(replace(FACTS, comments=comments, comment_count=5)))
    assert "1 earlier comment is in its history." in read(card(replace(FACTS, comments=comments, comment_count=2)))


def test_every_action_id_is_known() -> None:
    assert len(set(parts.ACTIONS)) == len(parts.ACTIONS)
    drawn = {action for state in State for action in buttons(card(replace(FACTS, state=state)))}
    assert drawn <= set(parts.ACTIONS)
