"""Does somebody choose when and of what they are told, where they are asked?"""

import pytest

from models.people import Person
from models.timers import Timer
from notices import home
from tests.handlers.desk import Desk


@pytest.fixture
def tess(desk: Desk) -> Desk:
    desk.world.person("Tess", roles=["executive"])
    return desk


def person(desk: Desk, name: str) -> Person:
    return next(one for one in desk.world.rows(Person) if one.name == name)


def press(desk: Desk, who: str, value: str) -> str:
    desk.said(desk.press(who, "attention.digest", value))
    return desk.notes()[-1]


def choose(desk: Desk, who: str, value: str) -> None:
    body = desk.press(who, "attention.hour", type="static_select", selected_option={"value": value})
    del body["response_url"]
    desk.said(body | {"view": {"id": "V0HOME", "type": "home", "hash": "h"}})


def test_an_hour_is_chosen_on_home_which_shows_it(desk: Desk) -> None:
    with desk.world.store.write.begin() as session:
        mia = session.get_one(Person, (desk.world.workspace, desk.world.people["Mia"]))
        home.publish(session, mia, desk.world.occasion())
    choose(desk, "Mia", "16:00")
    assert person(desk, "Mia").merged_at == "16:00"
    drawn = [str(row.payload["view"]) for row in desk.world.outbox() if row.kind == "home"]
    assert "in one message at 16:00 by your clock" in drawn[-1]
    choose(desk, "Mia", "usual")
    assert person(desk, "Mia").merged_at is None
    choose(desk, "Mia", "quarter past")
    assert person(desk, "Mia").merged_at is None
    assert "not a time of day" in str(desk.windows("Mia")[0].payload["blocks"])


def test_the_digest_is_asked_for_and_stopped_by_button(tess: Desk) -> None:
    assert press(tess, "Tess", "on") == (
        "The weekly digest comes to you on Mondays at 08:00 by your clock, from the next one on."
    )
    assert [one.series for one in tess.world.rows(Timer)].count(f"digest:{tess.world.people['Tess']}") == 1
    assert press(tess, "Tess", "on") == "So it was already, and nothing was changed."
    assert press(tess, "Tess", "off") == "The weekly digest does not come to you any more."


def test_the_digest_is_asked_for_and_stopped_by_command(tess: Desk) -> None:
    def say(words: str) -> str:
        return str(tess.said(tess.command("Tess", words, name="/pmo"))["text"])

    assert say("digest") == (
        "The weekly digest goes to the PMO's channel on Mondays at 08:00 by the workspace's clock. It does not come to you. "
        "`/pmo digest on` changes that."
    )
    assert say("digest ON").startswith("The weekly digest comes to you on Mondays")
    assert person(tess, "Tess").digest is True
    assert "It comes to you as well, by your own clock." in say("digest")
    assert say("digest off") == "The weekly digest does not come to you any more."
    assert "to executives who ask for it" in str(tess.said(tess.command("Mia", "digest on", name="/pmo"))["text"])


def test_the_pmo_sees_what_is_due(desk: Desk) -> None:
    desk.world.person("Ed", roles=["pmo"])
    assert str(desk.said(desk.command("Ed", "timers", name="/pmo"))["text"]) == "What is due: nothing yet."
    desk.world.person("Tess", roles=["executive"])
    desk.said(desk.command("Tess", "digest on", name="/pmo"))
    told = str(desk.said(desk.command("Ed", "timers", name="/pmo"))["text"])
    assert "Weekly digests: 2 wait, the next for" in told
    assert "Tess" not in told
