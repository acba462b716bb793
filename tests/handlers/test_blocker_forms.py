"""Do the forms of a blocker open with what is known, and only for who may send them?"""

from typing import Any

import pytest

from models.blockers import Blocker
from tests.handlers.desk import Desk
from tests.notices.heard import settle


@pytest.fixture
def filed(desk: Desk) -> str:
    desk.said(desk.command("Mia", "waiting on a decision of the board for APOLLO"))
    settle(desk.world)
    (blocker,) = desk.world.rows(Blocker)
    return str(blocker.id)


def blocks(desk: Desk, who: str) -> dict[str, Any]:
    return {one["block_id"]: one for one in desk.windows(who)[-1].payload["blocks"] if "block_id" in one}


@pytest.mark.parametrize("choice", ["edit", "links", "duplicate"])
def test_the_menu_says_at_once_who_may(desk: Desk, filed: str, choice: str) -> None:
    desk.said(desk.choose("Yuki", f"blockers.{choice}:{filed}"))
    assert "Nothing was changed" in str(desk.windows("Yuki")[0].payload["blocks"])


@pytest.mark.parametrize("action", ["clear", "hand_over", "edit"])
def test_a_button_says_at_once_who_may(desk: Desk, filed: str, action: str) -> None:
    desk.said(desk.press("Yuki", f"blockers.{action}", filed))
    (view,) = desk.windows("Yuki")
    assert "Nothing was changed" in str(view.payload["blocks"])
    assert "submit" not in view.payload


def test_a_form_for_what_has_ended_does_not_open(desk: Desk, filed: str) -> None:
    desk.world.withdraw("Mia", filed)
    desk.said(desk.press("Tomas", "blockers.clear", filed))
    assert "was withdrawn in the meantime by Mia" in str(desk.windows("Tomas")[0].payload["blocks"])


def test_what_was_typed_stays_after_a_refusal(desk: Desk, filed: str) -> None:
    layout = [{"type": "section"}, {"type": "input", "block_id": "words"}]
    answer = desk.said(desk.submit("Yuki", "blockers.clear", filed, layout=layout, words={"value": "A long story"}))
    assert answer["response_action"] == "errors"
    assert "can clear it" in answer["errors"]["words"]


def test_a_circle_is_told_where_it_would_close(desk: Desk, filed: str) -> None:
    other = desk.world.report("Mia", "The lab is closed")
    desk.world.link("Mia", filed, other)
    chosen = {"selected_options": [{"value": filed}]}
    layout = [{"type": "input", "block_id": "people"}, {"type": "input", "block_id": "blocks"}]
    answer = desk.said(desk.submit("Mia", "blockers.links", other, layout=layout, blocks=chosen))
    assert list(answer["errors"]) == ["blocks"]
    assert "B-2 → B-1 → B-2" in answer["errors"]["blocks"]
    assert desk.world.blocks(other) == set()


@pytest.mark.parametrize(("channel", "chosen"), [("C0APOLLO", True), ("C0GENERAL", False)])
def test_the_form_begins_with_the_project_of_the_channel(desk: Desk, channel: str, chosen: bool) -> None:
    desk.said(desk.command("Mia", "", channel=channel))
    first = blocks(desk, "Mia")["project"]["element"].get("initial_option")
    assert (first is not None and "APOLLO" in str(first)) == chosen


def test_so_does_the_form_of_a_message(desk: Desk) -> None:
    desk.said(desk.shortcut("Mia", {"ts": "1700000000.000100", "text": "The VPN is down"}))
    form = blocks(desk, "Mia")
    assert "APOLLO" in str(form["project"]["element"]["initial_option"])
    assert form["title"]["element"]["initial_value"] == "The VPN is down"


@pytest.mark.parametrize(
    "title", ["🔥" * 400, "x" * 499 + "🔥🔥", "Z\u0300\u0301\u0302\u0303\u0304\u0305 is stuck", "plain"]
)
def test_to_open_edit_and_save_changes_nothing(desk: Desk, title: str) -> None:
    desk.said(desk.command("Mia", title))
    (blocker,) = desk.world.rows(Blocker)
    desk.said(desk.press("Mia", "blockers.edit", blocker.id))
    shown = blocks(desk, "Mia")["title"]["element"]["initial_value"]
    cause = {"selected_option": {"value": blocker.cause}}
    desk.said(desk.submit("Mia", "blockers.edit", blocker.id, title={"value": shown}, cause=cause))
    assert desk.world.whats(blocker.id) == ["reported"]


def test_the_receipt_speaks_as_the_card_does(desk: Desk) -> None:
    answer = desk.said(desk.command("Mia", "waiting on a decision of the board"))
    assert "Cause: A decision." in answer["text"]
