"""Does a window show what the card shows?"""

from hypothesis import given

from tests.ui import made_up as some
from tests.ui.made_up import untimed
from tests.ui.slack_limits import problems_of_view
from ui.blocker_details import details
from ui.blocker_facts import Facts
from ui.blockers import card


@untimed
@given(some.facts)
def test_the_window_holds_the_card_and_is_one_that_slack_takes(facts: Facts) -> None:
    view = details(facts)
    assert problems_of_view(view) == []
    assert view["blocks"] == card(facts).blocks
    assert view["private_metadata"] == facts.id
