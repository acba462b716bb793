"""Do many blockers fit on one screen, and is it said how many are left out?"""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from planning.blockers import State
from tests.ui import made_up as some
from tests.ui.example import FACTS, problems, read
from tests.ui.made_up import untimed
from ui.blocker_facts import Row
from ui.blocker_lists import list_message, row_words


@untimed
@given(st.lists(some.rows, max_size=30), st.integers(0, 500))
def test_any_list_is_one_that_slack_takes_and_counts_what_it_leaves_out(rows: list[Row], more: int) -> None:
    message = list_message("Open blockers", rows, more)
    assert problems(message) == []
    hidden = more + max(0, len(rows) - 20)
    assert ("And " in read(message).splitlines()[-1]) == bool(rows and hidden)


def test_an_empty_list_says_so() -> None:
    assert list_message("Open blockers", [], empty="Nothing is in anybody's way.").text == (
        "Open blockers. Nothing is in anybody's way."
    )


def test_a_row_says_state_owner_age_date_and_project() -> None:
    row = FACTS.row()
    assert row_words(row) == (
        "Open, with <@U0BO> · 7 days, since Mon 16 Nov · needed by Wed 25 Nov, in 2 days · APOLLO"
    )
    assert row_words(replace(row, state=State.CLEARED, needed_by=None, project_code=None)) == ("Cleared")


def test_every_row_can_be_opened_by_its_number() -> None:
    rows = [replace(FACTS.row(), id=f"b{n}", number=n) for n in (7, 9)]
    shown = [block["accessory"] for block in list_message("Open blockers", rows).blocks if "accessory" in block]
    assert [(each["value"], each["accessibility_label"]) for each in shown] == [("b7", "Show B-7"), ("b9", "Show B-9")]
