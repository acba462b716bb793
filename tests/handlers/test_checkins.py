"""Is what somebody presses or writes in a check-in noted, edited, late or somebody else's, as it should be?"""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from models.availability import Absence, Origin
from models.blockers import Blocker
from models.checkins import Checkin
from models.outbox import Card
from models.people import Person
from planning.checkins import Frequency
from tests.handlers.desk import Desk
from tests.services.availability_world import say
from tests.services.checkin_rows import checkin


def row(desk: Desk) -> Checkin:
    (found,) = desk.world.rows(Checkin)
    return found


def living(desk: Desk, asked: Checkin, who: str = "Mia") -> None:
    """Its message stands in Slack."""
    with desk.world.store.write.begin() as session:
        session.add(
            Card(
                workspace=asked.workspace,
                subject_kind="checkin",
                subject_id=asked.id,
                place=f"to:{desk.world.people[who]}",
                target=f"U0{who.upper()}",
                channel="D1",
                ts="1.1",
            )
        )


def edits(desk: Desk) -> list[str]:
    return [one.payload["text"] for one in desk.world.outbox() if one.act == "chat.update"]


def test_all_clear_is_one_press_and_the_message_says_so(desk: Desk) -> None:
    asked = checkin(desk.world, "Mia")
    living(desk, asked)
    desk.said(desk.press("Mia", "checkins.all_clear", asked.id))
    found = row(desk)
    assert (found.said, found.answered_at, found.blocker_id) == ("all clear", desk.world.clock.now(), None)
    assert edits(desk) == ["Noted: all clear."]
    (told,) = desk.world.audits()
    assert (told.action, told.details["edits"], told.details["after_window"]) == ("checkins.answered", False, False)


def test_an_answer_of_the_day_after_belongs_to_its_day(desk: Desk) -> None:
    asked = checkin(desk.world, "Mia")
    living(desk, asked)
    desk.world.clock.add(days=1)
    desk.said(desk.press("Mia", "checkins.all_clear", asked.id))
    assert edits(desk) == ["Noted: all clear. It belongs to Monday."]
    assert row(desk).day == date(2026, 3, 2)


def test_a_changed_answer_takes_the_place_of_the_first(desk: Desk) -> None:
    asked = checkin(desk.world, "Mia")
    living(desk, asked)
    desk.said(desk.press("Mia", "checkins.all_clear", asked.id))
    desk.said(desk.press("Mia", "checkins.change", asked.id))
    assert row(desk).said == "all clear", "what was noted stays until something else is said"
    assert "So far: all clear." in edits(desk)[-1]
    desk.said(desk.submit("Mia", "checkins.blocker", asked.id, title={"value": "No test data"}))
    found = row(desk)
    (filed,) = desk.world.rows(Blocker)
    assert (found.said, found.blocker_id, filed.title) == ("something is in my way", filed.id, "No test data")
    assert edits(desk)[-1] == "Noted: B-1 “No test data” is in your way."
    desk.said(desk.press("Mia", "checkins.all_clear", asked.id))
    assert edits(desk)[-1] == "Noted: all clear. B-1 stays as it is."
    assert [one.details["edits"] for one in desk.world.audits() if one.action == "checkins.answered"] == [
        False,
        True,
        True,
    ]


def test_the_form_offers_the_reader_s_own_projects_first(desk: Desk) -> None:
    orion = desk.world.project("ORION", manager="Yuki")
    desk.world.report("Mia", project_id=orion)
    asked = checkin(desk.world, "Mia")
    desk.said(desk.press("Mia", "checkins.in_my_way", asked.id))
    (view,) = desk.windows("Mia")
    project = next(one["element"] for one in view.payload["blocks"] if one.get("block_id") == "project")
    assert [one["text"]["text"].split()[0] for one in project["options"]] == ["ORION", "APOLLO"]
    assert project["initial_option"]["value"] == orion
    assert (view.payload["callback_id"], view.payload["private_metadata"]) == ("checkins.blocker", asked.id)


def test_with_questions_a_form_takes_the_words(desk: Desk) -> None:
    asked = checkin(desk.world, "Mia", questions=["What is next?", "And then?"])
    living(desk, asked)
    desk.said(desk.press("Mia", "checkins.words", asked.id))
    (view,) = desk.windows("Mia")
    labels = [one["label"]["text"] for one in view.payload["blocks"] if one["type"] == "input"]
    assert labels == ["What is next?", "And then?"]
    words = {"question_0": {"value": "The <@U0BO> tests"}, "question_1": {"value": ""}}
    desk.said(desk.submit("Mia", "checkins.words", asked.id, **words))
    assert (row(desk).said, row(desk).words) == ("all clear", ["The <@U0BO> tests", ""])
    assert edits(desk)[-1].startswith("Noted: all clear. What is next? “The ")
    assert "<@U0BO>" not in str(desk.world.outbox()[-1].payload)


def test_what_came_in_one_message_with_other_things_is_answered_beside_it(desk: Desk) -> None:
    asked = checkin(desk.world, "Mia")
    desk.said(desk.press("Mia", "checkins.all_clear", asked.id))
    assert desk.notes() == ["Noted: all clear."]
    desk.said(desk.submit("Mia", "checkins.blocker", asked.id, title={"value": "No test data"}))
    assert "Noted: B-1 “No test data” is in your way." in [one.payload["text"] for one in desk.world.outbox()
                                                         if one.target == "U0MIA"]  # fmt: skip


@pytest.mark.parametrize("action", ["all_clear", "words", "in_my_way", "change", "less_often"])
def test_nobody_answers_for_somebody_else(desk: Desk, action: str) -> None:
    asked = checkin(desk.world, "Mia")
    for who in ("Priya", "Tomas"):
        desk.said(desk.press(who, f"checkins.{action}", asked.id))
        shown = f"{desk.notes()} {[view.payload for view in desk.windows(who)]}"
        assert "That was asked of somebody else" in shown
    assert (row(desk).said, desk.world.audits()) == (None, [])


def test_a_sent_form_of_somebody_else_s_is_refused(desk: Desk) -> None:
    asked = checkin(desk.world, "Mia", questions=["What is next?"])
    for form in ("blocker", "words"):
        answer = desk.said(desk.submit("Priya", f"checkins.{form}", asked.id, title={"value": "x"}))
        assert "That was asked of somebody else" in str(answer)
    assert (desk.world.rows(Blocker), row(desk).said) == ([], None)


def test_less_often_goes_down_step_by_step_and_up_by_the_menu(desk: Desk) -> None:
    asked = checkin(desk.world, "Mia")
    steps = [Frequency.TWICE_A_WEEK, Frequency.WEEKLY, Frequency.WHEN_NEEDED, Frequency.WHEN_NEEDED]
    for wanted in steps:
        desk.said(desk.press("Mia", "checkins.less_often", asked.id))
        assert person(desk, "Mia").checkin_frequency == wanted
    assert desk.notes()[-1].startswith("Noted. From now on you are asked only when something depends on you")
    chosen = {"value": Frequency.DAILY.value}
    desk.said(desk.press("Mia", "checkins.frequency", type="static_select", selected_option=chosen))
    assert person(desk, "Mia").checkin_frequency == "daily"
    assert [one.details for one in desk.world.audits()][-1] == {"frequency": "daily"}
    assert person(desk, "Tomas").checkin_frequency is None


def person(desk: Desk, name: str) -> Person:
    return next(one for one in desk.world.rows(Person) if one.name == name)


def home(desk: Desk, who: str) -> Any:
    desk.said(desk.event({"type": "app_home_opened", "user": f"U0{who.upper()}", "tab": "home", "channel": "D1"}))
    return [one.payload["view"] for one in desk.world.outbox() if one.act == "views.publish"][-1]


def test_home_says_how_often_and_whom_nobody_asks_reads_nothing_of_it(desk: Desk) -> None:
    assert "Check-ins" not in str(home(desk, "Mia"))
    desk.world.change_person("Mia", checkin_frequency="weekly")
    shown = home(desk, "Mia")
    assert "*Check-ins*: you are asked only where your answer could change something." in str(shown)
    beside = [one["accessory"] for one in shown["blocks"] if "accessory" in one]
    (menu,) = [one for one in beside if one["action_id"] == "checkins.frequency"]
    assert menu["initial_option"]["value"] == "weekly"


def test_who_is_away_says_that_they_are_back(desk: Desk) -> None:
    say(desk.world, "Mia", "off from 1 Mar to 10 Mar")
    assert "You are noted as away through Tue 10 Mar." in str(home(desk, "Mia"))
    desk.said(desk.press("Mia", "availability.im_back", "back"))
    mia = person(desk, "Mia")
    assert (mia.away_from, mia.away_until, mia.back_on) == (None, None, date(2026, 3, 2))
    assert desk.notes()[-1].startswith("Noted: you are back from Mon 2 Mar on.")
    assert "noted as away" not in str(home(desk, "Mia"))
    desk.said(desk.press("Mia", "availability.im_back", "back"))
    assert desk.notes()[-1] == "No time off is noted for you now, so nothing was changed."


def test_who_is_back_against_their_calendar_is_here_today_only(desk: Desk) -> None:
    effect = say(desk.world, "Mia", "off from 2 Mar to 10 Mar")
    assert effect.change is not None
    with desk.world.store.write.begin() as session:
        session.execute(update(Absence).values(origin=Origin.FEED.value))
    desk.said(desk.press("Mia", "availability.im_back", "back"))
    mia = person(desk, "Mia")
    assert mia.away_from is not None
    assert mia.away_from.date() >= desk.world.clock.now().date()
    assert mia.away_from - desk.world.clock.now() < timedelta(days=1)
    assert desk.notes()[-1].startswith("Noted: you are back today. Your calendar still says")
