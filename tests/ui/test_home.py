"""Is any Home tab one that Slack takes, and does an empty one help?"""

from hypothesis import given
from hypothesis import strategies as st

from tests.ui import made_up as some
from tests.ui.made_up import untimed
from tests.ui.slack_limits import problems_of_view
from ui.blocker_facts import Row, Who
from ui.home import HomeFacts, closed, home
from ui.home_attention import AttentionFacts, Overrun
from ui.kit import texts
from ui.words import Commands

CALM = AttentionFacts(5, "09:00", "09:00")
CROWDED = AttentionFacts(
    5,
    "09:00",
    "09:00",
    spent=("blocker.asked",) * 40,
    over=tuple(Overrun("escalation", Who(None, f"Somebody {number}")) for number in range(9)),
    digest=True,
)
tabs = st.builds(
    HomeFacts,
    name=some.texts,
    zone=some.texts,
    email=st.none() | some.texts,
    raised=st.lists(some.rows, max_size=3).map(tuple),
    owned=st.lists(some.rows, max_size=3).map(tuple),
    attention=some.attentions,
    commands=st.just(Commands("acme-")),
)


@untimed
@given(tabs)
def test_any_home_tab_is_one_that_slack_takes(facts: HomeFacts) -> None:
    assert problems_of_view(home(facts)) == []


@untimed
@given(some.rows)
def test_a_crowded_tab_stays_below_a_hundred_blocks_and_counts_the_rest(row: Row) -> None:
    view = home(HomeFacts("Mia", "Europe/Berlin", None, (row,) * 45, (row,) * 45, CROWDED))
    assert problems_of_view(view) == []
    assert list(texts(view["blocks"])).count("And 25 more.") == 2


def test_an_empty_tab_says_how_to_begin() -> None:
    shown = "\n".join(
        texts(home(HomeFacts("Mia", "Europe/Berlin", "mia@x.example", (), (), CALM, Commands("acme-")))["blocks"])
    )
    assert "Hello Mia, nothing is in your way and nothing waits for you." in shown
    assert "`/acme-blocked`" in shown
    assert "your e-mail address (mia@x.example)" in shown


@untimed
@given(some.rows)
def test_the_greeting_counts_and_claims_nothing_more(row: Row) -> None:
    view = home(HomeFacts("Mia", "UTC", None, (row, row), (row,), CALM))
    assert "Hello Mia, 1 blocker waits for you and 2 blockers of yours are open." in list(texts(view["blocks"]))


def test_a_stranger_reads_why_it_is_empty() -> None:
    assert problems_of_view(closed()) == []
    assert "members of this workspace" in str(closed())
