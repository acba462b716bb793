"""Does the first admin get through the set-up, step by step, and does nobody else?"""

from decimal import Decimal
from typing import Any

import pytest

from models.people import Person
from models.workspaces import Workspace
from tests.handlers.desk import Desk


@pytest.fixture
def fresh(desk: Desk) -> Desk:
    """Nobody has set anything up; Yuki is an admin of the workspace."""
    desk.world.change_person("Priya", roles=[])
    desk.world.change_person("Yuki", is_admin=True)
    return desk


def open_home(desk: Desk, who: str) -> str:
    desk.said(desk.event({"type": "app_home_opened", "user": f"U0{who.upper()}", "tab": "home"}))
    return drawn(desk, who)


def drawn(desk: Desk, who: str) -> str:
    rows = [row for row in desk.world.outbox() if row.kind == "home" and row.target == f"U0{who.upper()}"]
    return str(rows[-1].payload["view"])


def roles(desk: Desk, who: str) -> list[str]:
    return next(list(one.roles) for one in desk.world.rows(Person) if one.name == who)


def workspace(desk: Desk) -> Workspace:
    return next(one for one in desk.world.rows(Workspace))


def calendar(week: str, region: str = "") -> dict[str, Any]:
    return {"week": {"value": week}, "holidays": {"value": region or None}}


def test_the_first_workspace_admin_who_opens_home_becomes_admin_and_nobody_after_them(fresh: Desk) -> None:
    assert "Set up Clearway" not in open_home(fresh, "Mia")
    assert "Set up Clearway" in open_home(fresh, "Yuki")
    assert roles(fresh, "Yuki") == ["admin"]
    fresh.world.change_person("Tomas", is_admin=True)
    assert "Set up Clearway" not in open_home(fresh, "Tomas")
    assert [(one.action, one.subject_id, one.details) for one in fresh.world.audits()] == [
        ("roles.changed", fresh.world.people["Yuki"], {"given": ["admin"], "taken": []})
    ]


def test_step_by_step_until_all_is_decided(fresh: Desk) -> None:
    open_home(fresh, "Yuki")
    assert fresh.said(fresh.submit("Yuki", "settings.channel", channel={"selected_conversation": "C0PMO"})) == {
        "response_action": "clear"
    }
    assert "2 steps are left" in drawn(fresh, "Yuki")
    fresh.said(fresh.submit("Yuki", "settings.calendar", **calendar("8 8 8 8 6 0 0", "de-by")))
    assert "1 step is left" in drawn(fresh, "Yuki")
    assert "Mon to Thu 8 h, Fri 6 h; public holidays of DE-BY" in drawn(fresh, "Yuki")
    fresh.said(fresh.submit("Yuki", "settings.office", people={"selected_users": ["U0TOMAS", "U0PRIYA"]}))
    assert "Set up Clearway" not in drawn(fresh, "Yuki")
    kept = workspace(fresh)
    assert (kept.pmo_channel, kept.holidays, kept.week) == (
        "C0PMO",
        "DE-BY",
        tuple(map(Decimal, (8, 8, 8, 8, 6, 0, 0))),
    )
    assert kept.set_up_at == fresh.world.clock.now()
    assert (roles(fresh, "Tomas"), roles(fresh, "Priya"), roles(fresh, "Yuki")) == (["pmo"], ["pmo"], ["admin"])
    fresh.said(fresh.submit("Yuki", "settings.office", people={"selected_users": ["U0YUKI"]}))
    assert (roles(fresh, "Tomas"), roles(fresh, "Yuki")) == ([], ["pmo", "admin"])
    assert [one.action for one in fresh.world.audits()].count("settings.finished") == 1


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ("C0APOLLO", "no private channel"),
        ("C0NOWHERE", "cannot see that channel"),
        ("x", "choose a channel"),
        (None, "choose a channel"),
    ],
)
def test_a_channel_that_will_not_do(fresh: Desk, channel: str | None, words: str) -> None:
    open_home(fresh, "Yuki")
    answer = fresh.said(fresh.submit("Yuki", "settings.channel", channel={"selected_conversation": channel}))
    assert words in answer["errors"]["channel"]
    assert workspace(fresh).pmo_channel is None


def test_slack_that_does_not_say_what_a_channel_is(fresh: Desk) -> None:
    open_home(fresh, "Yuki")
    fresh.town.faults.add("conversations.info", "500")
    answer = fresh.said(fresh.submit("Yuki", "settings.channel", channel={"selected_conversation": "C0PMO"}))
    assert "save once more" in answer["errors"]["channel"]


@pytest.mark.parametrize(
    ("week", "region", "block", "words"),
    [
        ("8 8 8", "", "week", "has 3 numbers"),
        ("8 8 8 8 8 0 25", "", "week", "out of range"),
        ("0 0 0 0 0 0 0", "", "week", "at least one day"),
        ("8 8 8 8 8 0 0", "Bavaria", "holidays", "such as DE"),
        ("8 8 8 8 8 0 0", "DE-XX", "holidays", "DE has no part XX"),
    ],
)
def test_a_calendar_that_will_not_do(fresh: Desk, week: str, region: str, block: str, words: str) -> None:
    open_home(fresh, "Yuki")
    answer = fresh.said(fresh.submit("Yuki", "settings.calendar", **calendar(week, region)))
    assert words in str(answer.get("errors", {}).get(block) or answer)
    assert workspace(fresh).week is None


@pytest.mark.parametrize("chosen", [[], ["U0GUS"]])
def test_a_pmo_that_will_not_do(fresh: Desk, chosen: list[str]) -> None:
    fresh.world.person("Gus", standing="guest")
    open_home(fresh, "Yuki")
    answer = fresh.said(fresh.submit("Yuki", "settings.office", people={"selected_users": chosen}))
    assert answer["response_action"] in {"errors", "update"}
    assert all(not roles(fresh, name) for name in ("Gus", "Priya"))


def test_the_pmo_reads_the_settings_and_an_admin_changes_them(desk: Desk) -> None:
    desk.world.change_person("Tomas", roles=["admin"])
    read = desk.said(desk.command("Priya", "settings", name="/pmo"))
    assert "An admin can change it." in read["text"]
    assert "settings.channel" not in str(read["blocks"])
    assert "settings.channel" in str(desk.said(desk.command("Tomas", "settings", name="/pmo"))["blocks"])
    assert "for the project management office" in desk.said(desk.command("Mia", "settings", name="/pmo"))["text"]
    for who, said in (("Tomas", "Hours from Monday"), ("Priya", "for Clearway's admins")):
        desk.said(desk.press(who, "settings.calendar", "settings"))
        assert said in str(desk.windows(who)[-1].payload)
        desk.close_all()
    refused = desk.said(desk.submit("Priya", "settings.channel", channel={"selected_conversation": "C0PMO"}))
    assert "for Clearway's admins" in str(refused)


def test_cards_go_to_the_channel_that_was_set_up_before_the_policys(desk: Desk) -> None:
    desk.world.report("Mia", "One", tell=True)
    with desk.world.store.write.begin() as session:
        session.get_one(Workspace, desk.world.workspace).pmo_channel = "C0OTHER"
    desk.world.report("Mia", "Two", tell=True)
    cards = [row.target for row in desk.world.outbox() if row.kind == "card" and row.target.startswith("C")]
    assert cards == ["C0PMO", "C0OTHER"]


def test_each_admin_sees_that_a_step_was_taken(fresh: Desk) -> None:
    open_home(fresh, "Yuki")
    fresh.world.change_person("Tomas", roles=["admin"])
    before = open_home(fresh, "Tomas")
    fresh.said(fresh.submit("Yuki", "settings.calendar", **calendar("8 8 8 8 8 0 0")))
    assert "steps are left" in before
    assert drawn(fresh, "Tomas") != before
