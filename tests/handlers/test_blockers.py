"""Does a blocker live its life through commands, buttons and forms?"""

from typing import Any

import pytest
from sqlalchemy import select

from models.blockers import Blocker
from models.workspaces import Workspace
from planning.blockers import State
from tests.handlers.desk import Desk
from tests.notices.heard import settle

SENTENCE = "waiting on the security review for APOLLO since Monday, need it by Friday"


def only(desk: Desk) -> Blocker:
    with desk.world.store.read.begin() as session:
        return session.scalars(select(Blocker)).one()


@pytest.fixture
def filed(desk: Desk) -> str:
    desk.said(desk.command("Mia", SENTENCE))
    settle(desk.world)
    return only(desk).id


def test_a_sentence_files_at_once_and_shows_what_was_understood(desk: Desk) -> None:
    answer = desk.said(desk.command("Mia", SENTENCE))
    assert answer["response_type"] == "ephemeral"
    assert "B-1 is filed." in answer["text"]
    assert "APOLLO" in answer["text"]
    kept = only(desk)
    assert kept.title == "Waiting on the security review"
    assert (str(kept.since), str(kept.needed_by)) == ("2026-03-02", "2026-03-06")
    assert desk.world.audits()[0].door == "/blocked"


def test_what_is_not_understood_stays_in_the_title(desk: Desk) -> None:
    answer = desk.said(desk.command("Mia", "no badge since tomorrow"))
    kept = only(desk)
    assert (kept.title, str(kept.since)) == ("No badge since tomorrow", "2026-03-02")
    assert "Since" not in str(answer["blocks"])


def test_a_channel_names_the_project_where_no_word_does(desk: Desk) -> None:
    desk.said(desk.command("Mia", "no access to staging", channel="C0APOLLO"))
    assert only(desk).owner_id == desk.world.people["Tomas"]


def test_a_second_copy_of_a_command_hears_the_first_answer(desk: Desk) -> None:
    body = desk.command("Mia", SENTENCE)
    assert desk.said(body) == desk.said(body)
    assert len(desk.world.rows(Blocker)) == 1


def test_list_and_help_write_nothing(desk: Desk, filed: str) -> None:
    before = len(desk.world.audits()), len(desk.world.outbox())
    assert "Waiting on the security review" in desk.said(desk.command("Mia", "list"))["text"]
    assert "Nothing holds you up" in desk.said(desk.command("Yuki", "list"))["text"]
    assert "/blocked" in desk.said(desk.command("Yuki", "help"))["text"]
    assert "Waiting on" in desk.said(desk.command("Yuki", "blockers", name="/pmo"))["text"]
    assert "/blocked" in desk.said(desk.command("Yuki", "what?", name="/pmo"))["text"]
    assert (len(desk.world.audits()), len(desk.world.outbox())) == before


def test_a_long_list_says_truly_how_much_more_there_is(desk: Desk) -> None:
    for number in range(30):
        desk.world.report("Mia", f"Number {number}")
    answer = desk.said(desk.command("Mia", "list"))
    assert "And 10 more." in str(answer["blocks"])


def test_the_empty_command_opens_the_form_with_the_projects(desk: Desk) -> None:
    assert desk.said(desk.command("Mia", " ")) == {}
    (form,) = desk.windows("Mia")
    assert form.payload["callback_id"] == "blockers.report"
    assert "APOLLO" in str(form.payload["blocks"])


def test_the_form_files_and_answers_directly(desk: Desk) -> None:
    body = desk.submit("Mia", "blockers.report", title={"value": "No licence"}, people={"selected_users": ["U0YUKI"]})
    assert desk.said(body) == {"response_action": "clear"}
    assert only(desk).title == "No licence"
    receipts = [row for row in desk.world.outbox() if row.kind == "receipt"]
    assert [row.target for row in receipts] == ["U0MIA"]
    assert desk.said(body) == {"response_action": "clear"}, "a second copy closes the windows as the first did"
    assert len(desk.world.rows(Blocker)) == 1


def test_a_form_that_cannot_be_so_says_where(desk: Desk) -> None:
    answer = desk.said(
        desk.submit("Mia", "blockers.report", title={"value": " "}, since={"selected_date": "2026-03-03"})
    )
    assert answer["response_action"] == "errors"
    assert set(answer["errors"]) == {"title", "since"}
    assert desk.world.rows(Blocker) == []


def test_the_whole_life_by_buttons(desk: Desk, filed: str) -> None:
    desk.said(desk.press("Tomas", "blockers.acknowledge", filed))
    desk.said(desk.press("Tomas", "blockers.start", filed))
    desk.said(desk.submit("Yuki", "blockers.comment", filed, words={"value": "Nora knows"}))
    desk.said(desk.submit("Tomas", "blockers.clear", filed, words={"value": "It is done"}))
    assert (only(desk).state, only(desk).cleared_with) == (State.CLEARED, "It is done")
    desk.said(desk.press("Tomas", "blockers.undo", desk.world.history(filed)[-1].id))
    assert only(desk).state == State.IN_PROGRESS
    desk.said(desk.press("Mia", "blockers.withdraw", filed))
    assert desk.world.whats(filed) == [
        *("reported", "acknowledged", "started", "commented", "cleared", "undone", "withdrawn"),
    ]
    assert [row.door for row in desk.world.audits()][:3] == ["/blocked", "blockers.acknowledge", "blockers.start"]


def test_edit_hand_over_link_and_merge_by_forms(desk: Desk, filed: str) -> None:
    other = desk.world.report("Mia", "The lab is closed")
    desk.said(desk.submit("Mia", "blockers.edit", filed, title={"value": "Security review"}))
    desk.said(
        desk.submit("Tomas", "blockers.hand_over", filed, person={"selected_user": "U0YUKI"}, words={"value": "Please"})
    )
    desk.said(desk.submit("Mia", "blockers.links", filed, people={"selected_users": ["U0PRIYA"]}))
    assert desk.world.held(filed) == {"Priya"}
    chosen = {"selected_options": [{"value": other}]}
    desk.said(desk.submit("Mia", "blockers.links", filed, people={"selected_users": []}, blocks=chosen))
    assert desk.world.blocks(filed) == {other}
    inputs = [{"type": "input", "block_id": "people"}]
    chosen = {"selected_options": [{"value": filed}]}
    answer = desk.said(desk.submit("Mia", "blockers.links", other, layout=inputs, blocks=chosen))
    assert "B-2 → B-1 → B-2" in str(answer["errors"])
    desk.said(desk.submit("Mia", "blockers.duplicate", other, same_as={"selected_option": {"value": filed}}))
    assert desk.world.blocker(other).duplicate_of == filed
    assert desk.world.whats(filed) == ["reported", "edited", "handed_over", "linked", "linked", "absorbed"]


def test_a_form_sent_before_its_projects_came_keeps_the_project(desk: Desk, filed: str) -> None:
    project = only(desk).project_id
    desk.said(
        desk.submit(
            "Mia", "blockers.edit", filed, title={"value": "Security review"}, for_whom={"selected_user": "U0MIA"}
        )
    )
    assert only(desk).project_id == project
    desk.said(
        desk.submit(
            "Mia", "blockers.edit", filed, title={"value": "Security review"}, project={"selected_option": None}
        )
    )
    assert only(desk).project_id is None


def test_saving_a_form_unchanged_says_nothing(desk: Desk, filed: str) -> None:
    kept = only(desk)
    before = len(desk.world.outbox())
    filled: dict[str, Any] = {"title": {"value": kept.title}, "needed_by": {"selected_date": str(kept.needed_by)}}
    filled["cause"] = {"selected_option": {"value": kept.cause}}
    desk.said(desk.submit("Mia", "blockers.edit", filed, **filled))
    assert desk.world.whats(filed) == ["reported"]
    assert len(desk.world.outbox()) == before


@pytest.mark.parametrize("action", ["clear", "comment", "hand_over", "edit", "history", "show"])
def test_a_button_opens_its_window(desk: Desk, filed: str, action: str) -> None:
    desk.said(desk.press("Tomas", f"blockers.{action}", filed))
    (view,) = desk.windows("Tomas")
    assert "B-1" in view.payload["title"]["text"]


@pytest.mark.parametrize("choice", ["edit", "links", "duplicate", "history"])
def test_the_menu_opens_its_windows(desk: Desk, filed: str, choice: str) -> None:
    desk.said(desk.choose("Tomas", f"blockers.{choice}:{filed}"))
    (view,) = desk.windows("Tomas")
    assert "One moment" not in view.payload["title"]["text"]


def test_the_menu_withdraws(desk: Desk, filed: str) -> None:
    desk.said(desk.choose("Mia", f"blockers.withdraw:{filed}"))
    assert only(desk).state == State.WITHDRAWN


def test_a_button_in_a_window_brings_the_window_up_to_date(desk: Desk, filed: str) -> None:
    desk.said(desk.press("Tomas", "blockers.show", filed))
    desk.said(desk.press_in("Tomas", desk.windows("Tomas")[0], "blockers.acknowledge", filed))
    (view,) = desk.windows("Tomas")
    assert "Acknowledged" in str(view.payload["blocks"])
    desk.said(desk.press_in("Tomas", view, "blockers.clear", filed))
    assert [one.payload["title"]["text"] for one in desk.windows("Tomas")] == ["B-1", "Clear B-1"], "on top of it"


def test_a_refusal_in_a_window_is_read_on_top_of_it(desk: Desk, filed: str) -> None:
    desk.said(desk.press("Yuki", "blockers.show", filed))
    desk.said(desk.press_in("Yuki", desk.windows("Yuki")[0], "blockers.acknowledge", filed))
    assert "Nothing was changed" in str(desk.windows("Yuki")[-1].payload["blocks"])
    assert len(desk.windows("Yuki")) == 2


def test_the_hint_merges_with_one_tap(desk: Desk, filed: str) -> None:
    answer = desk.said(desk.command("Yuki", "Waiting on a security review for APOLLO"))
    assert "Looks like B-1" in answer["text"]
    button = next(block["accessory"] for block in answer["blocks"] if "accessory" in block)
    desk.said(desk.press("Yuki", button["action_id"], button["value"], ephemeral=True))
    merged = desk.world.rows(Blocker)
    assert sorted(one.state for one in merged) == ["duplicate", "open"]
    assert "same thing as B-1" in desk.notes()[-1], "the private answer is replaced"
    assert desk.world.held(filed) == {"Yuki"}


def test_a_private_answer_is_brought_up_to_date(desk: Desk, filed: str) -> None:
    desk.said(desk.press("Mia", "blockers.withdraw", filed, ephemeral=True))
    (row,) = (row for row in desk.world.outbox() if row.act == "response_url")
    assert row.payload["replace_original"] is True
    assert "withdrawn" in row.payload["text"].lower()


def test_who_is_second_is_told_under_the_button(desk: Desk, filed: str) -> None:
    desk.said(desk.press("Tomas", "blockers.acknowledge", filed))
    desk.said(desk.press("Priya", "blockers.acknowledge", filed))
    assert desk.notes() == ["B-1 has been acknowledged already by Tomas, so nothing was changed."]


def test_a_double_press_is_one(desk: Desk, filed: str) -> None:
    body = desk.press("Tomas", "blockers.acknowledge", filed)
    again = {**body, "trigger_id": desk.town.triggers.issue("U0TOMAS")}
    desk.said(body)
    desk.said(again)
    assert desk.world.whats(filed) == ["reported", "acknowledged"]
    assert desk.notes() == []


def test_a_message_becomes_a_blocker_with_its_link_and_picture(desk: Desk) -> None:
    with desk.world.store.write.begin() as session:
        session.get_one(Workspace, desk.world.workspace).url = "https://fernwood.slack.example/"
    message = {
        "ts": "1700000000.000100",
        "text": "The VPN is &lt;down&gt; for <@U0YUKI>",
        "files": [{"id": "F0DOC", "mimetype": "application/pdf"}, {"id": "F0PIC", "mimetype": "image/png"}],
    }
    desk.said(desk.shortcut("Mia", message))
    (form,) = desk.windows("Mia")
    assert "The VPN is <down>" in str(form.payload["blocks"])
    private = form.payload["private_metadata"]
    assert len(private) == 32
    desk.said(desk.submit("Mia", "blockers.report", private, title={"value": "The VPN is down"}))
    kept = only(desk)
    assert kept.source_link == "https://fernwood.slack.example/archives/C0APOLLO/p1700000000000100"
    assert kept.picture == "F0PIC"


def test_another_prefix_answers_to_other_words(world: Any, town: Any) -> None:
    desk = Desk(world, town, prefix="cw-")
    assert "B-1 is filed" in desk.said(desk.command("Mia", "no access", name="/cw-blocked"))["text"]
    assert "`/cw-pmo help`" in desk.send(desk.command("Mia", "no access", name="/blocked")).body


@pytest.mark.parametrize("name", ["/blocked", "/pmo"])
def test_a_number_opens_that_blocker_and_files_nothing(desk: Desk, filed: str, name: str) -> None:
    desk.said(desk.command("Yuki", "b-1", name=name))
    assert "Waiting on the security review" in str(desk.windows("Yuki")[-1].payload)
    assert desk.said(desk.command("Yuki", "B-77", name=name))["text"] == "There is no B-77 here."
    assert len(desk.world.rows(Blocker)) == 1
