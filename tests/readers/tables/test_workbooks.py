"""Are the sheets of a workbook read as the same cells that CSV files would hold?"""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from readers.tables.portfolio import read, read_path
from readers.tables.room import Unreadable
from readers.tables.values import Portfolio
from readers.tables.workbooks import sheets_in


def chosen(names: Sequence[str]) -> list[str]:
    return [name for name in names if name.lower() in {"people", "absences"}]


def texts(path: Path) -> dict[str, list[list[str]]]:
    return {name: table.records for name, table in sheets_in(path, chosen)[0].items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "portfolio.xlsx"


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        made = book.create_sheet(name)
        for row in rows:
            made.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("'=1+1", "'=1+1"),
        (4, "4"),
        (4.0, "4"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (True, "yes"),
        (False, "no"),
        (date(2026, 12, 24), "2026-12-24"),
        (datetime(2026, 12, 24), "2026-12-24"),  # noqa: DTZ001 - a workbook knows no zones
        (datetime(2026, 12, 24, 9, 30), "2026-12-24 09:30:00"),  # noqa: DTZ001
        (time(9), "09:00"),
    ],
)
def test_a_cell_is_the_text_that_a_csv_file_would_hold(path: Path, value: object, text: str) -> None:
    workbook(path, People=[["email", "x"], ["a@b.cc", value]])
    assert texts(path) == {"People": [["email", "x"], ["a@b.cc", text]]}


def test_empty_ends_are_left_out_and_rows_keep_their_place(path: Path) -> None:
    workbook(path, people=[["email", "name", None, " "], [], ["a@b.cc", None, None], [None, ""], []], Other=[["x"]])
    assert texts(path) == {"people": [["email", "name"], [], ["a@b.cc"]]}
    assert sheets_in(path, chosen)[1] == ("Other",)


def test_the_same_portfolio_comes_from_a_workbook_and_from_files(path: Path) -> None:
    workbook(
        path,
        people=[["email", "project_share"], ["ana@x.example", 0.8]],
        absences=[["email", "start", "part", "finish"], ["ana@x.example", date(2026, 3, 2), 4, date(2026, 3, 2)]],
    )
    text = b"email,start,part,finish\nana@x.example,2026-03-02,4,2026-03-02\n"
    files = {"people": b"email,project_share\nana@x.example,0.8\n", "absences": text}
    found = read_path(path)
    assert isinstance(found, Portfolio)
    assert found == read(files)


def test_problems_of_a_workbook_name_sheet_row_and_column(path: Path) -> None:
    found = read_path(workbook(path, people=[["email"], ["nobody"]]))
    assert isinstance(found, list)
    assert str(found[0]).startswith("people:2:email: “nobody” is neither an e-mail address")


@pytest.mark.parametrize("sheets", [{"risks": [["code"]]}, {}])
def test_a_workbook_without_any_of_the_sheets_is_a_problem(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    found = read_path(workbook(path, **(sheets or {"Sheet": []})))
    assert isinstance(found, list)
    assert "none of the portfolio's sheets" in found[0].wrong


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300) | st.tuples(st.integers(0, 4000), st.binary(max_size=4)))
def test_any_bytes_are_sheets_or_unreadable(tmp_path_factory: pytest.TempPathFactory, data) -> None:
    path = tmp_path_factory.mktemp("book") / "broken.xlsx"
    if isinstance(data, tuple):
        place, put = data
        whole = workbook(path, people=[["email"], ["a@b.cc"]]).read_bytes()
        data = whole[:place] + put + whole[place + len(put) :]
    path.write_bytes(data)
    try:
        assert isinstance(sheets_in(path, chosen)[0], dict)
    except Unreadable as error:
        assert str(error).startswith("is ")
    found = read_path(path)
    assert isinstance(found, Portfolio | list)
