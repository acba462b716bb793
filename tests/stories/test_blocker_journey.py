"""Does a blocker go from Slack to its owner and back, whichever way Slack reaches the bot?"""

from pathlib import Path

import pytest

from tests.house import House, house, until

SENTENCE = "/blocked waiting on the security review for APOLLO since Monday, need it by Friday"


@pytest.fixture(params=["socket", "http"])
def served(request: pytest.FixtureRequest, tmp_path: Path):
    with house(tmp_path, http=request.param == "http") as built:
        # A Wednesday, so that Monday and Friday are the ones of this week.
        built.town.ask("clock", {"at": "2026-11-25T10:00:00+01:00"})
        built.start()
        yield built
        assert built.stop() == 0


def test_from_the_sentence_to_the_cleared_card(served: House) -> None:
    answer = served.act("U0MIA", "command", channel="C0GENERAL", line=SENTENCE)
    assert answer["failure"] == ""
    assert "B-1" in answer["ack"]["text"]

    card = served.card("C0APOLLO", "Waiting on the security review")
    assert "APOLLO" in card["text"]
    assert "since Mon 23 Nov" in card["text"]
    assert "Fri 27 Nov" in card["text"]

    asked = until(lambda: served.told("U0TOMAS"), "the owner to be asked")
    assert len(asked) == 1
    served.press("U0TOMAS", asked[0], "blockers.acknowledge")
    until(lambda: "Acknowledged" in str(served.card("C0APOLLO", "security review")["blocks"]), "the card to say so")
    until(lambda: [one for one in served.told("U0MIA") if "is with" in one["text"]], "the raiser to hear of it")

    served.press("U0TOMAS", served.card("C0APOLLO", "security review"), "blockers.comment")
    served.submit("U0TOMAS", served.modal("U0TOMAS", "Comment on B-1"), words={"value": "Nora looks at it at four."})
    until(lambda: "Nora looks at it" in str(served.card("C0APOLLO", "security review")["blocks"]), "the comment")

    served.press("U0TOMAS", served.card("C0APOLLO", "security review"), "blockers.clear")
    served.submit("U0TOMAS", served.modal("U0TOMAS", "Clear B-1"), words={"value": "The review is done"})
    until(lambda: "Cleared" in served.card("C0APOLLO", "B-1")["text"], "the card to be cleared")
    heard = until(lambda: [one for one in served.told("U0MIA") if "cleared" in one["text"]], "the raiser to hear it")
    assert len(heard) == 1
    assert "The review is done" in heard[0]["text"]

    posts = [one for one in served.town.journal("accepted", "chat.postMessage") if one["channel"] == "C0APOLLO"]
    assert len(posts) == 1, "one card, edited in place"


def test_the_form_the_menu_and_undo(served: House) -> None:
    served.act("U0MIA", "command", channel="C0GENERAL", line="/blocked")
    form = until(lambda: _with_projects(served, "U0MIA"), "the form with its projects")
    project = next(block for block in form["blocks"] if block["block_id"] == "project")
    orion = next(one for one in project["element"]["options"] if one["text"]["text"].startswith("ORION"))
    refused = served.submit(
        "U0MIA", form, title={"value": "Lab data without units"}, since={"selected_date": "2027-01-01"}
    )
    assert "since" in str(refused["result"]["errors"])
    served.submit(
        "U0MIA",
        form,
        title={"value": "Lab data without units"},
        since={"selected_date": "2026-11-20"},
        project={"selected_option": orion},
    )
    card = served.card("C0ORION", "Lab data without units")
    served.press("U0MIA", card, "blockers.more", selected_option=_choice(card, "Withdraw"))
    until(lambda: "Withdrawn" in served.card("C0ORION", "Lab data")["text"], "the card to be withdrawn")
    served.press("U0MIA", served.card("C0ORION", "Lab data"), "blockers.undo")
    until(lambda: "is open" in served.card("C0ORION", "Lab data")["text"], "the card to be open again")
    history = served.press(
        "U0MIA", served.card("C0ORION", "Lab data"), "blockers.more", selected_option=_choice(card, "History")
    )
    assert history["failure"] == ""
    window = served.modal("U0MIA", "History of B-1")
    assert "took the last change back" in str(window["blocks"])


def test_a_stranger_to_the_blocker_is_told_who_may(served: House) -> None:
    served.act("U0MIA", "command", channel="C0GENERAL", line="/blocked no access to staging for APOLLO")
    card = served.card("C0APOLLO", "access to staging")
    served.press("U0YUKI", card, "blockers.more", selected_option=_choice(card, "Withdraw"))

    def told() -> list[str]:
        shown = served.town.ask("messages?channel=C0APOLLO")["messages"]
        return [one["text"] for one in shown if one.get("ephemeral_for") == "U0YUKI"]

    assert "Nothing was changed" in until(told, "the refusal")[0]
    assert "Open" in str(served.card("C0APOLLO", "access to staging")["blocks"])


def test_home_help_and_lists(served: House) -> None:
    served.act("U0MIA", "open_home")
    until(lambda: served.town.ask("home?user=U0MIA")["view"], "the Home tab")
    served.act("U0MIA", "command", channel="C0GENERAL", line="/blocked the store wants a privacy page for VEGA")
    until(lambda: "privacy page" in str(served.town.ask("home?user=U0MIA")["view"]), "Home to be drawn again")
    listed = served.act("U0MIA", "command", channel="C0GENERAL", line="/blocked list")
    assert "privacy page" in listed["ack"]["text"]
    everything = served.act("U0PRIYA", "command", channel="C0PMO", line="/pmo blockers")
    assert "privacy page" in everything["ack"]["text"]
    assert "/blocked" in served.act("U0GUS", "command", channel="C0LYRA", line="/pmo help")["ack"]["text"]


def test_the_shortcut_keeps_link_and_picture(served: House) -> None:
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    said = served.act(
        "U0LENA",
        "say",
        channel="C0VEGA",
        text="The build server shows this",
        files=[{"name": "screen.png", "mimetype": "image/png", "base64": pixel}],
    )["result"]
    served.act("U0LENA", "shortcut", callback_id="blockers.report_message", channel="C0VEGA", ts=said["ts"])
    form = until(lambda: _with_projects(served, "U0LENA"), "the form")
    assert "The build server shows this" in str(form["blocks"])
    vega = next(
        one
        for block in form["blocks"]
        if block["block_id"] == "project"
        for one in block["element"]["options"]
        if one["text"]["text"].startswith("VEGA")
    )
    served.submit("U0LENA", form, project={"selected_option": vega})
    card = served.card("C0VEGA", "The build server shows this")
    assert any(block["type"] == "image" for block in card["blocks"])
    assert said["ts"].replace(".", "") in str(card["blocks"])


def test_a_word_in_the_thread_is_a_comment(served: House) -> None:
    served.act("U0MIA", "command", channel="C0GENERAL", line="/blocked tablets are missing for VEGA")
    card = served.card("C0VEGA", "ablets are missing")
    served.act("U0OMAR", "say", channel="C0VEGA", text="Two are on their way <@U0LENA>", thread_ts=card["ts"])
    until(lambda: "Two are on their way" in str(served.card("C0VEGA", "ablets are missing")["blocks"]), "the comment")
    assert "&lt;" not in str(served.card("C0VEGA", "ablets are missing")["blocks"])


def test_the_same_thing_twice_is_offered_as_one(served: House) -> None:
    served.act("U0MIA", "command", channel="C0GENERAL", line="/blocked waiting on the security review for APOLLO")
    served.card("C0APOLLO", "security review")
    second = served.act(
        "U0ANIL", "command", channel="C0APOLLO", line="/blocked waiting for the security review for APOLLO"
    )
    assert "Looks like B-1" in second["ack"]["text"]
    shown = served.town.ask("messages?channel=C0APOLLO")["messages"]
    receipt = next(one for one in shown if one.get("ephemeral_for") == "U0ANIL")
    served.press("U0ANIL", receipt, "blockers.same_thing")
    until(
        lambda: [one for one in served.said("C0APOLLO") if "same thing as B-1" in one["text"]],
        "the second card to say so",
    )
    first = next(one for one in served.said("C0APOLLO") if one["text"].startswith("B-1"))
    until(
        lambda: "Anil" in next(one for one in served.said("C0APOLLO") if one["ts"] == first["ts"])["text"],
        "Anil to wait for it",
    )


def _with_projects(served: House, who: str):
    view = served.town.ask(f"view?user={who}")["view"]
    return view if view and any(block.get("block_id") == "project" for block in view["blocks"]) else None


def _choice(message, label: str):
    return next(
        option
        for block in message["blocks"]
        for element in block.get("elements", [])
        if element.get("type") == "overflow"
        for option in element["options"]
        if option["text"]["text"] == label
    )
