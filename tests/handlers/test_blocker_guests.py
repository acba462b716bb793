"""Does a guest find what concerns them, and nothing else?"""

import pytest

from models.blockers import Blocker
from planning.people import Standing
from tests.handlers.desk import Desk
from tests.notices.heard import settle

TITLES = {"other": "The contract is secret", "raised": "No badge", "helped": "The lab is shut", "held": "No water"}


@pytest.fixture
def filed(desk: Desk) -> dict[str, str]:
    """Gus is a guest; every blocker but “other” concerns him."""
    world = desk.world
    gus = world.person("Gus", standing=Standing.GUEST)
    kept = {
        "other": world.report("Mia", TITLES["other"], tell=True),
        "raised": world.report("Gus", TITLES["raised"]),
        "helped": world.report("Mia", TITLES["helped"], helper_id=gus),
        "held": world.report("Mia", TITLES["held"], people=(gus,)),
    }
    settle(world)
    return kept


def window(desk: Desk) -> str:
    return str(desk.windows("Gus")[-1].payload)


def test_the_list_of_a_guest_holds_what_concerns_them_and_says_so(desk: Desk, filed: dict[str, str]) -> None:
    answer = desk.said(desk.command("Gus", "blockers", name="/pmo"))["text"]
    assert answer.startswith("Open blockers that concern you, the most urgent first. 3 blockers.")
    assert TITLES["other"] not in answer
    everybodys = desk.said(desk.command("Yuki", "blockers", name="/pmo"))["text"]
    assert all(title in everybodys for title in TITLES.values())


def test_help_offers_a_guest_what_they_will_get(desk: Desk, filed: dict[str, str]) -> None:
    assert "the open blockers that concern you" in desk.said(desk.command("Gus", "help", name="/pmo"))["text"]
    assert "every open blocker" in desk.said(desk.command("Yuki", "help", name="/pmo"))["text"]


@pytest.mark.parametrize("action", ["show", "history", "comment", "edit", "clear", "hand_over"])
def test_what_does_not_concern_a_guest_stays_shut(desk: Desk, filed: dict[str, str], action: str) -> None:
    desk.said(desk.press("Gus", f"blockers.{action}", filed["other"]))
    assert TITLES["other"] not in window(desk)
    assert "'type': 'input'" not in window(desk)


def test_nor_does_its_number_open_it(desk: Desk, filed: dict[str, str]) -> None:
    for number, which in enumerate(filed, start=1):
        desk.said(desk.command("Gus", f"B-{number}", name="/pmo"))
        assert (TITLES[which] in window(desk)) == (which != "other")


@pytest.mark.parametrize("which", ["raised", "helped", "held"])
@pytest.mark.parametrize("action", ["show", "history", "comment"])
def test_what_concerns_a_guest_opens(desk: Desk, filed: dict[str, str], which: str, action: str) -> None:
    desk.said(desk.press("Gus", f"blockers.{action}", filed[which]))
    assert TITLES[which] in window(desk)


def test_a_guest_comments_on_what_they_see(desk: Desk, filed: dict[str, str]) -> None:
    for which, comes in (("held", True), ("other", False)):
        desk.said(desk.submit("Gus", "blockers.comment", filed[which], words={"value": "Any news?"}))
        assert ("commented" in desk.world.whats(filed[which])) == comes


def test_on_the_card_that_stands_before_them_a_guest_may_comment(desk: Desk, filed: dict[str, str]) -> None:
    card = desk.world.cards()["channel"]
    (on,) = (name for name, one in filed.items() if one == card.subject_id)
    assert on == "other"
    press = desk.press("Gus", "blockers.comment", filed[on])
    press["container"] |= {"channel_id": card.channel, "message_ts": card.ts}
    desk.said(press)
    (form,) = desk.windows("Gus")
    assert TITLES[on] in str(form.payload)
    private = form.payload["private_metadata"]
    desk.said(desk.submit("Gus", "blockers.comment", private, words={"value": "The key is with me"}))
    assert desk.world.history(filed[on])[-1].text == "The key is with me"


@pytest.mark.parametrize("choice", ["links", "duplicate"])
def test_no_menu_offers_a_guest_what_they_may_not_see(desk: Desk, filed: dict[str, str], choice: str) -> None:
    desk.said(desk.choose("Gus", f"blockers.{choice}:{filed['raised']}"))
    assert TITLES["held"] in window(desk)
    assert TITLES["other"] not in window(desk)


def test_nothing_is_joined_to_what_a_guest_may_not_see(desk: Desk, filed: dict[str, str]) -> None:
    chosen = {"selected_option": {"value": filed["other"]}}
    desk.said(desk.submit("Gus", "blockers.duplicate", filed["raised"], same_as=chosen))
    desk.said(
        desk.submit("Gus", "blockers.links", filed["raised"], blocks={"selected_options": [chosen["selected_option"]]})
    )
    assert desk.world.whats(filed["raised"]) == ["reported"]


def test_a_guest_hears_nothing_of_what_looks_alike(desk: Desk, filed: dict[str, str]) -> None:
    assert "Looks like" not in desk.said(desk.command("Gus", "the contract is a secret"))["text"]
    assert "Looks like" in desk.said(desk.command("Yuki", "the contract is a secret"))["text"]
    assert len(desk.world.rows(Blocker)) == 6


def test_who_was_imported_is_known_at_their_first_word_and_no_guest(desk: Desk, filed: dict[str, str]) -> None:
    desk.world.person("Nora", standing=Standing.UNSEEN)
    assert TITLES["other"] in desk.said(desk.command("Nora", "blockers", name="/pmo"))["text"]
