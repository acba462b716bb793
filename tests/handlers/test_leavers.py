"""Is somebody asked, once, who takes over from a leaver, and does it change hands?"""

from typing import Any

import pytest

from models.blockers import Blocker
from models.people import Person, Team
from models.projects import Project
from notices import waiting
from tests.handlers.desk import Desk


@pytest.fixture
def led(desk: Desk) -> Desk:
    """Tomas manages APOLLO, owns one blocker of it, stands in for Mia, and is in Yuki's team."""
    world = desk.world
    with world.store.write.begin() as session:
        session.add(
            Team(workspace=world.workspace, id="t", code="t", name="Delivery", lead_id=world.people["Yuki"], notes={})
        )
        session.flush()
        session.get_one(Person, (world.workspace, world.people["Tomas"])).team_id = "t"
    world.change_person("Mia", deputy_id=world.people["Tomas"])
    project = next(one.id for one in world.rows(Project))
    world.report("Mia", "No access", tell=True, project_id=project)
    return desk


def leave(desk: Desk, who: str, **more: Any) -> None:
    user = {"id": f"U0{who.upper()}", "name": who, "deleted": True, **more}
    desk.said(desk.event({"type": "user_change", "user": user}))


def asked(desk: Desk) -> list[tuple[str, str]]:
    """What leads and the PMO are asked once their hour has come, the next morning."""
    desk.world.clock.add(days=1)
    for person in desk.world.rows(Person):
        with desk.world.store.write.begin() as session:
            waiting.say(session, session.get_one(Person, (person.workspace, person.id)), desk.world.occasion())
    return [
        (row.target, row.payload["text"])
        for row in desk.world.outbox()
        if row.kind == waiting.KIND and "was closed" in row.payload["text"]
    ]


def hand(desk: Desk, who: str, to: str | None) -> None:
    body = desk.press(who, "leavers.hand_over", desk.world.people["Tomas"])
    chosen = {"type": "users_select", "selected_user": f"U0{to.upper()}" if to else None}
    desk.said(body | {"state": {"values": {"b": {"leavers.choose": chosen}}}})


def test_the_lead_is_asked_once(led: Desk) -> None:
    leave(led, "Tomas")
    leave(led, "Tomas")
    ((target, text),) = asked(led)
    assert target == "U0YUKI"
    assert text.startswith("The account of Tomas was closed. Who takes over what was with them? 1 open blocker: B-1")
    assert "Project manager of APOLLO." in text
    assert "Deputy of <@U0MIA>." in text


def test_without_a_lead_the_pmo_is_asked_and_about_nothing_nobody(led: Desk) -> None:
    leave(led, "Yuki")
    assert [(target, "Lead of Delivery" in text) for target, text in asked(led)] == [("U0PRIYA", True)]
    leave(led, "Mia")
    assert len(asked(led)) == 1, "nothing of hers waits for anybody"
    leave(led, "Tomas")
    assert [target for target, _ in asked(led)] == ["U0PRIYA", "U0PRIYA"], "the lead left as well"


def test_who_leaves_before_they_were_asked_is_passed_over(led: Desk) -> None:
    leave(led, "Tomas")
    leave(led, "Yuki")
    ((target, text),) = asked(led)
    assert target == "U0PRIYA"
    assert text.startswith("2 things that could wait: The account of")
    assert "Project manager of APOLLO." in text
    assert "Lead of Delivery." in text


@pytest.mark.parametrize("who", ["Yuki", "Priya"])
def test_all_of_it_changes_hands(led: Desk, who: str) -> None:
    leave(led, "Tomas")
    hand(led, who, "Mia")
    (blocker,) = led.world.rows(Blocker)
    assert led.world.name_of(blocker.owner_id) == "Mia"
    assert [led.world.name_of(one.manager_id) for one in led.world.rows(Project)] == ["Mia"]
    mia = next(one for one in led.world.rows(Person) if one.name == "Mia")
    assert mia.deputy_id is None, "nobody stands in for themselves"
    assert led.notes()[-1].startswith("Handed over to Mia: 1 open blocker: B-1")
    answers = [row.payload["replace_original"] for row in led.world.outbox() if row.act == "response_url"]
    assert answers == [True], "what was asked is answered, and asks no more"
    hand(led, who, "Mia")
    assert "in other hands already" in led.notes()[-1]


def test_what_is_refused_changes_nothing(led: Desk) -> None:
    hand(led, "Yuki", "Mia")
    assert "open again" in led.notes()[-1]
    leave(led, "Tomas")
    led.world.person("Gus", standing="guest")
    for who, to, words in (
        ("Mia", "Yuki", "The lead of their team"),
        ("Yuki", None, "choose a person first"),
        ("Yuki", "Tomas", "cannot take it over"),
        ("Yuki", "Gus", "cannot take it over"),
    ):
        hand(led, who, to)
        assert words in led.notes()[-1]
    (blocker,) = led.world.rows(Blocker)
    assert led.world.name_of(blocker.owner_id) == "Tomas"


def test_somebody_who_left_before_they_were_known_is_not_kept(desk: Desk) -> None:
    leave(desk, "Ghost", profile={"email": "ghost@example.org"})
    assert desk.world.name_of("U0GHOST") is None
