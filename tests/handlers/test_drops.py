"""Whose files are taken in, and what do the buttons under them do, by the door?"""

from typing import Any

import pytest

from models.drops import Drop, DroppedFile, DropState
from models.files import OutFile
from models.outbox import OutboxRow
from planning.people import Standing
from tests.handlers.desk import Body, Desk

BOOK = {"id": "F0BOOK", "name": "Portfolio.xlsx", "url_private_download": "https://elsewhere.example/x"}


def file_event(desk: Desk, who: str, *files: Body, **more: Any) -> Body:
    given = {"subtype": "file_share", "channel_type": "im", "files": list(files or (BOOK,)), **more}
    body = desk.reply(who, f"D0{who.upper()}", "1.1", "", **given)
    del body["event"]["thread_ts"]
    return body


def under(desk: Desk) -> list[OutboxRow]:
    return [row for row in desk.world.outbox() if row.act == "chat.postMessage"]


@pytest.fixture
def office(desk: Desk) -> Desk:
    desk.world.change_person("Priya", roles=["pmo"])
    return desk


def asking(desk: Desk) -> str:
    """A file that was read, and waits for an answer; its drop's id."""
    desk.said(file_event(desk, "Priya"))
    drop = desk.world.rows(Drop)[0]
    with desk.world.store.write.begin() as session:
        session.get_one(Drop, (drop.workspace, drop.id)).state = DropState.ASKING
        session.get_one(DroppedFile, (drop.workspace, drop.id, 0)).data = b"x"
    return drop.id


def test_a_file_of_the_office_is_kept_as_work_and_answered_in_its_thread(office: Desk) -> None:
    body = file_event(office, "Priya", BOOK, {"id": "F0CSV", "name": "people.csv"}, {"id": "F0PNG", "name": "me.png"})
    for _ in range(2):
        office.said(body)
    drop = office.world.rows(Drop)[0]
    assert (drop.state, drop.channel, drop.ts) == ("reading", "D0PRIYA", body["event"]["ts"])
    assert [(one.slack_file, one.data) for one in office.world.rows(DroppedFile)] == [("F0BOOK", None), ("F0CSV", None)]
    row = under(office)[0]
    assert (row.target, row.thread_ts, len(under(office))) == ("U0PRIYA", body["event"]["ts"], 1)
    assert "Nothing is changed before you say so" in row.payload["text"]


def test_somebody_else_hears_one_friendly_sentence(office: Desk) -> None:
    office.said(file_event(office, "Mia"))
    assert office.world.rows(Drop) == []
    assert under(office)[0].payload["text"].startswith("Thank you! Files are read here for the project")


def test_what_is_no_table_is_left_unopened(office: Desk) -> None:
    office.said(file_event(office, "Priya", {"id": "F0PNG", "name": "<!channel>.png"}))
    assert office.world.rows(Drop) == []
    assert "I left *&lt;!channel&gt;.png* unopened" in under(office)[0].payload["text"]


@pytest.mark.parametrize(
    "event",
    [
        {"subtype": "message_changed"},
        {"subtype": None},
        {"bot_id": "B0OTHER"},
        {"channel_type": "channel"},
        {"channel_type": "mpim"},
        {"files": None},
        {"files": "F0BOOK"},
        {"files": [{"id": 7, "name": None}, "x"]},
    ],
    ids=str,
)
def test_nothing_else_is_taken_for_a_file(office: Desk, event: Body) -> None:
    office.said(file_event(office, "Priya", **event))
    assert (office.world.rows(Drop), under(office)) == ([], [])


@pytest.mark.parametrize("standing", [Standing.GUEST, Standing.STRANGER, Standing.BOT])
def test_guests_and_strangers_get_nothing(office: Desk, standing: Standing) -> None:
    office.world.change_person("Priya", standing=standing)
    office.said(file_event(office, "Priya"))
    assert (office.world.rows(Drop), under(office)) == ([], [])


def test_apply_is_pressed_once(office: Desk) -> None:
    id_ = asking(office)
    office.world.person("Otto", roles=["pmo"])
    for who in ("Priya", "Priya", "Otto"):
        office.said(office.press(who, "drops.apply", id_))
    drop = office.world.rows(Drop)[0]
    assert (drop.state, drop.pressed_by) == ("applying", office.world.people["Priya"])
    assert office.notes() == ["It is being imported already."] * 2


def test_discard_lets_go_of_the_bytes(office: Desk) -> None:
    id_ = asking(office)
    office.said(office.press("Priya", "drops.discard", id_))
    assert (office.world.rows(Drop)[0].state, office.world.rows(DroppedFile)[0].data) == ("discarded", None)
    office.said(office.press("Priya", "drops.apply", id_))
    assert office.notes() == ["It was discarded already. Send the file again to import it."]


@pytest.mark.parametrize(
    ("button", "said"), [("drops.month_first", {"dates": "month-first"}), ("drops.comma", {"decimal": "comma"})]
)
def test_an_answer_has_it_read_anew(office: Desk, button: str, said: Body) -> None:
    office.said(office.press("Priya", button, asking(office)))
    drop = office.world.rows(Drop)[0]
    assert (drop.state, drop.choices, office.world.rows(DroppedFile)[0].data) == ("reading", said, b"x")


def test_who_is_of_the_office_no_more_presses_in_vain(office: Desk) -> None:
    id_ = asking(office)
    office.world.change_person("Priya", roles=[])
    office.said(office.press("Priya", "drops.apply", id_))
    assert office.world.rows(Drop)[0].state == "asking"
    assert "nothing was changed" in office.notes()[0]


def test_export_is_a_file_for_who_asks(office: Desk) -> None:
    body = office.command("Priya", "export", name="/pmo")
    assert office.said(body)["text"].startswith("The whole portfolio comes as a workbook")
    office.said(body)
    assert [(one.person_id, one.kind) for one in office.world.rows(OutFile)] == [
        (office.world.people["Priya"], "portfolio")
    ]
    assert "project management office" in office.said(office.command("Mia", "export", name="/pmo"))["text"]


def test_import_says_how(office: Desk) -> None:
    assert (
        "Send the files in our direct messages" in office.said(office.command("Priya", "import", name="/pmo"))["text"]
    )
    assert "project management office" in office.said(office.command("Mia", "import", name="/pmo"))["text"]
