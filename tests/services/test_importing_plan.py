"""Do goals, alignment, dependencies, bookings and requests get into the store as the sheets say, with their history?"""

from datetime import date
from decimal import Decimal

import pytest

from models.allocations import Allocation
from models.capacity_requests import CapacityRequest
from models.goals import Alignment, Goal
from models.people import Team
from models.portfolio_changes import PortfolioChange
from models.projects import Dependency, Project
from models.skills import Skill
from tests.services.import_desk import Desk

ANA, BO = "ana@fernwood.example", "bo@fernwood.example"
GOALS, ALIGNMENT, NEEDS = "code,name,weight\n", "project,goal,percent\n", "project,needs,lag_weeks\n"
BOOKED = "id,project,email,start,finish,hours_per_week,state,skill,request\n"
ASKED = "id,project,skill,min_level,hours_per_week,start,finish,max_people,shift_weeks,state\n"
SPAN = "2026-03-02,2026-05-29"
R1 = f"R1,APOLLO,Go,3,20,{SPAN},2,4,open\n"


def begun(desk: Desk) -> Desk:
    desk.bring(projects="code\nAPOLLO\nORION\nVEGA\n", goals=GOALS + "CARE,Better care,2\nCOST,Lower cost,\n")
    return desk


@pytest.fixture
def plan(desk: Desk) -> Desk:
    return begun(desk)


def history(desk: Desk, subject: str) -> list[tuple[str, object, object]]:
    with desk.store.read.begin() as session:
        rows = session.query(PortfolioChange).filter_by(workspace=desk.workspace, subject=subject)
        rows = rows.order_by(PortfolioChange.at, PortfolioChange.what)
        return [(row.what, row.before, row.after) for row in rows]


def test_goals_weigh_one_unless_a_weight_is_given_and_keep_what_nobody_knows(plan: Desk) -> None:
    assert plan.rows(Goal, "code", "name", "weight") == [
        ("CARE", "Better care", Decimal(2)),
        ("COST", "Lower cost", Decimal(1)),
    ]
    assert plan.counts(goals="code,weight,horizon\ncare,2.5,2028\n") == (0, 1, 0, 0)
    assert plan.rows(Goal, "code", "weight", "notes")[0] == ("CARE", Decimal("2.5"), {"horizon": "2028"})
    assert history(plan, "goal")[-1] == (
        "changed",
        {"weight": "2", "notes": {}},
        {"weight": "2.5", "notes": {"horizon": "2028"}},
    )


def test_alignment_comes_changes_and_goes(plan: Desk) -> None:
    rows = ALIGNMENT + "APOLLO,CARE,80\nORION,COST,0\n"
    assert plan.counts(alignment=rows) == (2, 0, 0, 0)
    assert plan.counts(alignment=rows) == (0, 0, 2, 0)
    assert plan.counts(alignment=ALIGNMENT + "apollo,care,12.5\norion,cost,\n") == (0, 1, 1, 0)
    assert plan.counts(alignment=ALIGNMENT + "ORION,COST,-\nVEGA,COST,-\n") == (0, 1, 1, 0)
    assert plan.rows(Alignment, "percent") == [(Decimal("12.5"),)]
    done = plan.bring(alignment=ALIGNMENT + "VEGA,CARE,5\n", replace=["alignment"])
    assert done.tallies["alignment"].gone == ["APOLLO, CARE"]
    assert [what for what, *_ in history(plan, "alignment")] == ["added", "added", "changed", "gone", "added", "gone"]


def test_a_circle_of_needs_is_refused_with_its_path_also_one_that_was_there_in_part(plan: Desk) -> None:
    plan.bring(dependencies=NEEDS + "APOLLO,ORION,2\n")
    assert plan.rows(Dependency, "lag_weeks") == [(2,)]
    (problem,) = plan.refused(dependencies=NEEDS + "VEGA,APOLLO,\nORION,APOLLO,\n")
    assert problem.startswith(
        "dependencies:3:needs: no project of a circle could ever begin (APOLLO needs ORION needs APOLLO)"
    )
    assert plan.counts(dependencies=NEEDS + "ORION,APOLLO,\n", replace=["dependencies"]) == (1, 0, 0, 1)
    assert plan.counts(dependencies=NEEDS + "ORION,APOLLO,-\n") == (0, 0, 1, 0)


def test_requests_begin_open_and_may_ask_for_what_nobody_can(plan: Desk) -> None:
    done = plan.bring(requests=f"id,project,skill,min_level,hours_per_week,start,finish\nR1,APOLLO,Go,3,20,{SPAN}\n")
    assert done.remarks == ("requests:2:skill: nobody has the skill “Go” yet",)
    names = ("code", "min_level", "hours_per_week", "max_people", "shift_weeks", "state", "version")
    assert plan.rows(CapacityRequest, *names) == [("R1", 3, Decimal(20), 1, 0, "open", 1)]
    assert plan.rows(Skill, "name") == [("Go",)]
    plan.bring(requests="id,max_people,state\nr1,3,filled\n", skills=f"email,skill,level\n{ANA},go,4\n")
    assert plan.rows(CapacityRequest, *names) == [("R1", 3, Decimal(20), 3, 0, "filled", 2)]
    assert plan.counts(requests="id,max_people\nR1,-\n") == (0, 1, 0, 0)
    assert plan.rows(CapacityRequest, *names) == [("R1", 3, Decimal(20), 1, 0, "filled", 3)]


def test_an_allocation_without_an_id_is_known_by_project_person_start_and_count(plan: Desk) -> None:
    rows = BOOKED + f",apollo,{ANA},{SPAN},20,,,\n,APOLLO,{ANA},{SPAN},4,tentative,Go,\nX1,ORION,U0BO,{SPAN},8,,,\n"
    assert plan.counts(allocations=rows) == (3, 0, 0, 0)
    assert plan.counts(allocations=rows) == (0, 0, 3, 0)
    assert plan.rows(Allocation, "code", "hours_per_week", "state") == [
        ("APOLLO/ana@fernwood.example/2026-03-02/1", Decimal(20), "committed"),
        ("APOLLO/ana@fernwood.example/2026-03-02/2", Decimal(4), "tentative"),
        ("X1", Decimal(8), "committed"),
    ]
    moved = "id,hours_per_week,skill\nAPOLLO/ANA@fernwood.example/2026-03-02/2,5.5,-\n"
    assert plan.counts(allocations=moved) == (0, 1, 0, 0)
    assert plan.rows(Allocation, "hours_per_week", "skill_id", "version")[1] == (Decimal("5.5"), None, 2)


def test_an_allocation_stays_the_same_when_slack_tells_whose_address_it_is(plan: Desk) -> None:
    plan.bring(people="slack_user_id,name\nU0CY,Cy\n", allocations=BOOKED + f",APOLLO,U0CY,{SPAN},20,,,\n")
    plan.bring(people="email,slack_user_id\ncy@x.example,U0CY\n")
    assert plan.counts(allocations=BOOKED + f",APOLLO,cy@x.example,{SPAN},20,,,\n") == (0, 0, 1, 0)


def test_the_history_of_an_allocation_never_holds_its_code(plan: Desk) -> None:
    plan.bring(allocations=BOOKED + f",APOLLO,{ANA},{SPAN},20,,,\n")
    plan.bring(allocations=BOOKED + f",APOLLO,{ANA},2026-03-02,2026-06-05,10,,,\n")
    plan.bring(allocations=BOOKED + f",ORION,{ANA},{SPAN},1,,,\n", replace=["allocations"])
    first, second, added, gone = history(plan, "allocation")
    assert second == (
        "changed",
        {"finish": "2026-05-29", "hours_per_week": "20"},
        {"finish": "2026-06-05", "hours_per_week": "10"},
    )
    assert (first[0], added[0], gone[0]) == ("added", "added", "gone")
    assert ANA not in str(history(plan, "allocation"))


def test_what_one_import_does_is_one_act_and_what_it_does_not_do_leaves_nothing(plan: Desk) -> None:
    rows = {"requests": ASKED + R1, "allocations": BOOKED + f"X1,APOLLO,{ANA},{SPAN},20,,,R1\n"}
    before = len(plan.rows(PortfolioChange, "id"))
    plan.bring(**rows)
    plan.bring(**rows)
    made = plan.rows(PortfolioChange, "act_id", "subject", "by_id")[before - len(plan.rows(PortfolioChange, "id")) :]
    assert len(plan.rows(PortfolioChange, "id")) == before + 2
    assert {by for *_, by in made} == {None}
    acts = [
        act
        for act, subject, _ in plan.rows(PortfolioChange, "act_id", "subject", "by_id")
        if subject in {"request", "allocation"}
    ]
    assert len(acts) == 2
    assert len(set(acts)) == 1


def test_who_changes_teams_leaves_a_line(plan: Desk) -> None:
    plan.bring(people=f"email,team\n{ANA},core\n", teams="team,name\ncore,Core\nux,UX\n")
    plan.bring(people=f"email,team\n{ANA},ux\ncy@x.example,ux\n")
    teams = dict(plan.rows(Team, "code", "id"))
    assert history(plan, "person") == [
        ("changed", {"team_id": None}, {"team_id": teams["core"]}),
        ("changed", {"team_id": teams["core"]}, {"team_id": teams["ux"]}),
    ]


def test_a_request_that_an_allocation_names_stays_when_the_others_are_replaced(plan: Desk) -> None:
    plan.bring(requests=ASKED + R1 + R1.replace("R1", "R2"), allocations=BOOKED + f"X1,APOLLO,{ANA},{SPAN},20,,,R2\n")
    done = plan.bring(requests=ASKED + R1.replace("R1", "R3"), replace=["requests"])
    assert done.tallies["requests"].gone == ["R1, APOLLO, 2026-03-02 to 2026-05-29"]
    assert "requests: R2 stands in no row but stays, because an allocation names it" in done.remarks
    done = plan.bring(
        requests=ASKED + R1,
        allocations=BOOKED + f"X2,APOLLO,{ANA},{SPAN},20,,,R1\n",
        replace=["requests", "allocations"],
    )
    assert done.tallies["allocations"].gone == ["APOLLO, ana@fernwood.example, 2026-03-02 to 2026-05-29"]
    assert [code for (code,) in plan.rows(CapacityRequest, "code")] == ["R1"]


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        (
            {"alignment": ALIGNMENT + "MARS,CARE,5\n"},
            "alignment:2:project: there is no project “MARS”, add it to the sheet",
        ),
        (
            {"alignment": ALIGNMENT + "VEGA,LOVE,5\n"},
            "alignment:2:goal: there is no goal “LOVE”, add it to the sheet goals",
        ),
        ({"alignment": ALIGNMENT + "VEGA,CARE,\n"}, "alignment:2:percent: it is empty, and none is known"),
        ({"goals": GOALS + f"A,{'x' * 256},1\n"}, "goals:2:name: the text has 256 characters, write at most 255"),
        ({"dependencies": NEEDS + "VEGA,MARS,1\n"}, "dependencies:2:needs: there is no project “MARS”"),
        (
            {"requests": ASKED + "R1,APOLLO,,3,20,2026-03-02,2026-05-29,,,\n"},
            "requests:2:skill: it is empty, and nothing",
        ),
        ({"requests": "id,skill\nR1,Go\n"}, "requests:2:project: it is empty, and nothing is known yet, write a value"),
        ({"allocations": BOOKED + f"X,MARS,{ANA},{SPAN},20,,,\n"}, "allocations:2:project: there is no project “MARS”"),
        ({"allocations": BOOKED + f",APOLLO,x@x.example,{SPAN},20,,,\n"}, "allocations:2:email: nobody is known as"),
        ({"allocations": BOOKED + f",APOLLO,{ANA},{SPAN},,,,\n"}, "allocations:2:hours_per_week: it is empty"),
        (
            {"allocations": BOOKED + f",APOLLO,{ANA},{SPAN},20,,,R9\n"},
            "allocations:2:request: there is no request “R9”",
        ),
        (
            {"allocations": BOOKED + f"X,APOLLO,{ANA},{SPAN},20,,,\nx,ORION,{ANA},{SPAN},20,,,\n"},
            "allocations:3:id: row 2 names the same, name it once",
        ),
    ],
)
def test_what_cannot_be_is_said_with_what_would_be_right(sqlite_desk: Desk, sheets: dict[str, str], said: str) -> None:
    assert begun(sqlite_desk).refused(**sheets)[0].startswith(said)


def test_a_finish_before_the_start_that_is_known_is_refused(plan: Desk) -> None:
    plan.bring(requests=ASKED + R1, allocations=BOOKED + f"X1,APOLLO,{ANA},{SPAN},20,,,\n")
    found = plan.refused(requests="id,finish\nR1,2026-01-01\n", allocations="id,finish\nX1,2026-01-01\n")
    assert [one.partition(",")[0] for one in found] == [
        "allocations:2:finish: 2026-01-01 would be before the start",
        "requests:2:finish: 2026-01-01 would be before the start",
    ]


def test_an_allocation_fills_requests_of_its_own_project_only_whichever_is_changed(plan: Desk) -> None:
    booked = BOOKED + f"X1,ORION,{ANA},{SPAN},20,,,R1\n"
    (problem,) = plan.refused(requests=ASKED + R1, allocations=booked)
    assert problem.startswith(
        "allocations:2:request: request R1 is of APOLLO, and this allocation of ORION, name a request"
    )
    plan.bring(requests=ASKED + R1, allocations=booked.replace("ORION", "APOLLO"))
    (problem,) = plan.refused(requests="id,project\nR1,VEGA\n")
    assert "request R1 is of VEGA, and allocation X1, which fills it, of APOLLO" in problem


def test_a_project_s_line_of_history_has_what_was_and_what_is(plan: Desk) -> None:
    plan.bring(projects="code,budget,finish\nAPOLLO,1000.50,2026-12-31\n")
    assert history(plan, "project")[-1] == (
        "changed",
        {"budget": None, "finish": None},
        {"budget": "1000.5", "finish": "2026-12-31"},
    )
    assert plan.rows(Project, "code", "finish")[0] == ("APOLLO", date(2026, 12, 31))
