"""Do the buttons of the contract do what they say, for whom they are, and does the form say what is wrong?"""

import pytest

from planning.ladder import Climb, Phase
from services import blocker_lists, ladders
from tests.handlers.desk import Desk


@pytest.fixture
def filed(desk: Desk) -> str:
    desk.said(desk.command("Mia", "no access to staging for APOLLO"))
    with desk.world.store.read.begin() as session:
        return blocker_lists.numbered(session, desk.world.workspace, 1).id


def climb(desk: Desk, blocker: str) -> Climb | None:
    with desk.world.store.read.begin() as session:
        return ladders.climb_of(session, blocker_lists.see(session, desk.world.workspace, blocker))


def test_fine_takes_the_place_of_the_contract_and_a_second_press_changes_nothing(desk: Desk, filed: str) -> None:
    press = desk.press("Mia", "ladders.agree", filed)
    desk.said(press)
    desk.said(press)
    found = climb(desk, filed)
    assert found is not None
    assert found.agreed
    (row,) = [one for one in desk.world.outbox() if one.act == "response_url"]
    assert row.payload["replace_original"]
    assert row.payload["text"].startswith("B-1 goes its way as it is shown here.")
    assert "the PMO" in row.payload["text"], "who will be told stays to be read"
    assert "ladders.agree" not in str(row.payload["blocks"])


def test_the_owner_reads_who_may_decide(desk: Desk, filed: str) -> None:
    desk.said(desk.press("Tomas", "ladders.agree", filed))
    assert "Nothing was changed: the person who raised it" in desk.notes()[-1]
    desk.said(desk.press("Tomas", "ladders.hold", filed))
    (window,) = desk.windows("Tomas")
    assert "Nothing was changed" in str(window.payload)


def test_it_is_held_until_a_day_that_is_to_come(desk: Desk, filed: str) -> None:
    desk.said(desk.press("Mia", "ladders.hold", filed))
    (window,) = desk.windows("Mia")
    assert window.payload["title"]["text"] == "Hold B-1"
    assert "At most 14 days." in str(window.payload)
    empty = desk.said(desk.submit("Mia", "ladders.hold", filed))
    assert empty["errors"] == {"day": "Please choose a day."}
    past = desk.said(desk.submit("Mia", "ladders.hold", filed, day={"selected_date": "2026-03-02"}))
    assert "still to come" in str(past)
    found = climb(desk, filed)
    assert found is None or found.phase is Phase.WAITING
    done = desk.said(desk.submit("Mia", "ladders.hold", filed, day={"selected_date": "2026-03-05"}))
    assert "B-1 is held until" in str(done["view"])
    found = climb(desk, filed)
    assert found is not None
    assert found.phase is Phase.HELD


def test_a_day_too_far_away_is_said_to_be(desk: Desk, filed: str) -> None:
    desk.said(desk.press("Mia", "ladders.hold", filed))
    done = desk.said(desk.submit("Mia", "ladders.hold", filed, day={"selected_date": "2026-06-01"}))
    assert "A blocker can be held for 14 days at a time." in str(done["view"])
