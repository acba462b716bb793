"""Who sees and changes whose details, and does the person learn of it?"""

import pytest

from models.base import new_id
from models.looks import Look
from models.people import Person, Team
from models.skills import PersonSkill, Skill
from tests.handlers.desk import Desk
from tests.services.availability_world import say


@pytest.fixture
def staffed(desk: Desk) -> Desk:
    """Tomas leads Engineering with Mia and Zoe in it; Yuki is in Design; Anna administers."""
    world = desk.world
    world.everybody("Zoe", "Anna")
    world.change_person("Anna", roles=["member", "admin"])
    with world.store.write.begin() as session:
        for code, lead in (("engineering", "Tomas"), ("design", None)):
            lead_id = world.people.get(lead or "")
            session.add(
                Team(workspace=world.workspace, id=code, code=code, name=code.title(), lead_id=lead_id, notes={})
            )
        session.flush()
        for name, team in (("Mia", "engineering"), ("Zoe", "engineering"), ("Yuki", "design")):
            session.get_one(Person, (world.workspace, world.people[name])).team_id = team
        session.add(Skill(workspace=world.workspace, id="py", name="Python", key="python"))
        session.flush()
        mia = world.people["Mia"]
        session.add(
            PersonSkill(workspace=world.workspace, person_id=mia, skill_id="py", level=4, set_at=world.clock.now())
        )
    return desk


def said(desk: Desk, who: str, text: str) -> str:
    return str(desk.said(desk.command(who, text, name="/pmo")).get("text", ""))


def window(desk: Desk, who: str) -> str:
    shown = str(desk.windows(who)[-1].payload)
    desk.close_all()
    return shown


def person(desk: Desk, who: str) -> Person:
    return next(one for one in desk.world.rows(Person) if one.name == who)


def looks(desk: Desk) -> list[tuple[str | None, str | None]]:
    name = desk.world.name_of
    return [(name(one.reader_id), name(one.person_id)) for one in desk.world.rows(Look)]


def test_the_list_names_the_last_day_that_somebody_is_away(staffed: Desk) -> None:
    say(staffed.world, "Mia", "off today to 4 Mar")
    assert "<@U0MIA>: member, 40 h a week, away through Wed 4 Mar;" in said(staffed, "Priya", "people")


def test_the_pmo_reads_the_list_and_a_lead_reads_the_team(staffed: Desk) -> None:
    everybody = said(staffed, "Priya", "people")
    assert everybody.startswith("6 people, by team.")
    assert "Engineering: <@U0MIA>: member, 40 h a week; <@U0ZOE>: member, 40 h a week." in everybody
    assert "No team: <@U0ANNA>: admin, 40 h a week" in everybody
    assert said(staffed, "Anna", "people") == everybody
    assert said(staffed, "Tomas", "people").startswith("2 people, by team. Engineering: <@U0MIA>")
    assert looks(staffed) == [], "a list of names is no opened detail"


def test_whoever_leads_nobody_opens_their_own_details(staffed: Desk) -> None:
    assert said(staffed, "Mia", "people") == ""
    mine = window(staffed, "Mia")
    assert "<@U0MIA>" in mine
    assert "Python: 4" in mine
    assert "people.confirm" not in mine, "nobody confirms themselves"
    assert "They see on their Home tab" not in mine
    assert looks(staffed) == []


@pytest.mark.parametrize(("who", "gives", "confirms"), [("Priya", 0, 0), ("Anna", 1, 0), ("Tomas", 0, 1)])
def test_an_opened_detail_is_shown_to_the_person(staffed: Desk, who: str, gives: bool, confirms: bool) -> None:
    for text in ("people mia", "people <@U0MIA|mia>", "people mia@fernwood.example"):
        said(staffed, who, text)
        opened = window(staffed, who)
        assert "They see on their Home tab" in opened
        assert ("'block_id': 'roles'" in opened) == gives
        assert ("people.confirm" in opened) == confirms
    assert looks(staffed) == [(who, "Mia")] * 3
    staffed.said(staffed.event({"type": "app_home_opened", "user": "U0MIA", "tab": "home"}))
    home = [row for row in staffed.world.outbox() if row.kind == "home"][-1]
    assert f"<@U0{who.upper()}> opened your role, hours and skills" in str(home.payload)


@pytest.mark.parametrize(("who", "about"), [("Yuki", "mia"), ("Tomas", "yuki"), ("Mia", "zoe"), ("Mia", "priya")])
def test_nobody_else_is_opened(staffed: Desk, who: str, about: str) -> None:
    assert "people of teams that you lead" in said(staffed, who, f"people {about}")
    staffed.said(staffed.press(who, "people.show", type="users_select", selected_user=f"U0{about.upper()}"))
    assert staffed.windows(who) == []
    assert "people of teams that you lead" in staffed.notes()[-1]
    assert looks(staffed) == []


def test_a_choice_in_the_menu_opens_the_window(staffed: Desk) -> None:
    staffed.said(staffed.press("Priya", "people.show", type="users_select", selected_user="U0MIA"))
    assert "<@U0MIA>" in window(staffed, "Priya")
    staffed.said(staffed.press("Priya", "people.show", staffed.world.people["Zoe"]))
    assert "<@U0ZOE>" in window(staffed, "Priya")


def test_a_name_that_several_have_and_one_that_nobody_has(staffed: Desk) -> None:
    assert said(staffed, "Priya", "people a").startswith("More than one person is called “a”.")
    assert said(staffed, "Priya", "people Nobody <!here>").startswith("I know nobody called “Nobody")


def test_roles_are_given_in_the_window_by_an_admin_alone(staffed: Desk) -> None:
    mia = staffed.world.people["Mia"]
    options = [{"value": "pm"}, {"value": "lead"}, {"value": "boss"}]
    for who in ("Priya", "Tomas", "Mia"):
        answer = staffed.said(staffed.submit(who, "people.save", mia, roles={"selected_options": options}))
        assert "Clearway's admins" in str(answer) or "project management" in str(answer)
    assert person(staffed, "Mia").roles == []
    staffed.said(staffed.submit("Anna", "people.save", mia, roles={"selected_options": options}))
    assert person(staffed, "Mia").roles == ["pm", "lead"]
    answer = staffed.said(staffed.submit("Anna", "people.save", staffed.world.people["Anna"], roles={"x": 1}))
    assert "Somebody has to be an admin" in str(answer)
    assert person(staffed, "Anna").roles == ["member", "admin"]


@pytest.mark.parametrize(("who", "may"), [("Mia", 1), ("Tomas", 1), ("Priya", 1), ("Anna", 1), ("Zoe", 0), ("Yuki", 0)])
def test_who_says_who_stands_in_and_whose_holidays_count(staffed: Desk, who: str, may: bool) -> None:
    filled = {"deputy": {"selected_users": ["U0YUKI"]}, "holidays": {"value": "de-by"}}
    staffed.said(staffed.submit(who, "people.save", staffed.world.people["Mia"], **filled))
    mia = person(staffed, "Mia")
    assert (mia.deputy_id == staffed.world.people["Yuki"], mia.holidays == "DE-BY") == (may, may)
    emptied = {"deputy": {"selected_users": []}, "holidays": {"value": "-"}}
    staffed.said(staffed.submit(who, "people.save", staffed.world.people["Mia"], **emptied))
    mia = person(staffed, "Mia")
    assert (mia.deputy_id, mia.holidays == "-") == (None, may)


@pytest.mark.parametrize(
    ("deputy", "holidays", "words"),
    [("U0MIA", "", "Nobody stands in for themselves"), ("U0ZOE", "", "in a circle"), ("U0YUKI", "XX", "of XX")],
)
def test_what_will_not_do(staffed: Desk, deputy: str, holidays: str, words: str) -> None:
    staffed.world.change_person("Zoe", deputy_id=staffed.world.people["Mia"])
    filled = {"deputy": {"selected_users": [deputy]}, "holidays": {"value": holidays or None}}
    answer = staffed.said(staffed.submit("Mia", "people.save", staffed.world.people["Mia"], **filled))
    assert words in str(answer)
    assert person(staffed, "Mia").deputy_id is None


def test_the_lead_of_the_team_confirms_a_level_and_nobody_else(staffed: Desk) -> None:
    mia = staffed.world.people["Mia"]
    for who in ("Priya", "Anna", "Mia", "Yuki"):
        staffed.said(staffed.press(who, "people.confirm", f"{mia}:py:4"))
    assert [one.confirmed_by_id for one in staffed.world.rows(PersonSkill)] == [None]
    staffed.said(staffed.press("Tomas", "people.confirm", f"{mia}:py:3"))
    assert "changed meanwhile" in staffed.notes()[-1]
    staffed.said(staffed.press("Tomas", "people.confirm", f"{mia}:py:4"))
    staffed.said(staffed.press("Tomas", "people.confirm", f"{mia}:{new_id()}:4"))
    (own,) = staffed.world.rows(PersonSkill)
    assert (own.confirmed_by_id, own.confirmed_at) == (staffed.world.people["Tomas"], staffed.world.clock.now())


def test_teams_are_listed_and_changed(staffed: Desk) -> None:
    assert "Engineering: led by <@U0TOMAS>, 2 people." in said(staffed, "Priya", "teams")
    assert "3 people are in no team." in said(staffed, "Priya", "teams")
    assert said(staffed, "Tomas", "teams").startswith("1 team. Engineering")
    assert "Teams are for who leads one" in said(staffed, "Mia", "teams")
    filled = {
        "name": {"value": "Engineering"},
        "lead": {"selected_users": ["U0YUKI"]},
        "channel": {"selected_conversations": ["C0GENERAL"]},
        "people": {"selected_users": ["U0MIA", "U0YUKI"]},
    }
    answer = staffed.said(staffed.submit("Tomas", "teams.save", "engineering", **filled))
    assert "Who leads a team is for" in str(answer)
    answer = staffed.said(staffed.submit("Priya", "teams.save", "engineering", **filled))
    assert "Engineering is saved. /pmo teams lists all of them." in str(answer["view"])
    team = next(one for one in staffed.world.rows(Team) if one.id == "engineering")
    assert (team.lead_id, team.channel) == (staffed.world.people["Yuki"], "C0GENERAL")
    assert {one.name: one.team_id for one in staffed.world.rows(Person) if one.name in {"Mia", "Yuki", "Zoe"}} == {
        "Mia": "engineering",
        "Yuki": "engineering",
        "Zoe": None,
    }
    last = staffed.world.audits()[-1]
    assert (last.action, last.details["went"]) == ("teams.changed", [staffed.world.people["Zoe"]])


def test_a_lead_keeps_the_lead_and_changes_the_people(staffed: Desk) -> None:
    filled = {"name": {"value": "Engineering"}, "people": {"selected_users": ["U0MIA"]}}
    staffed.said(staffed.press("Tomas", "teams.open", "engineering"))
    assert "'block_id': 'lead'" not in window(staffed, "Tomas")
    staffed.said(staffed.submit("Tomas", "teams.save", "engineering", **filled))
    team = next(one for one in staffed.world.rows(Team) if one.id == "engineering")
    assert team.lead_id == staffed.world.people["Tomas"]
    assert person(staffed, "Zoe").team_id is None
    for who in ("Tomas", "Mia"):
        answer = staffed.said(staffed.submit(who, "teams.save", "design", **filled))
        assert "lead of the team or the project management office" in str(answer)
    assert person(staffed, "Yuki").team_id == "design"


@pytest.mark.parametrize("whom", ["Yuki", "Priya", "Anna"])  # of another team, of none
def test_no_lead_takes_people_in_whose_details_they_would_see_then(staffed: Desk, whom: str) -> None:
    before = {one.name: one.team_id for one in staffed.world.rows(Person)}
    staffed.said(staffed.press("Tomas", "teams.open", "engineering"))
    assert "says who comes into it" in window(staffed, "Tomas")
    chosen = {"selected_users": ["U0MIA", "U0ZOE", f"U0{whom.upper()}"]}
    answer = staffed.said(staffed.submit("Tomas", "teams.save", "engineering", name={"value": "E"}, people=chosen))
    assert "Who comes into a team is for the project management office" in str(answer)
    assert {one.name: one.team_id for one in staffed.world.rows(Person)} == before
    staffed.said(staffed.submit("Priya", "teams.save", "engineering", name={"value": "E"}, people=chosen))
    assert person(staffed, whom).team_id == "engineering"


def test_a_new_team(staffed: Desk) -> None:
    staffed.said(staffed.press("Priya", "teams.open", "new"))
    assert "New team" in window(staffed, "Priya")
    filled = {"name": {"value": "Field  work"}, "people": {"selected_users": ["U0PRIYA"]}}
    staffed.said(staffed.submit("Priya", "teams.save", "new", **filled))
    made = next(one for one in staffed.world.rows(Team) if one.name == "Field work")
    assert (made.code, person(staffed, "Priya").team_id) == ("field-work", made.id)
    assert "already" in str(staffed.said(staffed.submit("Priya", "teams.save", "new", **filled)))
    assert "project management office" in str(staffed.said(staffed.submit("Tomas", "teams.save", "new", **filled)))
