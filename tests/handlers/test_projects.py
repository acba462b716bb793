"""Can a project be looked at, made, changed, put on hold and closed, by whom, and is all of it undone in one go?"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from models.allocations import Allocation
from models.goals import Alignment, Goal
from models.people import Person
from models.portfolio_changes import PortfolioChange
from models.projects import Dependency, Project
from notices import waiting
from tests.handlers.desk import Desk
from tests.services.portfolio_world import Portfolio


@pytest.fixture
def planned(desk: Desk) -> Desk:
    """Tomas manages APOLLO, which serves a goal and needs VEGA; Mia is booked on it; Priya is the PMO."""
    world = desk.world
    portfolio = Portfolio(world.store, world.workspace)
    portfolio.goal("SAFE", "2", "Keep patients <safe>")
    portfolio.goal("GROW", "1", "Grow")
    portfolio.project("VEGA", {"GROW": 30}, start=date(2026, 1, 5), finish=date(2026, 4, 30))
    today = world.clock.now().date()
    with world.store.write.begin() as session:
        apollo = session.scalars(select(Project).where(Project.code == "APOLLO")).one()
        apollo.start, apollo.finish, apollo.budget = date(2026, 4, 1), date(2026, 9, 30), Decimal(420000)
        safe = session.scalars(select(Goal).where(Goal.code == "SAFE")).one()
        vega = session.scalars(select(Project).where(Project.code == "VEGA")).one()
        mine = {"workspace": world.workspace, "project_id": apollo.id}
        session.add(Alignment(**mine, goal_id=safe.id, percent=Decimal(80)))
        session.add(Dependency(**mine, needs_id=vega.id, lag_weeks=1))
        session.add(
            Allocation(
                **mine, person_id=world.people["Mia"], code="a", start=today, finish=today + timedelta(days=60),
                hours_per_week=Decimal(20),
            )
        )  # fmt: skip
    world.report("Mia", "No <access>", project_id=mine["project_id"])
    return desk


def say(desk: Desk, who: str, text: str) -> str:
    return str(desk.said(desk.command(who, text, name="/pmo"))["text"])


def project(desk: Desk, code: str = "APOLLO") -> Project:
    return next(one for one in desk.world.rows(Project) if one.code == code)


def form(desk: Desk, who: str, project_id: str) -> Mapping[str, Any]:
    desk.said(desk.press(who, "projects.edit", project_id))
    return desk.windows(who)[-1].payload


def save(desk: Desk, who: str, subject: str, **filled: Any) -> Mapping[str, Any]:
    return desk.said(desk.submit(who, "projects.save", subject, **filled))


def turn(desk: Desk, who: str, status: str, code: str = "APOLLO") -> Mapping[str, Any]:
    chosen = {"selected_option": {"value": status}}
    return desk.said(desk.submit(who, "projects.turn_form", project(desk, code).id, status=chosen))


def said_to(desk: Desk, who: str) -> str:
    """The last answer that came as a message."""
    return [
        row.payload["text"] for row in desk.world.outbox() if row.kind == "receipt" and row.target == f"U0{who.upper()}"
    ][-1]


def undo(desk: Desk, who: str = "Tomas") -> None:
    act = max(desk.world.rows(PortfolioChange), key=lambda one: (one.at, one.seq)).act_id
    desk.said(desk.press(who, "projects.undo", act))


def test_the_list_says_how_each_stands(planned: Desk) -> None:
    text = say(planned, "Mia", "projects")
    assert text.startswith("Projects. 2 projects, proposed or active.")
    assert "APOLLO, Apollo: active, Wed 1 Apr to Wed 30 Sep" in text
    assert "1 person, 20 h a week, 1 open blocker." in text


def test_the_card_says_what_for_and_shows_money_to_those_only_whom_it_concerns(planned: Desk) -> None:
    mias, priyas = say(planned, "Mia", "projects apollo"), say(planned, "Priya", "projects APOLLO")
    for text in (mias, priyas):
        assert "What for: Keep patients &lt;safe&gt; → Apollo, which serves it to 80 %." in text
        assert "Booked: <@U0MIA>: 20 h a week" in text
        assert (
            "Needs: VEGA, Vega, planned until Thu 30 Apr, 1 week between them: the plan begins before Fri 8 May" in text
        )
        assert "Open blockers: B-1 No &lt;access&gt;." in text
    assert "420,000" in priyas
    assert "420,000" not in mias
    assert "Is needed by: APOLLO" in say(planned, "Mia", "projects VEGA")


def test_a_form_begins_with_what_is_stored_and_changes_what_was_changed(planned: Desk) -> None:
    view = form(planned, "Tomas", project(planned).id)
    goals = {
        one["block_id"]: one["element"].get("initial_value")
        for one in view["blocks"]
        if one["block_id"].startswith("serves_")
    }
    assert sorted(goals.values(), key=str) == ["80", None]
    grow = next(block for block, value in goals.items() if value is None)
    safe = next(block for block, value in goals.items() if value == "80")
    vega = project(planned, "VEGA").id
    save(planned, "Tomas", project(planned).id, name={"value": "Portal"}, finish={"selected_date": "2026-10-30"},
         needs={"selected_options": [{"value": vega}]}, budget={"value": "500000"}, **{grow: {"value": "15"}, safe: {"value": ""}})  # fmt: skip
    apollo = project(planned)
    assert (apollo.name, apollo.start, apollo.finish, apollo.budget) == ("Portal", None, date(2026, 10, 30), 500000)
    assert [one.percent for one in planned.world.rows(Alignment) if one.project_id == apollo.id] == [15]
    assert [one.lag_weeks for one in planned.world.rows(Dependency)] == [1], "what was needed already stays as it was"
    assert said_to(planned, "Tomas").startswith("APOLLO is saved.")
    undo(planned)
    apollo = project(planned)
    assert (apollo.name, apollo.start, apollo.finish, apollo.budget) == (
        "Apollo",
        date(2026, 4, 1),
        date(2026, 9, 30),
        420000,
    )
    assert [one.percent for one in planned.world.rows(Alignment) if one.project_id == apollo.id] == [80]


def test_a_circle_is_refused_with_its_path(planned: Desk) -> None:
    answer = save(planned, "Priya", project(planned, "VEGA").id, name={"value": "Vega"},
                  needs={"selected_options": [{"value": project(planned).id}]})  # fmt: skip
    assert "APOLLO needs VEGA needs APOLLO" in str(answer)
    assert len(planned.world.rows(Dependency)) == 1


def test_a_project_manager_begins_a_project_and_a_member_none(planned: Desk) -> None:
    planned.world.change_person("Tomas", roles=["pm"])
    save(planned, "Tomas", "new", code={"value": "LYRA"}, name={"value": "Payroll"})
    lyra = project(planned, "LYRA")
    assert (lyra.status, planned.world.name_of(lyra.manager_id)) == ("proposed", "Tomas")
    assert "There is a project lyra already" in str(save(planned, "Tomas", "new", code={"value": "lyra"}))
    assert "no spaces" in str(save(planned, "Tomas", "new", code={"value": "two words"}))
    assert "begun by project managers" in str(save(planned, "Mia", "new", code={"value": "MINE"}))
    assert "New project" in str(planned.said(planned.command("Tomas", "projects", name="/pmo"))["blocks"])
    assert "New project" not in str(planned.said(planned.command("Mia", "projects", name="/pmo"))["blocks"])


@pytest.mark.parametrize("who", ["Mia", "Yuki"])
def test_others_change_nothing(planned: Desk, who: str) -> None:
    before = project(planned)
    assert "planned by its manager" in str(save(planned, who, before.id, name={"value": "Mine"}))
    assert "planned by its manager" in str(turn(planned, who, "cancelled"))
    assert project(planned).name == before.name


def test_on_hold_people_keep_their_bookings_which_count_for_nothing(planned: Desk) -> None:
    planned.said(planned.press("Tomas", "projects.turn", project(planned).id))
    assert "1 person is booked on it, with 20 h this week. It has 1 open blocker." in str(
        planned.windows("Tomas")[-1].payload
    )
    turn(planned, "Tomas", "on_hold")
    assert said_to(planned, "Tomas").startswith(
        "APOLLO is on hold now. The bookings of 1 person rest; they will hear of it."
    )
    assert [one.finish > planned.world.clock.now().date() for one in planned.world.rows(Allocation)] == [True]
    assert "APOLLO (on hold)" in say(planned, "Mia", "projects")
    assert heard(planned)["U0MIA"] == "APOLLO, Apollo is on hold now. Your hours on it rest until it goes on."


def test_closed_its_bookings_end_and_undo_brings_all_of_it_back(planned: Desk) -> None:
    before = [(one.start, one.finish) for one in planned.world.rows(Allocation)]
    turn(planned, "Priya", "done")
    today = planned.world.clock.now().date()
    assert [(one.start, one.finish) for one in planned.world.rows(Allocation)] == [(today, today)]
    undo(planned, "Priya")
    assert [(one.start, one.finish) for one in planned.world.rows(Allocation)] == before
    assert project(planned).status == "active"
    assert heard(planned) == {}, "nobody had heard of it"


def test_what_it_is_already_is_no_change(planned: Desk) -> None:
    assert "is active already" in str(turn(planned, "Tomas", "active"))


def heard(desk: Desk) -> dict[str, str]:
    """What waited for people, told the next morning."""
    desk.world.clock.add(days=1)
    for person in desk.world.rows(Person):
        with desk.world.store.write.begin() as session:
            waiting.say(session, session.get_one(Person, (person.workspace, person.id)), desk.world.occasion())
    return {row.target: row.payload["text"] for row in desk.world.outbox() if row.kind == waiting.KIND}
