"""Can somebody say, see, change and take back their own availability at the door, and nobody else's?"""

import json
from datetime import date
from typing import Any

import pytest

from models.availability import Absence, AvailabilityChange, Pattern
from models.feeds import CalendarFeed
from models.outbox import Act
from models.people import Person
from planning.people import Standing
from readers.calendars.values import Busy
from services.absences import replace_from_feed
from tests.handlers.desk import Body, Desk
from tests.services.availability_world import absences, patterns, whole_state
from ui import availability as screens
from ui import availability_forms as forms
from ui import availability_skills as skill_screens

# Business time is Monday, 2 March 2026, 10:00 in Berlin.
OFF, WEEK, SKILLS = forms.OFF_FORM, forms.WEEK_FORM, skill_screens.SKILLS_FORM


def say(desk: Desk, text: str, who: str = "Mia") -> Body:
    return desk.said(desk.command(who, text, name="/availability"))


def buttons(shown: Any, action: str) -> list[dict[str, Any]]:
    """The buttons of that action in a message or view, in order."""
    if isinstance(shown, dict):
        mine = [shown] if shown.get("action_id") == action else []
        return mine + [one for value in shown.values() for one in buttons(value, action)]
    return [one for value in shown for one in buttons(value, action)] if isinstance(shown, list) else []


def press(desk: Desk, shown: Any, action: str, who: str = "Mia", at: int = 0) -> None:
    desk.said(desk.press(who, action, buttons(shown, action)[at]["value"], ephemeral=True))


def last_note(desk: Desk) -> Body:
    return [row.payload for row in desk.world.outbox() if row.act == Act.RESPOND][-1]


def last_message(desk: Desk) -> Body:
    return [row.payload for row in desk.world.outbox() if row.act == Act.POST][-1]


def window(desk: Desk, who: str = "Mia") -> Body:
    return desk.windows(who)[-1].payload


def test_a_phrase_is_noted_with_its_effect_and_taken_back(desk: Desk) -> None:
    before = whole_state(desk.world, "Mia")
    answer = say(desk, "off 5 Mar to 10 Mar")
    assert answer["response_type"] == "ephemeral"
    assert answer["text"] == (
        "Noted: you are off Thu 5 Mar to Tue 10 Mar. 2 weeks, those of Mon 2 Mar to Mon 9 Mar: 32 h, now 19.2 h each."
    )
    assert absences(desk.world) == ["2026-03-05..2026-03-10"]
    press(desk, answer, screens.UNDO)
    assert whole_state(desk.world, "Mia") == before
    note = last_note(desk)
    assert note["replace_original"] is True
    assert note["text"] == "Taken back. 2 weeks, those of Mon 2 Mar to Mon 9 Mar: 19.2 h, now 32 h each."
    press(desk, answer, screens.UNDO)
    assert last_note(desk)["text"] == "That was undone already, so nothing was changed."


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("off tomorrow afternoon", "Noted: you are off Tue 3 Mar in the afternoon. Week of Mon 2 Mar: 32 h, now 28.8 h."),
        ("off Saturday", "Noted: you are off Sat 7 Mar. Your hours for projects stay as they are."),
        (
            "60% from 1 Jun",
            "Noted: from Mon 1 Jun on you work Monday to Friday 8 h (40 h a week); 60 % of it for projects. "
            "Every week from Mon 1 Jun on: 32 h, now 24 h.",
        ),
        (
            "Mon to Thu 8h, Fri 4h from 1 Jun to 14 Jun",
            "Noted: from Mon 1 Jun to Sun 14 Jun you work Monday to Thursday 8 h, Friday 4 h (36 h a week); 80 % of it "
            "for projects. From Mon 15 Jun on: Monday to Friday 8 h (40 h a week); 80 % of it for projects. "
            "2 weeks, those of Mon 1 Jun to Mon 8 Jun: 32 h, now 28.8 h each.",
        ),
        ("80%", "That is noted already, so nothing was changed."),
        ("back", "No time off is noted for Mon 2 Mar, so nothing was changed."),
    ],
)  # fmt: skip
def test_what_an_answer_says(desk: Desk, said: str, text: str) -> None:
    assert say(desk, said)["text"] == text


def test_a_repeated_absence_shows_some_weeks_and_counts_the_rest(desk: Desk) -> None:
    text = say(desk, "off every second Friday")["text"]
    assert text.startswith(
        "Noted: you are off every second Friday from Fri 6 Mar on. Week of Mon 2 Mar: 32 h, now 25.6"
    )
    assert text.endswith("And 23 more weeks until that of Mon 1 Mar 2027, and so on.")
    assert text.count("Week of") == 4


def test_a_repeated_absence_that_ends_says_how_many_weeks_it_changes(desk: Desk) -> None:
    answer = say(desk, "off Thursdays until 31 Mar 2028")
    assert answer["text"].endswith("109 weeks, those of Mon 2 Mar to Mon 27 Mar 2028: 32 h, now 25.6 h each.")
    press(desk, answer, screens.UNDO)
    assert last_note(desk)["text"].endswith("109 weeks, those of Mon 2 Mar to Mon 27 Mar 2028: 25.6 h, now 32 h each.")
    say(desk, "off Thursdays until 31 Mar 2028")
    press(desk, say(desk, "list"), screens.REMOVE)
    assert "109 weeks, those of Mon 2 Mar" in last_note(desk)["text"]


def test_back_says_what_ends_and_what_is_left(desk: Desk) -> None:
    say(desk, "off until 20 Mar")
    assert say(desk, "back on 9 Mar")["text"].startswith(
        "Noted: you are back from Mon 9 Mar on. This ends: Mon 2 Mar to Fri 20 Mar. "
        "What is left of it: Mon 2 Mar to Sun 8 Mar. 2 weeks"
    )


def test_what_overlaps_is_said_once(desk: Desk) -> None:
    say(desk, "off 4 Mar to 6 Mar")
    assert say(desk, "off 5 Mar")["text"] == "That is noted already, so nothing was changed."
    assert (
        "off Wed 4 Mar to Tue 10 Mar. That takes the place of: Wed 4 Mar to Fri 6 Mar."
        in say(desk, "off 5 Mar to 10 Mar")["text"]
    )


def test_a_reason_is_kept_nowhere(desk: Desk) -> None:
    answer = say(desk, "off tomorrow, migraine again")
    kept = [
        json.dumps(
            [[str(getattr(row, column.name)) for column in row.__table__.columns] for row in desk.world.rows(model)]
        )
        for model in (Absence, AvailabilityChange, Person)
    ]
    said = json.dumps([row.payload for row in desk.world.outbox()]) + json.dumps(answer)
    audit = str([(row.action, row.details) for row in desk.world.audits()])
    assert absences(desk.world) == ["2026-03-03"]
    assert "migraine" not in "".join([*kept, said, audit])


def test_what_is_not_clear_is_asked_back_with_answers_to_press(desk: Desk) -> None:
    answer = say(desk, "Friday's off")
    assert answer["text"] == "Friday: this one, or every one? Choose “Off Friday”. Choose “Off every Friday”."
    assert absences(desk.world) == []
    press(desk, answer, screens.CHOICES[1])
    assert absences(desk.world) == ["2026-03-06 FREQ=WEEKLY;BYDAY=FR"]
    assert last_note(desk)["text"].startswith("Noted: you are off every Friday")


def test_an_answer_means_the_day_of_the_question_and_only_for_a_day(desk: Desk) -> None:
    answer = say(desk, "maybe off tomorrow")
    desk.world.clock.add(hours=20)
    press(desk, answer, screens.CHOICES[0])
    assert absences(desk.world) == ["2026-03-03"]
    desk.world.clock.add(hours=20)
    press(desk, answer, screens.CHOICES[0])
    assert "another day" in last_note(desk)["text"]


def test_a_second_copy_hears_the_same_and_changes_nothing(desk: Desk) -> None:
    body = desk.command("Mia", "60% from 1 Jun", name="/availability")
    assert desk.said(body) == desk.said(body)
    assert len(desk.world.rows(AvailabilityChange)) == 1


def test_the_list_says_everything_and_takes_lines_out(desk: Desk) -> None:
    for phrase in ("off 5 Mar", "off every second Friday", "60% from 1 Jun", "skills Python 4"):
        say(desk, phrase)
    shown = say(desk, "list")
    for words in (
        "Working week: Monday to Friday 8 h (40 h a week).",
        "From Mon 1 Jun on: 60 % of it for projects.",
        "Off Thu 5 Mar, you said so.",
        "Off every second Friday from Fri 6 Mar on, you said so.",
        "Skills: Python 4.",
        "Calendar: none is read.",
    ):
        assert words in shown["text"]
    for _ in range(3):
        press(desk, shown, screens.REMOVE)
        shown = last_note(desk)
        assert shown["text"].startswith("Removed: ")
    assert (absences(desk.world), patterns(desk.world)) == ([], [])
    press(desk, shown, screens.UNDO)
    assert len(desk.world.rows(Absence)) == 1


def test_the_list_opens_from_a_button_as_well(desk: Desk) -> None:
    desk.said(desk.press("Mia", screens.LIST, "list"))
    assert last_note(desk)["text"].startswith("What is noted about your time.")


def test_a_line_that_is_gone_is_removed_once(desk: Desk) -> None:
    say(desk, "off 5 Mar")
    shown = say(desk, "list")
    press(desk, shown, screens.REMOVE)
    press(desk, shown, screens.REMOVE)
    assert "not in the list any more" in last_note(desk)["text"]


def test_nobody_takes_back_or_removes_what_is_somebody_else_s(desk: Desk) -> None:
    answer, shown = say(desk, "off 5 Mar"), say(desk, "list")
    for who in ("Tomas", "Priya"):
        press(desk, answer, screens.UNDO, who)
        press(desk, shown, screens.REMOVE, who)
    assert absences(desk.world) == ["2026-03-05"]


@pytest.mark.parametrize("standing", sorted(set(Standing) - {Standing.MEMBER, Standing.UNSEEN}))
@pytest.mark.parametrize("said", ["off tomorrow", "list", "calendar https://x.example/a.ics", "skills Go 3", "maybe"])
def test_whose_time_is_not_planned_here_reads_a_sentence(desk: Desk, standing: Standing, said: str) -> None:
    desk.world.change_person("Yuki", standing=standing)
    answer = say(desk, said, "Yuki")
    assert answer["text"].endswith((".", "!"))
    assert "Noted" not in answer["text"]
    for model in (Absence, Pattern, AvailabilityChange, CalendarFeed):
        assert desk.world.rows(model) == []


def test_an_empty_command_opens_the_form_for_time_off(desk: Desk) -> None:
    assert say(desk, "") == {}
    form = window(desk)
    assert form["callback_id"] == OFF
    assert next(one for one in form["blocks"] if one.get("block_id") == forms.FIRST)["element"]["initial_date"] == (
        "2026-03-02"
    )


def test_a_guest_reads_a_sentence_in_the_window(desk: Desk) -> None:
    desk.world.change_person("Yuki", standing=Standing.GUEST)
    for text in ("", "skills"):
        say(desk, text, "Yuki")
        assert "members" in json.dumps(window(desk, "Yuki"))


def day(value: str) -> dict[str, Any]:
    return {"selected_date": value}


def chosen(value: str) -> dict[str, Any]:
    return {"selected_option": {"value": value}}


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        ({"first": day("2026-03-05")}, "2026-03-05"),
        ({"first": day("2026-03-05"), "last": day("2026-03-09")}, "2026-03-05..2026-03-09"),
        ({"first": day("2026-03-05"), "part": chosen("pm")}, "2026-03-05 pm"),
        ({"first": day("2026-03-05"), "part": chosen("hours"), "hours": {"value": "2.5"}}, "2026-03-05 2.5"),
        ({"first": day("2026-03-06"), "repeat": chosen("fortnight")}, "2026-03-06 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        (
            {"first": day("2026-03-06"), "repeat": chosen("month"), "until": day("2026-06-30")},
            "2026-03-06 FREQ=MONTHLY;BYDAY=1FR;UNTIL=20260630",
        ),
        ({"first": day("2026-03-31"), "repeat": chosen("month")}, "2026-03-31 FREQ=MONTHLY;BYDAY=-1TU"),
    ],
)
def test_the_form_for_time_off(desk: Desk, filled: Body, expected: str) -> None:
    assert desk.said(desk.submit("Mia", OFF, **filled)) == {"response_action": "clear"}
    assert absences(desk.world) == [expected]
    message = last_message(desk)
    assert message["text"].startswith("Noted: you are off ")
    desk.said(desk.press("Mia", screens.UNDO, buttons(message, screens.UNDO)[0]["value"]))
    assert absences(desk.world) == []


@pytest.mark.parametrize(
    ("filled", "wrong"),
    [
        ({}, "first"),
        ({"first": day("2026-03-05"), "last": day("2026-03-04")}, "last"),
        ({"first": day("2026-03-05"), "last": day("2030-03-04")}, "last"),
        ({"first": day("2026-03-05"), "part": chosen("hours")}, "hours"),
        ({"first": day("2026-03-05"), "part": chosen("hours"), "hours": {"value": "25"}}, "hours"),
        ({"first": day("2026-03-05"), "part": chosen("hours"), "hours": {"value": "x"}}, "hours"),
        ({"first": day("2026-03-05"), "hours": {"value": "4"}}, "hours"),
        ({"first": day("2026-03-05"), "part": chosen("am"), "hours": {"value": "4"}}, "hours"),
        ({"first": day("2026-03-05"), "until": day("2026-06-01")}, "repeat"),
        ({"first": day("2026-03-05"), "repeat": chosen("week"), "until": day("2026-03-01")}, "until"),
        ({"first": day("2026-03-05"), "last": day("2026-03-12"), "repeat": chosen("week")}, "repeat"),
    ],
)
def test_what_cannot_be_is_said_under_its_field(desk: Desk, filled: Body, wrong: str) -> None:
    answer = desk.said(desk.submit("Mia", OFF, **filled))
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == [wrong]
    assert absences(desk.world) == []


def test_the_form_of_the_working_week(desk: Desk) -> None:
    desk.said(desk.press("Mia", screens.WEEK, "form"))
    form = window(desk)
    held = {one["block_id"]: one["element"] for one in form["blocks"] if one["type"] == "input"}
    assert (held["worked"]["initial_value"], held["share"]["initial_value"]) == ("8 8 8 8 8 0 0", "80")
    given = {"worked": {"value": "8 8 8 8 4 0 0"}, "share": {"value": "50"}, "since": day("2026-06-01")}
    assert desk.said(desk.submit("Mia", WEEK, **given)) == {"response_action": "clear"}
    assert patterns(desk.world) == ["2026-06-01 8 8 8 8 4 0 0 @0.5"]
    assert "Monday to Thursday 8 h, Friday 4 h (36 h a week); 50 % of it for projects" in last_message(desk)["text"]
    desk.said(desk.submit("Mia", WEEK, **{**given, "worked": {"value": "8 8 8 8 0 0 0"}, "since": day("2026-07-06")}))
    desk.said(desk.submit("Mia", WEEK, **{**given, "share": {"value": "60"}, "since": day("2026-06-15")}))
    assert patterns(desk.world) == [
        "2026-06-01 8 8 8 8 4 0 0 @0.5",
        "2026-06-15 @0.6",
        "2026-07-06 8 8 8 8 0 0 0",
    ], "what was left as it stood is not said again, and so follows what is said later"


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"worked": {"value": "8 8 8"}}, "worked"),
        ({"worked": {"value": "8 8 8 8 25 0 0"}}, "worked"),
        ({"worked": {"value": "eight"}}, "worked"),
        ({"worked": {"value": "NaN 8 8 8 8 8 8"}}, "worked"),
        ({"share": {"value": "101"}}, "share"),
        ({"share": {"value": ""}}, "share"),
        ({"since": {}}, "since"),
        ({"until": day("2026-05-01")}, "until"),
    ],
)
def test_a_working_week_that_cannot_be(desk: Desk, changed: Body, wrong: str) -> None:
    given = {"worked": {"value": "8 8 8 8 4 0 0"}, "share": {"value": "50"}, "since": day("2026-06-01"), **changed}
    answer = desk.said(desk.submit("Mia", WEEK, **given))
    assert list(answer["errors"]) == [wrong]
    assert patterns(desk.world) == []


def levels(desk: Desk, who: str = "Mia") -> str:
    text = say(desk, "list", who)["text"]
    return text.split("Skills: ")[1].split(". Calendar")[0]


def test_skills_are_noted_and_a_name_that_may_be_another_is_asked(desk: Desk) -> None:
    say(desk, "skills Kubernetes 5, Python 2", "Tomas")
    answer = say(desk, "skills python 4, k8s 3, Go")
    assert answer["text"] == (
        "Noted: Python 4. Did you mean Kubernetes when you wrote “k8s”? "
        "Which level has Go? From 1, a first look, to 5, teaches it."
    )
    press(desk, answer, skill_screens.SKILL_IS)
    assert last_note(desk)["text"] == "Noted: Kubernetes 3."
    assert levels(desk) == "Kubernetes 3; Python 4"
    press(desk, answer, skill_screens.SKILL_NEW)
    assert levels(desk) == "k8s 3; Kubernetes 3; Python 4"
    desk.said(desk.press("Mia", screens.SKILLS, buttons(answer, screens.SKILLS)[1]["value"]))
    more = next(one for one in window(desk)["blocks"] if one.get("block_id") == "more")
    assert more["element"]["initial_value"] == "Go"
    press(desk, answer, screens.UNDO)
    assert last_note(desk)["text"] == "Taken back. Your skills are as they were."
    assert levels(desk) == "k8s 3; Kubernetes 3"


def test_the_form_of_skills(desk: Desk) -> None:
    say(desk, "skills Python 4, Go 2, Rust 1")
    say(desk, "skills")
    ids = {one["label"]["text"]: one["block_id"] for one in window(desk)["blocks"] if one["type"] == "input"}
    given = {ids["Python"]: chosen("5"), ids["Go"]: chosen("none"), ids["Rust"]: chosen("1")}
    answer = desk.said(desk.submit("Mia", SKILLS, **given, more={"value": "Terraform 3, Figma"}))
    assert answer["errors"] == {"more": "Which level has Figma? Write it behind, from 1 to 5."}
    desk.said(desk.submit("Mia", SKILLS, **given, more={"value": "Terraform 3, Figma 2"}))
    assert levels(desk) == "Figma 2; Python 5; Rust 1; Terraform 3"
    assert last_message(desk)["text"] == "Noted: Figma 2, Python 5 and Terraform 3. Taken out: Go."


def test_a_calendar_is_connected_and_let_go_without_its_address_being_said(desk: Desk) -> None:
    answer = say(desk, "calendar https://calendar.example.com/private-1234/basic.ics")
    assert answer["text"].startswith("Noted: the calendar at calendar.example.com is read now")
    shown = json.dumps([answer, say(desk, "list"), *[row.payload for row in desk.world.outbox()]])
    assert "private-1234" not in shown
    assert "private-1234" not in str([row.details for row in desk.world.audits()])
    assert len(desk.world.rows(CalendarFeed)) == 1
    assert say(desk, "calendar off")["text"].startswith("Noted: no calendar is read any more")
    assert say(desk, "calendar off")["text"].startswith("No calendar was read")
    assert desk.world.rows(CalendarFeed) == []


def test_a_calendar_that_is_let_go_says_what_that_does_to_the_hours(desk: Desk) -> None:
    say(desk, "calendar https://calendar.example.com/basic.ics")
    with desk.world.store.write.begin() as session:
        mia = desk.world.actor(session, "Mia").person
        replace_from_feed(session, mia, [Busy(date(2026, 3, 4), date(2026, 3, 5))], at=desk.world.clock.now())
    answer = say(desk, "calendar off")
    assert "what it said is forgotten. Week of Mon 2 Mar: 19.2 h, now 32 h." in answer["text"]
    assert "*Hours for projects*\n• Week of Mon 2 Mar: 19.2 h, now 32 h" in str(answer["blocks"]).replace("\\n", "\n")
    assert absences(desk.world) == []


@pytest.mark.parametrize("address", ["https://127.0.0.1/a.ics", "https://localhost/a.ics", "http://x.example/a.ics"])
def test_a_calendar_where_clearway_does_not_go(desk: Desk, address: str) -> None:
    assert "Noted" not in say(desk, f"calendar {address}")["text"]
    assert desk.world.rows(CalendarFeed) == []


def test_home_shows_the_weeks_and_is_drawn_again(desk: Desk) -> None:
    desk.said(desk.event({"type": "app_home_opened", "user": "U0MIA", "tab": "home"}))
    say(desk, "off 5 Mar to 10 Mar")
    home = json.dumps([row.payload for row in desk.world.outbox() if row.act == Act.PUBLISH][-1], ensure_ascii=False)
    for words in (
        "Your next 8 weeks",
        "Mon 2 Mar: *19.2 h* free for projects",
        "Off Thu 5 Mar to Tue 10 Mar",
        "1 absence to come",
    ):
        assert words in home


def test_who_is_off_is_stood_in_for(desk: Desk) -> None:
    desk.world.change_person("Tomas", deputy_id=desk.world.people["Yuki"])
    say(desk, "off today", "Tomas")
    desk.said(desk.command("Mia", "waiting on the security review for APOLLO"))
    asked = {row.target for row in desk.world.outbox() if row.act == Act.POST}
    assert "U0YUKI" in asked
    assert "U0TOMAS" not in asked


@pytest.mark.parametrize("text", ["help", "?"])
def test_help_shows_what_can_be_said(desk: Desk, text: str) -> None:
    assert "“/availability off 24 Dec to 2 Jan” notes time off" in say(desk, text)["text"]
