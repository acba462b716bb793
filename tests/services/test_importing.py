"""Does a portfolio get into the store whole or not at all, and does the same one change nothing twice?"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.clock import FixedClock, wall
from models.audit import AuditRow
from models.base import Base
from models.people import Person, Team
from models.projects import Project
from models.store import Store
from planning.people import Standing
from readers.tables.portfolio import SHEETS, read, read_folder
from readers.tables.values import Portfolio, Problem
from services import people
from services.importing import Imported, ImportRefusedError, apply

SAMPLE = Path(__file__).parents[2] / "playground" / "sample" / "portfolio"
PEOPLE = "email,name,slack_user_id,team,zone,roles,week,active,guest\n"
PROJECTS = "code,name,manager,sponsor,status,start,finish,budget,cost_of_delay,channel,description\n"
DEPUTIES = "email,slack_user_id,deputy\n"
TEAMS = "team,name,lead,channel\n"


def portfolio(**sheets: str) -> Portfolio:
    found = read({name: text.encode() for name, text in sheets.items()})
    assert isinstance(found, Portfolio), found
    return found


@pytest.fixture
def bring(store: Store, workspace: str, clock: FixedClock) -> Callable[..., Imported]:
    def bring(**sheets: str) -> Imported:
        with store.write.begin() as session:
            return apply(session, workspace, portfolio(**sheets), at=clock.now(), wall=wall())

    return bring


@pytest.fixture
def refused(store: Store, bring: Callable[..., Imported]) -> Callable[..., list[str]]:
    def refused(**sheets: str) -> list[str]:
        before = everything(store)
        with pytest.raises(ImportRefusedError) as error:
            bring(**sheets)
        assert everything(store) == before
        return [str(problem) for problem in error.value.problems]

    return refused


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.read.begin() as session:
        tables: list[type[Base]] = [Person, Team, Project, AuditRow]
        return {
            table.__tablename__: sorted(
                tuple(map(str, row)) for row in session.execute(select(*table.__table__.columns))
            )
            for table in tables
        }


def one(store: Store, table: type[Any], **where: Any) -> Any:
    with store.read.begin() as session:
        return session.scalars(select(table).filter_by(**where)).one()


def counts(imported: Imported) -> Mapping[str, tuple[int, int, int]]:
    return {name: (tally.added, tally.changed, tally.unchanged) for name, tally in imported.tallies.items()}


def test_the_sample_portfolio_is_imported_and_twice_changes_nothing(store: Store, workspace: str, clock: FixedClock):
    sample = read_folder(SAMPLE)
    assert isinstance(sample, Portfolio), sample

    def again() -> Imported:
        with store.write.begin() as session:
            return apply(session, workspace, sample, at=clock.now(), wall=wall())

    first, after_first = again(), everything(store)
    second = again()
    assert sample.sheets == set(SHEETS)  # each sheet that there is
    assert {name: tally.added for name, tally in first.tallies.items()} == {
        name: len(getattr(sample, name)) for name in SHEETS
    }
    assert second.changes == 0
    assert everything(store) == after_first
    apollo = one(store, Project, code="APOLLO")
    assert (apollo.name, apollo.channel, apollo.cost_of_delay) == ("Patient portal", "C0APOLLO", Decimal(18000))
    tomas = one(store, Person, slack_id="U0TOMAS")
    assert (apollo.manager_id, tomas.deputy_id) == (tomas.id, one(store, Person, slack_id="U0JUNE").id)


def test_a_row_changes_what_it_says_and_keeps_what_it_leaves_empty(store: Store, bring: Callable[..., Imported]):
    bring(people=PEOPLE + "bo@x.example,Bo,,,Europe/Berlin,pm lead,,,\n")
    done = bring(people=PEOPLE + "BO@x.example,,,,Asia/Kolkata,,8 8 8 8 4.5 0 0,,\n")
    assert counts(done) == {"people": (0, 1, 0)}
    bo = one(store, Person, email="bo@x.example")
    assert (bo.name, bo.zone, bo.roles, bo.standing) == ("Bo", "Asia/Kolkata", ["pm", "lead"], Standing.UNSEEN)
    assert (bo.week, bo.notes) == (tuple(map(Decimal, ["8", "8", "8", "8", "4.5", "0", "0"])), {})


def test_a_dash_clears(store: Store, bring: Callable[..., Imported]):
    bring(
        people=PEOPLE + "bo@x.example,Bo,,core,Europe/Berlin,pm,8 8 8 8 8 0 0,,\n",
        teams=TEAMS + "core,Core,bo@x.example,C0CORE\n",
        projects=PROJECTS + "APOLLO,Portal,bo@x.example,bo@x.example,active,2026-01-01,2026-02-01,100,5.5,C0A,Words\n",
    )
    bring(
        people=PEOPLE + "bo@x.example,,,-,-,-,-,,\n",
        teams=TEAMS + "core,,,-\n",
        projects=PROJECTS + "APOLLO,,-,-,,-,-,-,-,-,-\n",
    )
    bo, core, apollo = one(store, Person), one(store, Team), one(store, Project)
    assert (bo.team_id, bo.zone, bo.roles, bo.notes) == (None, None, [], {})
    assert (core.channel, core.lead_id) == (None, bo.id)
    cleared = (apollo.manager_id, apollo.sponsor_id, apollo.start, apollo.finish, apollo.cost_of_delay, apollo.channel)
    assert cleared == (None,) * 6
    assert (apollo.name, apollo.description, apollo.notes) == ("Portal", None, {})


def test_what_is_to_be_spent_and_gained_is_kept_exactly_and_unknown_columns_as_notes(
    store: Store, bring: Callable[..., Imported]
):
    done = bring(projects="code,budget,benefit,confidence,risk\nAPOLLO,1000.50,2e0,0.80,high\n".replace("2e0", "2"))
    apollo = one(store, Project)
    assert (apollo.budget, apollo.benefit, apollo.confidence) == (Decimal("1000.50"), Decimal(2), Decimal("0.8"))
    assert apollo.notes == {"risk": "high"}
    assert done.remarks == ("projects: the column “risk” is unknown; it is kept as a note",)


def test_rows_that_are_absent_stay(store: Store, bring: Callable[..., Imported]):
    bring(projects=PROJECTS + "APOLLO,A,,,,,,,,,\nORION,O,,,,,,,,,\n")
    bring(projects=PROJECTS + "ORION,Oh,,,,,,,,,\n")
    assert one(store, Project, code="APOLLO").name == "A"


def test_everything_may_be_new_at_once_whatever_names_whom(store: Store, bring: Callable[..., Imported]):
    bring(
        people=PEOPLE + "ana@x.example,Ana,,core,,,,,\nbo@x.example,Bo,U0BO,CORE,,,,,\n",
        teams=TEAMS + "core,Core,U0BO,\n",
        projects=PROJECTS + "APOLLO,Portal,ANA@x.example,U0BO,,,,,,,\n",
    )
    ana, bo, apollo = one(store, Person, name="Ana"), one(store, Person, name="Bo"), one(store, Project)
    assert ana.team_id == bo.team_id == one(store, Team).id
    assert (apollo.manager_id, apollo.sponsor_id, one(store, Team).lead_id) == (ana.id, bo.id, bo.id)


def test_an_imported_person_becomes_the_slack_member_with_the_same_address(
    store: Store, workspace: str, bring: Callable[..., Imported]
):
    bring(people=PEOPLE + "bo@x.example,Bo,,,,pm,,,\n", projects=PROJECTS + "APOLLO,,bo@x.example,,,,,,,,\n")
    with store.write.begin() as session:
        user = {"id": "U0BO", "tz": "Europe/London", "profile": {"email": "Bo@x.example", "real_name": "Bo Slack"}}
        people.learn(session, workspace, user, wall=wall())
    bo = one(store, Person)
    assert (bo.slack_id, bo.name, bo.id) == ("U0BO", "Bo Slack", one(store, Project).manager_id)


def test_what_slack_said_of_somebody_is_not_changed_by_a_file(
    store: Store, workspace: str, bring: Callable[..., Imported]
):
    with store.write.begin() as session:
        people.learn(session, workspace, {"id": "U0BO", "tz": "Europe/London", "real_name": "Bo Slack"}, wall=wall())
    row = PEOPLE + "bo@x.example,Bo File,U0BO,,Asia/Kolkata,pm,,no,\n"
    assert counts(bring(people=row)) == {"people": (0, 1, 0)}
    bo = one(store, Person)
    assert (bo.name, bo.zone, bo.standing) == ("Bo Slack", "Europe/London", Standing.MEMBER)
    assert (bo.email, bo.roles, bo.notes) == ("bo@x.example", ["pm"], {"active": "no"})
    assert counts(bring(people=row)) == {"people": (0, 0, 1)}


@pytest.mark.parametrize(
    ("cells", "standing"), [("no,", Standing.DEACTIVATED), (",yes", Standing.GUEST), ("yes,no", Standing.UNSEEN)]
)
def test_somebody_slack_has_not_told_of_stands_as_the_file_says(
    store: Store, bring: Callable[..., Imported], cells: str, standing: Standing
):
    bring(people=PEOPLE + f"bo@x.example,Bo,,,,,,{cells}\n")
    assert one(store, Person).standing == standing
    bring(people=PEOPLE + "bo@x.example,Bo,,,,,,yes,no\n")
    assert one(store, Person).standing == Standing.UNSEEN


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({"people": PEOPLE + "bo@x.example,Bo,,core,,,,,\n"}, "people:2:team: there is no team “core”"),
        ({"people": DEPUTIES + "bo@x.example,,cy@x.example\n"}, "people:2:deputy: nobody is known as “cy@x.example”"),
        ({"people": DEPUTIES + "bo@x.example,,Bo@x.example\n"}, "people:2:deputy: nobody stands in for themselves"),
        ({"people": DEPUTIES + "bo@x.example,U0BO,U0BO\n"}, "people:2:deputy: nobody stands in for themselves"),
        ({"teams": TEAMS + "core,,bo@x.example,\n"}, "teams:2:lead: nobody is known as “bo@x.example”"),
        ({"projects": PROJECTS + "A,,U0NOBODY,,,,,,,,\n"}, "projects:2:manager: nobody is known as “U0NOBODY”"),
        ({"people": PEOPLE + f"bo@x.example,{'x' * 256},,,,,,,\n"}, "people:2:name: the text has 256 characters"),
        ({"teams": TEAMS + f"{'x' * 65},,,\n"}, "teams:2:team: the key has 65 characters"),
        ({"projects": PROJECTS + f"A,,,,,,,,,{'c' * 65},\n"}, "projects:2:channel: the text has 65 characters"),
    ],
)
def test_a_problem_names_sheet_row_column_and_changes_nothing(
    refused: Callable[..., list[str]], sheets: dict[str, str], said: str
):
    (problem,) = refused(**sheets)
    assert problem.startswith(said)


def test_all_problems_are_listed_and_the_good_rows_are_not_kept(refused: Callable[..., list[str]]):
    problems = refused(
        people=PEOPLE + "ok@x.example,Ok,,,,,,,\nbo@x.example,Bo,,none,,,,,\n",
        teams=TEAMS + "core,,x@x.example,\n",
        projects=PROJECTS + "A,,y@x.example,z@x.example,,,,,,,\n",
    )
    assert len(problems) == 4


def test_a_finish_before_the_stored_start_is_a_problem(
    bring: Callable[..., Imported], refused: Callable[..., list[str]]
):
    bring(projects=PROJECTS + "A,,,,,2026-05-01,,,,,\n")
    assert "would be before the start" in refused(projects=PROJECTS + "A,,,,,,2026-04-30,,,,\n")[0]


def test_a_deputy_is_named_kept_and_cleared(store: Store, bring: Callable[..., Imported]):
    rows = DEPUTIES + "bo@x.example,,cy@x.example\ncy@x.example,U0CY,\ndee@x.example,,U0CY\n"
    bring(people=rows)
    cy = one(store, Person, email="cy@x.example")
    assert [one(store, Person, email=f"{name}@x.example").deputy_id for name in ("bo", "dee")] == [cy.id, cy.id]
    assert counts(bring(people=rows)) == {"people": (0, 0, 3)}
    assert counts(bring(people=DEPUTIES + "bo@x.example,,\ndee@x.example,,-\n")) == {"people": (0, 1, 1)}
    assert one(store, Person, email="bo@x.example").deputy_id == cy.id
    assert one(store, Person, email="dee@x.example").deputy_id is None


def test_deputies_in_a_circle_are_refused_with_their_path(
    store: Store, bring: Callable[..., Imported], refused: Callable[..., list[str]]
):
    bring(people=DEPUTIES + "ana@x.example,,bo@x.example\nbo@x.example,,cy@x.example\ncy@x.example,,\n,U0DEE,\n")
    path = "cy@x.example → ana@x.example → bo@x.example → cy@x.example"
    right = "name somebody outside of it, or - for nobody"
    (problem,) = refused(people=DEPUTIES + "dee@x.example,U0DEE,ana@x.example\ncy@x.example,,ana@x.example\n")
    assert problem == f"people:3:deputy: the deputies go round in a circle ({path}), {right}"
    both = DEPUTIES + "bo@x.example,,-\ncy@x.example,,U0DEE\n,U0DEE,cy@x.example\n"
    (problem,) = refused(people=both)
    assert "(cy@x.example → U0DEE → cy@x.example)" in problem, "said once, in the first row of the circle"
    turned = DEPUTIES + "ana@x.example,,-\nbo@x.example,,ana@x.example\ncy@x.example,,bo@x.example\n"
    assert counts(bring(people=turned)) == {"people": (0, 3, 0)}, "what the whole sheet says is looked at, not each row"


def test_two_people_are_not_quietly_made_one(
    store: Store, make_person: Callable[..., Person], refused: Callable[..., list[str]]
):
    make_person("Ana", email="ana@x.example", slack_id="U0ANA")
    make_person("Bo", email="bo@x.example", slack_id="U0BO")
    assert "known as two people" in refused(people=PEOPLE + "ana@x.example,,U0BO,,,,,,\n")[0]
    assert "is the Slack user U0ANA" in refused(people=PEOPLE + "ana@x.example,,U0NEW,,,,,,\n")[0]


def test_another_workspace_is_not_touched(store: Store, workspace: str, bring: Callable[..., Imported]):
    with store.write.begin() as session:
        theirs = Project(workspace="T0OTHER", id="p" * 32, code="APOLLO", name="Theirs", notes={})
        session.add(theirs)
    assert counts(bring(projects=PROJECTS + "APOLLO,Ours,,,,,,,,,\n")) == {"projects": (1, 0, 0)}
    assert one(store, Project, workspace="T0OTHER").name == "Theirs"


def test_an_import_that_changed_something_is_in_the_audit_once(store: Store, bring: Callable[..., Imported]):
    for _ in range(2):
        bring(projects=PROJECTS + "APOLLO,Ours,,,,,,,,,\n")
    row = one(store, AuditRow)
    assert (row.action, row.actor_id, row.details) == ("imported", None, {"projects": [1, 0]})


def test_a_channel_by_name_is_kept_with_a_remark(store: Store, bring: Callable[..., Imported]):
    done = bring(projects=PROJECTS + "APOLLO,,,,,,,,,#apollo,\n")
    assert one(store, Project).channel == "apollo"
    assert done.remarks[0].startswith("projects:2:channel: “apollo” is a name")


CELLS = st.sampled_from(["", "-", "1", "0.125", "2026-03-01", "2026-12-31", "active", "Words", "#c", "bo@x.example"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*[CELLS] * 10), min_size=1, max_size=4))
def test_whatever_is_imported_changes_nothing_the_second_time(
    store: Store, workspace: str, clock: FixedClock, rows: list[tuple[str, ...]]
):
    text = PROJECTS + "".join(f"P{at},{','.join(row)}\n" for at, row in enumerate(rows))
    found = read({"projects": text.encode(), "people": (PEOPLE + "bo@x.example,Bo,,,,,,,\n").encode()})
    if not isinstance(found, Portfolio):
        assert all(isinstance(problem, Problem) for problem in found)
        return
    try:
        for expected in (None, 0):
            with store.write.begin() as session:
                done = apply(session, workspace, found, at=clock.now(), wall=wall())
                assert expected is None or done.changes == expected
    except ImportRefusedError as error:
        assert error.problems
    with store.read.begin() as session:
        wrong = select(func.count()).where(Project.finish < Project.start, Project.start > date(1, 1, 1))
        assert session.scalar(wrong) == 0
