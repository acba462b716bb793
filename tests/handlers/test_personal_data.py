"""Can everybody have what is stored about them, and can an admin erase somebody, by the door?"""

import json

import pytest
from sqlalchemy import select

from models.availability import AvailabilityChange
from models.outbox import OutboxRow
from models.people import Person
from models.tables import METADATA
from planning.people import Standing
from tests.handlers.desk import Desk
from tests.notices.heard import settle


@pytest.fixture
def run(desk: Desk) -> Desk:
    desk.world.person("Anna", roles=["admin"])
    desk.world.report("Mia", "No <@U0YUKI> & no “way” \u202e", tell=True)
    return desk


def ask(desk: Desk, who: str, text: str) -> str:
    return str(desk.said(desk.command(who, text, name="/pmo")).get("text", ""))


def boxes(desk: Desk, who: str) -> str:
    rows = [row for row in desk.world.outbox() if row.kind == "export" and row.target == f"U0{who.upper()}"]
    return "".join(row.payload["blocks"][1]["elements"][0]["elements"][0]["text"] for row in rows)


@pytest.mark.parametrize("standing", [Standing.MEMBER, Standing.GUEST])
def test_everybody_gets_what_is_stored_about_them_and_nobody_else_does(run: Desk, standing: Standing) -> None:
    run.world.change_person("Mia", standing=standing)
    for number in range(12):  # more than one message holds
        run.world.report("Mia", f"Something {number} {'long ' * 60}")
    body = run.command("Mia", "export-me", name="/pmo")
    answer = run.said(body)["text"]
    assert "direct messages" in answer
    told = json.loads(boxes(run, "Mia"))
    assert (told["people"][0]["name"], len(told["blockers"])) == ("Mia", 13)
    assert told["blockers"][0]["title"].startswith("No <@U0YUKI>") or len(told["blockers"]) == 13
    assert "\u202e" not in boxes(run, "Mia")
    assert {row.target for row in run.world.outbox() if row.kind == "export"} == {"U0MIA"}
    before = len(run.world.outbox())
    assert run.said(body)["text"] == answer, "a second copy of the command is answered alike"
    assert len(run.world.outbox()) == before


def test_who_stands_outside_gets_a_sentence(run: Desk) -> None:
    run.world.change_person("Mia", standing=Standing.STRANGER)
    assert "members of this workspace" in ask(run, "Mia", "export-me")
    assert boxes(run, "Mia") == ""


@pytest.mark.parametrize("who", ["Priya", "Tomas", "Mia"])
def test_nobody_but_an_admin_erases(run: Desk, who: str) -> None:
    assert "Clearway's admins" in ask(run, who, "erase <@U0YUKI>")
    assert run.windows(who) == []
    answer = run.said(run.submit(who, "people.erase", run.world.people["Yuki"], word={"value": "erase"}))
    assert "Clearway's admins" in str(answer)
    assert run.world.name_of("U0YUKI") == "Yuki"


def test_an_admin_sees_first_what_would_go_and_confirms_it(run: Desk) -> None:
    ask(run, "Anna", "erase <@U0MIA|mia>")
    shown = str(run.windows("Anna")[-1].payload)
    for words in ("Erase <@U0MIA>?", "cannot be undone", "1 blocker that concerned them", "what other people wrote"):
        assert words in shown
    mia = run.world.people["Mia"]
    for word in ("", "yes", "eras"):
        answer = run.said(run.submit("Anna", "people.erase", mia, word={"value": word or None}))
        assert "Please write “erase”" in answer["errors"]["word"]
    assert run.world.name_of("U0MIA") == "Mia"
    ask(run, "Anna", "erase <@U0YUKI>")
    assert "0 blockers" not in str(run.windows("Anna")[-1].payload), "what was none stays in no list"
    answer = run.said(run.submit("Anna", "people.erase", mia, word={"value": " Erase "}))
    assert "They are erased." in str(answer["view"])
    assert run.world.name_of("U0MIA") is None
    home = [row for row in run.world.outbox() if row.target == "U0MIA"]
    assert [row.kind for row in home] == ["home"]
    assert "keeps nothing about you" in str(home[0].payload)
    assert next(one.name for one in run.world.rows(Person) if one.id == mia) == "erased person"


def test_nothing_that_was_said_to_them_or_of_them_stays_in_the_store(run: Desk) -> None:
    """Also not what Slack got through an answer's own address, nor the receipts that a second copy would hear."""
    with run.world.store.write.begin() as session:
        session.get_one(Person, (run.world.workspace, run.world.people["Mia"])).name = "Miró “Quux” & Söhne"
    run.said(run.event({"type": "app_home_opened", "user": "U0MIA", "tab": "home"}))
    for text in ("off 24 Dec to 2 Jan", "list", "calendar https://mias-secret.example/abc.ics"):
        run.said(run.command("Mia", text, name="/availability"))
    run.said(run.press("Mia", "availability.list", "list", ephemeral=True))
    run.said(run.press("Mia", "availability.undo", run.world.rows(AvailabilityChange)[0].id, ephemeral=True))
    run.said(run.press("Tomas", "blockers.acknowledge", run.world.report("Yuki", "No way in", tell=True)))
    ask(run, "Mia", "export-me")
    blocker = run.world.report("Mia", "Waiting for the badge", tell=True)
    run.world.hand_over("Priya", blocker, "Yuki", tell=True)
    settle(run.world)
    assert {"U0MIA", "Quux", "24 Dec", "mias-secret"} == held(run, "U0MIA", "Quux", "24 Dec", "mias-secret")
    run.said(run.submit("Anna", "people.erase", run.world.people["Mia"], word={"value": "erase"}))
    home = [row for row in run.world.outbox() if row.target == "U0MIA"]
    assert [(row.kind, row.state) for row in home] == [("home", "pending")], "only that nothing is kept is said to them"
    with run.world.store.write.begin() as session:
        session.query(OutboxRow).filter(OutboxRow.target == "U0MIA").delete()
    assert held(run, "U0MIA", "Quux", "24 Dec", "mias-secret") == set()
    again = run.said(run.command("Mia", "list", name="/availability"))["text"]
    assert again == "Clearway does not know you yet, so nothing was changed. Please try again in a minute."
    assert [row.payload["text"] for row in run.world.outbox() if row.payload and row.act == "response_url"] != [], (
        "what was answered to others stays"
    )


def held(desk: Desk, *words: str) -> set[str]:
    """Those of the words that stand in some column of some table."""
    with desk.world.store.read.begin() as session:
        rows = [dict(row) for table in METADATA.sorted_tables for row in session.execute(select(table)).mappings()]
    everything = json.dumps(rows, default=str, ensure_ascii=False)
    return {word for word in words if word in everything}


def test_whom_nobody_knows_and_whom_several_may_mean(run: Desk) -> None:
    assert "I know nobody called" in ask(run, "Anna", "erase Zaphod")
    assert "More than one person" in ask(run, "Anna", "erase a")
    assert "I know nobody" in ask(run, "Anna", "erase")
