"""Are whole files read as people have them, is it said what was taken for what, and asked where nothing tells?"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from readers.tables.choices import Choices, folded
from readers.tables.portfolio import read, read_path
from readers.tables.values import Blank, Portfolio, Problem

PLAIN = "code,name\nAPOLLO,Käse\n"


def projects(text: str | bytes, choices: Choices | None = None) -> Portfolio:
    found = read({"projects": text if isinstance(text, bytes) else text.encode()}, (), choices or Choices())
    assert isinstance(found, Portfolio), list(map(str, found))
    return found


def problems(text: str | bytes, choices: Choices | None = None, sheet: str = "projects") -> list[str]:
    found = read({sheet: text if isinstance(text, bytes) else text.encode()}, (), choices or Choices())
    assert isinstance(found, list)
    return [str(problem) for problem in found]


def remarks(found: Portfolio) -> str:
    return "\n".join(found.remarks)


@pytest.mark.parametrize(
    ("data", "remark"),
    [
        (PLAIN.encode("utf-8-sig"), ""),
        (PLAIN.encode("utf-16"), "it is in UTF-16"),
        (PLAIN.encode("cp1252"), "not in UTF-8 (line 2), so it was read as Windows-1252"),
        (PLAIN.replace("\n", "\r").encode(), ""),
        (PLAIN.replace("\n", "\r\n").encode(), ""),
        (PLAIN.replace(",", ";").encode(), "separated by semicolons"),
        (PLAIN.replace(",", "\t").encode(), "separated by tabs"),
        (PLAIN.replace(",", "|").encode(), "separated by bars"),
        (b"sep=;\n" + PLAIN.replace(",", ";").encode(), "the header is row 2; the row above it was not read"),
        (b"Portfolio 2026\n\nas of 1 May,,\n" + PLAIN.encode(), "the header is row 4; 2 rows above it were not read"),
        (b"Projects,\n\n" + PLAIN.encode(), "the header is row 3; the row above it was not read"),
        (b",,\n,,\n" + PLAIN.encode() + b",,\n\n", ""),
    ],
)
def test_encodings_and_shapes(data: bytes, remark: str) -> None:
    found = projects(data)
    assert [(project.code, project.name) for project in found.projects] == [("APOLLO", "Käse")]
    assert remark in remarks(found)
    assert bool(remark) == bool(found.remarks)


def test_what_comes_first_is_worked_out_for_a_column_and_told() -> None:
    found = projects("code,start,End date\nA,13/04/2026,03/05/2026\nB,03/04/2026,\n")
    assert [project.start for project in found.projects] == [date(2026, 4, 13), date(2026, 4, 3)]
    assert found.projects[0].finish == date(2026, 5, 3)
    assert "in “start”, 03/04/2026 was taken for 3 April 2026, as other cells tell" in remarks(found)


def test_it_is_asked_where_nothing_tells_and_the_answer_is_taken() -> None:
    text = "code,Start date\nA,03/04/2026\nB,05/06/2026\nC,2026-04-13\n"
    assert problems(text) == [
        "projects:2:Start date: “03/04/2026” may be 3 April 2026 or March 4, 2026 (and 1 more cell), "
        'say --dates day-first or --dates month-first; or leave the column as a note: --map "projects:Start date=-"'
    ]
    assert projects(text, Choices(dates="day-first")).projects[0].start == date(2026, 4, 3)
    assert projects(text, Choices(dates="month-first")).projects[0].start == date(2026, 3, 4)


def test_what_is_asked_can_be_told_from_what_is_wrong() -> None:
    found = read({"projects": b'code,start,budget,status\nA,03/04/2026,"1,200",green\n'})
    assert isinstance(found, list)
    assert sorted(problem.asks for problem in found) == ["", "dates", "decimal"]


def test_money_in_units_of_its_header_and_of_its_cells() -> None:
    found = projects(
        'code,Whole Life Cost (£m),Expected benefit\nA,0.042,£1.2m\nB,1.101,GBP 95k\nC,95k,"1,200.50"\nD,-,"2,000"\n'
    )
    assert [project.budget for project in found.projects] == [42000, 1_101_000, 95000, Blank.CLEAR]
    assert [project.benefit for project in found.projects] == [1_200_000, 95000, Decimal("1200.50"), 2000]
    assert "its amounts are in GBP" in remarks(found)


def test_a_mark_that_may_mean_both_is_asked_for() -> None:
    text = 'code,budget\nA,"1,200"\nB,"3,400"\n'
    (asked,) = problems(text)
    assert asked.startswith("projects:2:budget: “1,200” may be 1200 or 1.2 (and 1 more cell), say --decimal point or")
    assert projects(text, Choices(decimal="point")).projects[0].budget == 1200
    assert projects(text, Choices(decimal="comma")).projects[1].budget == Decimal("3.4")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("code,budget\nA,£5\nB,€7\n", "projects:3:budget: “€7” is in EUR, other amounts in GBP, write it in GBP"),
        ("code,Budget (£k),benefit\nA,5,$7\n", "projects:2:benefit: “$7” is in USD, other amounts in GBP"),
        ("code,Budget (£k),Benefit (€k)\nA,5,7\n", "projects:2:Benefit (€k): this column is in EUR, others in GBP"),
        ("code,Cost of delay (€/day)\nA,5\n", "projects:2:Cost of delay (€/day): this column counts money per day"),
        ("code,start,Duration\nA,2026-01-05,10 working days\n", "projects:2:Duration: “10 working days” is no length"),
        ("code,start\nA,2026-01-05 09:30\n", "projects:2:start: “2026-01-05 09:30” is not a date, write YYYY-MM-DD"),
        ("code,budget\nA,#REF!\n", "projects:2:budget: “#REF!” is an error of the spreadsheet, mend its formula"),
        ("code,Owner\nA,Ana\n", 'or leave the column as a note: --map "projects:Owner=-"'),
        ("code,notes\nA," + "x" * 40_000 + "\n", "projects:2:notes: the cell has 40000 characters, at most 32767"),
    ],
)
def test_what_cannot_be_taken(text: str, problem: str) -> None:
    (found,) = problems(text)
    assert problem in found


def test_parts_percents_and_hours() -> None:
    found = read({"projects": b"code,Confidence %\nA,80\nB,35 %\n", "people": b'email,project_share\na@b.cc,"0,8"\n'})
    assert isinstance(found, Portfolio)
    assert [project.confidence for project in found.projects] == [Decimal("0.8"), Decimal("0.35")]
    assert found.people[0].project_share == Decimal("0.8")
    shares = projects("code,Confidence %\nA,0.8\nB,1\n")
    assert [project.confidence for project in shares.projects] == [Decimal("0.8"), 1]
    assert "were taken for parts of 1" in remarks(shares)


def test_a_finish_comes_from_the_duration_where_no_column_has_it() -> None:
    found = projects(
        "code,Start,Planned Duration (weeks)\nA,2026-01-05,2\nB,2026-01-05,3 months\nC,,4\nD,2026-01-05,\n"
    )
    ends = [project.finish for project in found.projects]
    assert ends == [date(2026, 1, 18), date(2026, 4, 4), Blank.KEEP, Blank.KEEP]
    assert found.projects[0].notes == (("Planned Duration (weeks)", "2"),)
    assert "in 2 rows finish is start + “Planned Duration (weeks)” − 1 day" in remarks(found)


def test_gaps_are_counted_where_a_file_is_not_in_our_own_form() -> None:
    found = projects(
        "Project ID,Bureau,Delay (days),Start date,Last look\n1,X,-3,05-Jul-2011,2012-04-03\n2,,4,,2012-01-31\n3,,0,,2012-01-31\n"
    )
    told = remarks(found)
    assert "projects: in 2 of 3 rows there is nothing for “Bureau”, “Start date”" in told
    assert "dates are written in 2 forms: such as 2012-01-31 (“Last look” in 3 rows); such as 05-Jul-2011" in told
    assert "numbers below zero were kept as they are: “Delay (days)” in 1 row" in told
    assert projects("code,manager\nA,\nB,a@b.cc\n").remarks == ()


def test_what_each_column_was_taken_for_is_told() -> None:
    found = projects("Project ID,Owner,Budget,Whole life cost\nA,a@b.cc,,5\n")
    assert [(one.written, one.column) for one in found.matches] == [
        ("Project ID", "code"),
        ("Owner", "manager"),
        ("Budget", "budget"),
        ("Whole life cost", ""),
    ]
    assert "projects: “Whole life cost” may mean budget, too, for which “Budget” was taken" in found.remarks
    assert found.projects[0].notes == (("Whole life cost", "5"),)


def test_a_column_that_is_left_as_a_note_cannot_be_taken_for_ours_later() -> None:
    left = Choices({("projects", "budget"): "-"})
    found = projects("code,Budget\nA,none of your business\n", left)
    assert found.projects[0].notes == (("Budget (as written)", "none of your business"),)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({("projects", "Cost"): "budget"}, "no column is called “cost”, there are: code, Price"),
        ({("project", "Price"): "budget"}, "there is no sheet “project”, write one of those there: projects"),
        ({("projects", "Price"): "prize"}, "projects have no column “prize”, write one of: code, name"),
    ],
)
def test_what_is_said_of_columns_must_be_there(said: dict[tuple[str, str], str], problem: str) -> None:
    choices = Choices({(sheet, folded(written)): column for (sheet, written), column in said.items()})
    assert problem in problems("code,Price\nA,5\n", choices)[0]


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("Total,,2500", ["A"]),
        ("Grand total:,,£2.5m", ["A"]),
        ("Total,Energies,2500", ["A", "Total"]),
        ("Total,,", ["A", "Total"]),
    ],
)
def test_the_sum_at_the_end_is_no_project(row: str, codes: list[str]) -> None:
    found = projects(f"code,name,budget\nA,One,2500\n{row}\n\n")
    assert [project.code for project in found.projects] == codes
    assert ("row 3 is the sum of those above it" in remarks(found)) == (len(found.projects) == 1)


def test_columns_of_one_name_are_told_apart() -> None:
    found = projects("code,Comment,Comment\nA,x,y\n")
    assert found.projects[0].notes == (("Comment", "x"), ("Comment (2)", "y"))


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name.replace('_', ' ')}.csv").write_text(text, encoding="utf-8")
    return folder


def test_names_of_files_are_matched_loosely(tmp_path: Path) -> None:
    found = read_path(write(tmp_path, Project_list_2026="code\nA\n", Staff="email\na@b.cc\n", risks="code\nA\n"))
    assert isinstance(found, Portfolio)
    assert (found.sheets, found.unread_files) == ({"projects", "people"}, ("risks.csv",))
    assert "“Project list 2026.csv” was taken for projects" in found.remarks
    own = read_path(write(tmp_path, projects="code\nB\n"))
    assert isinstance(own, Portfolio)
    assert [project.code for project in own.projects] == ["B"]  # our own name goes before


def test_one_file_and_a_name_that_says_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, Q3="code\nA\n") / "Q3.csv"
    found = read_path(path)
    assert isinstance(found, list)
    assert 'say what a file or sheet is, such as --sheet "Q3.csv=projects"' in found[0].right
    for name in ("q3.csv", "q3"):
        said = read_path(path, Choices(sheets={name: "projects"}))
        assert isinstance(said, Portfolio)
        assert said.projects[0].code == "A"


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"q4.csv": "projects"}, "there is no file or sheet “q4.csv”, write one of those there: Project list.csv"),
        ({"projects.csv": "projectz"}, "“projectz” is no sheet of a portfolio"),
        ({}, "“Project list.csv” and “all projects.csv” are all projects, say which one is not meant"),
    ],
)
def test_what_is_said_of_sheets_must_be_there(tmp_path: Path, said: dict[str, str], problem: str) -> None:
    write(tmp_path, Project_list="code\nA\n", all_projects="code\nA\n")
    if said:
        write(tmp_path, projects="code\nA\n")
    found = read_path(tmp_path, Choices(sheets=said))
    assert isinstance(found, list)
    assert problem in str(found[0])


def test_rows_of_another_table_become_notes_of_the_projects_that_they_name(tmp_path: Path) -> None:
    write(tmp_path, projects="code\nA\nB\n", tasks="Project ID,Task,Delay\na,dig,-2 days\nA,fill,\nB,rest,3 days\n")
    asked = Choices(sheets={"tasks.csv": "notes"})
    found = read_path(tmp_path, asked)
    assert isinstance(found, Portfolio)
    assert [project.notes for project in found.projects] == [
        (("tasks", "Task: dig; Delay: -2 days\nTask: fill"),),
        (("tasks", "Task: rest; Delay: 3 days"),),
    ]
    assert "tasks: each of its 3 rows is kept as a line in a note of its project" in found.remarks
    assert "tasks: numbers below zero were kept as they are: “Delay” in 1 row" in found.remarks
    write(tmp_path, tasks="Project ID,Task\nC,dig\n")
    assert read_path(tmp_path, asked) == [
        Problem("tasks", 2, "Project ID", "no row of projects is called “C”", "give the projects in the same import")
    ]


def test_a_workbook_with_titles_merged_cells_and_hidden_sheets(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Portfolio"
    for row in (
        ["All projects"],
        ["Project ID", "Project name", "Owner", "Go-live"],
        ["A", "One", "a@b.cc", date(2026, 5, 4)],
        ["B", "Two", None, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C3:C4")
    sheet.sheet_state = "hidden"
    book.create_sheet("Charts")
    book.save(tmp_path / "book.xlsx")
    found = read_path(tmp_path / "book.xlsx")
    assert isinstance(found, Portfolio)
    assert [(one.code, one.manager) for one in found.projects] == [
        ("A", found.projects[0].manager),
        ("B", found.projects[0].manager),
    ]
    for remark in (
        "“Portfolio” was taken for projects",
        "projects: it is hidden, and was read",
        "projects: the header is row 2; the row above it was not read",
        "projects: merged cells (C3:C4) were read as if their text stood in each row",
    ):
        assert remark in found.remarks
    assert found.unread_files == ("Charts",)
