"""Is a folder of CSV files read as the portfolio it describes, and is everything wrong in it listed?"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.tables.portfolio import SHEETS, read, read_folder
from readers.tables.values import (
    AbsenceRow,
    Blank,
    PatternRow,
    PersonRef,
    PersonRow,
    Portfolio,
    ProjectRow,
    SkillRow,
    TeamRow,
)

KEEP, CLEAR = Blank.KEEP, Blank.CLEAR


def problems(name: str, text: str) -> list[str]:
    found = read({name: text.encode()})
    assert isinstance(found, list)
    return [str(problem) for problem in found]


def portfolio(**files: str) -> Portfolio:
    found = read({name: text.encode() for name, text in files.items()})
    assert isinstance(found, Portfolio), found
    return found


def test_people() -> None:
    found = portfolio(
        people="email,slack_user_id,name,team,zone,week,project_share,holidays,roles,cost_rate,active,guest,deputy\n"
        "Ana@example.com,U012AB3CD,Ana Sílva,Backend,Europe/Lisbon,8 8 8 8 4 0 0,0.8,PT,pm member,95.50,yes,no,BO@example.com\n"
        "bo@example.com,,Bo,-,,,,-,,-,,,-\n"
        "cy@example.com,,Cy,,,,,,,,,,U012AB3CD\n"
    )
    ana, bo, cy = found.people
    assert ana == PersonRow(
        row=2,
        email="ana@example.com",
        slack_user_id="U012AB3CD",
        name="Ana Sílva",
        team="Backend",
        zone="Europe/Lisbon",
        week=tuple(map(Decimal, (8, 8, 8, 8, 4, 0, 0))),
        project_share=Decimal("0.8"),
        holidays="PT",
        roles=("member", "pm"),
        cost_rate=Decimal("95.50"),
        active=True,
        guest=False,
        deputy=PersonRef("bo@example.com", None),
        notes=(),
    )
    assert (bo.team, bo.holidays, bo.cost_rate, bo.deputy) == (CLEAR, CLEAR, CLEAR, CLEAR)
    assert {bo.slack_user_id, bo.zone, bo.week, bo.project_share, bo.roles, bo.active, bo.guest} == {KEEP}
    assert cy.deputy == PersonRef(None, "U012AB3CD")


def test_a_person_may_be_known_by_slack_id_alone() -> None:
    found = portfolio(people="email,name\nU012AB3CD,Ana\n")
    assert (found.people[0].email, found.people[0].slack_user_id) == (None, "U012AB3CD")
    found = portfolio(people="slack_user_id,name\nU012AB3CD,Ana\n")
    assert (found.people[0].email, found.people[0].slack_user_id) == (None, "U012AB3CD")


def test_teams() -> None:
    found = portfolio(teams="team,name,lead,channel\nBackend,Back end,ana@example.com,#backend\nUX,,U012AB3CD,-\n")
    assert found.teams == (
        TeamRow(2, "Backend", "Back end", PersonRef("ana@example.com", None), "backend", ()),
        TeamRow(3, "UX", KEEP, PersonRef(None, "U012AB3CD"), CLEAR, ()),
    )


def test_projects() -> None:
    found = portfolio(
        projects="code,name,sponsor,manager,status,start,finish,budget,benefit,cost_of_delay,confidence,channel,description\n"
        "APOLLO,Customer portal,cy@example.com,U012AB3CD,active,2026-11-01,2027-03-31,250000,400000.5,12000,0.7,#apollo,"
        '"Line one,\nline two"\n'
    )
    assert found.projects == (
        ProjectRow(
            row=2,
            code="APOLLO",
            name="Customer portal",
            sponsor=PersonRef("cy@example.com", None),
            manager=PersonRef(None, "U012AB3CD"),
            status="active",
            start=date(2026, 11, 1),
            finish=date(2027, 3, 31),
            budget=Decimal(250000),
            benefit=Decimal("400000.5"),
            cost_of_delay=Decimal(12000),
            confidence=Decimal("0.7"),
            channel="apollo",
            description="Line one,\nline two",
            notes=(),
        ),
    )


ANA = PersonRef("ana@example.com", None)


def test_patterns_skills_and_absences() -> None:
    found = portfolio(
        patterns="email,from,week,project_share\nANA@example.com,2026-02-01,8 8 8 0 0 0 0,\nU0ANA,2026-05-01,-,0.5\n",
        skills="email,skill,level\nana@example.com,  Go   lang,4\nana@example.com,SQL,-\n",
        absences="email,start,part,finish,rule\nana@example.com,2026-12-24,day,2027-01-02,\n"
        "ana@example.com,2026-01-02,09:00-12:00,2026-01-02,FREQ=WEEKLY\n",
    )
    assert found.patterns == (
        PatternRow(2, ANA, date(2026, 2, 1), tuple(map(Decimal, (8, 8, 8, 0, 0, 0, 0))), KEEP),
        PatternRow(3, PersonRef(None, "U0ANA"), date(2026, 5, 1), CLEAR, Decimal("0.5")),
    )
    assert found.skills == (SkillRow(2, ANA, "Go lang", 4), SkillRow(3, ANA, "SQL", CLEAR))
    assert found.absences == (
        AbsenceRow(2, ANA, date(2026, 12, 24), "day", date(2027, 1, 2), KEEP),
        AbsenceRow(3, ANA, date(2026, 1, 2), "09:00-12:00", date(2026, 1, 2), "FREQ=WEEKLY"),
    )


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("patterns", "email,week\n", "patterns:1:: no column is called from"),
        ("patterns", "email,from\n,2026-01-01\n", "patterns:2:email: it is empty, but it says which row is meant"),
        ("patterns", "email,from\na@b.cc,0001-01-01\n", "patterns:2:from: “0001-01-01” is too far away"),
        ("skills", "email,skill,level\na@b.cc,SQL,6\n", "skills:2:level: “6” is not a level"),
        ("skills", "email,skill,level\na@b.cc,SQL,٣\n", "skills:2:level: “٣” is not a level"),
        ("absences", "email,start,finish\n", "absences:1:: no column is called part"),
        ("absences", "email,start,part,finish\na@b.cc,2026-01-02,day,9999-12-31\n", "absences:2:finish: “9999-12-31”"),
        ("absences", "email,start,part,finish\na@b.cc,2026-01-02,day,-\n", "absences:2:finish: this cannot be cleared"),
        (
            "absences",
            "email,start,part,finish\na@b.cc,2026-01-02,day,2026-01-01\n",
            "absences:2:finish: 2026-01-01 is before the start",
        ),
    ],
)
def test_a_problem_of_these_sheets(name: str, text: str, problem: str) -> None:
    (found,) = problems(name, text)
    assert found.startswith(problem)


def test_unknown_columns_are_notes_and_reported() -> None:
    found = portfolio(projects="\ufeffCode,Name,Risk class,,manager\nAPOLLO,Portal,high,x,\nORION,Warehouse,,,\n")
    assert found.unknown_columns == (("projects", "Risk class"), ("projects", "column 4"))
    assert [project.notes for project in found.projects] == [(("Risk class", "high"), ("column 4", "x")), ()]
    assert found.projects[0].manager is KEEP


def test_empty_rows_are_skipped_and_rows_keep_their_number() -> None:
    found = portfolio(teams="team,lead\n\nBackend,ana@example.com\n , \nUX,bo@example.com")
    assert [team.row for team in found.teams] == [3, 5]


def test_guarded_cells_come_back_unharmed() -> None:
    found = portfolio(projects="code,name,description\nAPOLLO,'=1+1,'-\n")
    assert (found.projects[0].name, found.projects[0].description) == ("=1+1", "-")


def test_every_problem_is_listed_by_row() -> None:
    assert problems(
        "projects",
        "code,name,status,start,finish,budget,manager\n"
        "APOLLO,-,running,2026-13-01,,ten,Ana\n"
        ",x,,,,,\n"
        "ORION,,,2026-12-01,2026-11-01,,\n"
        "apollo,,,,,,,more\n",
    ) == [
        "projects:2:start: “2026-13-01” is a day that does not exist, write one of the calendar",
        "projects:2:name: this cannot be cleared, write a value, or leave the cell empty to keep what is there",
        "projects:2:manager: “Ana” is neither an e-mail address nor a Slack user id, write ana@example.com or U012AB3CD",
        "projects:2:status: “running” is not a status, write one of: proposed active on_hold done cancelled",
        "projects:2:budget: “ten” is not a number, write a plain decimal of 0 or more, such as 40",
        "projects:3:code: it is empty, but it says which row is meant, write a value",
        "projects:4:finish: 2026-11-01 is before the start, 2026-12-01, write a day on or after the start",
        "projects:5:: the row has 8 cells, write 7, as the header has; quote text with commas",
        "projects:5:code: row 2 names the same, name it once",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("email,name\n,Ana\n", "people:2:email: it is empty, but it says who is meant"),
        ("email,name\n-,Ana\n", "people:2:email: this cannot be cleared"),
        ("email,slack_user_id\nU111,U222\n", "people:2:email: two different Slack users are named in one row"),
        ("email\na@example.com\nA@example.com\n", "people:3:email: row 2 names the same"),
        ("slack_user_id\nU111\nU111\n", "people:3:slack_user_id: row 2 names the same"),
        ("email,zone\na@example.com,Mars\n", "people:2:zone: “Mars” is not a time zone"),
        ("email,deputy\na@example.com,Bo\n", "people:2:deputy: “Bo” is neither an e-mail address nor a Slack user id"),
        ("email,roles\na@example.com,pm boss\n", "people:2:roles: “boss” is not a role"),
        ("name,team\nAna,UX\n", "people:1:: no column is called email or slack_user_id"),
        ("email,name,Name\n", "people:1:name: this column is there twice"),
        ('email,name\na@example.com,"open\n', "people:0:: the file is not CSV"),
        ("", "people:1:: the file is empty"),
    ],
)
def test_problem(text: str, problem: str) -> None:
    found = problems("people", text)
    assert len(found) == 1
    assert problem in found[0]


def test_problems_of_all_sheets_together() -> None:
    found = read({"projects": b"code,name\n,x\n", "people": b"name\n", "teams": b"team,lead\nUX,nobody\n"})
    assert isinstance(found, list)
    assert [problem.sheet for problem in found] == ["people", "teams", "projects"]


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("email\nana@example.com\n", encoding="utf-8-sig")
    (tmp_path / "risks.csv").write_text("code,name\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    found = read_folder(tmp_path)
    assert isinstance(found, Portfolio)
    assert (found.sheets, found.unread_files) == (frozenset({"people"}), ("risks.csv",))
    assert [person.email for person in found.people] == ["ana@example.com"]


@pytest.mark.parametrize("name", ["missing", "empty", "file.csv"])
def test_no_folder_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.csv").write_text("email\n", encoding="utf-8")
    found = read_folder(tmp_path / name)
    assert isinstance(found, list)
    assert "people.csv" in found[0].right


@given(
    st.sampled_from(list(SHEETS)),
    st.binary(max_size=200)
    | st.lists(st.sampled_from(["email,code", "team", '"-\n;\r\x00\ufeffU111', "a@b.cc", "8"]) | st.just(",")).map(
        lambda parts: "".join(parts).encode()
    ),
)
def test_any_bytes_are_a_portfolio_or_problems(name: str, data: bytes) -> None:
    found = read({name: data})
    assert isinstance(found, Portfolio) or all(problem.wrong and problem.right for problem in found)
