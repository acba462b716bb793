"""Does whoever brings a broken file get a list to act on, and is the store as it was?

Each file is brought as by the command line and through the same services; the store is compared row by row.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from bot.cli.stores import bring
from models.store import Store
from models.tables import METADATA
from readers.tables.portfolio import read_path
from services.importing import ImportRefusedError
from tests.conftest import add_workspace

Files = Mapping[str, bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def one(name: str, text: str | bytes) -> Files:
    return {name: text if isinstance(text, bytes) else text.encode()}


def book(change: Callable[[Workbook], object] | None = None, **sheets: list[list[object]]) -> Files:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(made)
    data = io.BytesIO()
    made.save(data)
    return {"book.xlsx": data.getvalue()}


def packed(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "code\nA\n")
    return data.getvalue()


def merged(made: Workbook) -> None:
    made["projects"].merge_cells("B2:B3")


BROKEN: list[tuple[str, Files, str]] = [
    (
        "wrong header",
        one("projects.csv", "colour,size\nred,5\n"),
        "projects:1:: no column is called code, the first row",
    ),
    ("no header", one("projects.csv", "APOLLO,Portal,2026-01-01\n"), "projects:1:: no column is called code"),
    ("empty file", one("projects.csv", ""), "projects:1:: the file is empty"),
    ("column twice", one("projects.csv", "code,name,NAME\nA,x,y\n"), "projects:1:name: this column is there twice"),
    (
        "bad date",
        one("projects.csv", "code,start\nA,2026-02-30\n"),
        "projects:2:start: “2026-02-30” is a day that does",
    ),
    ("no date", one("projects.csv", "code,Start date\nA,soon\n"), "projects:2:Start date: “soon” is not a date, write"),
    (
        "unclear date",
        one("projects.csv", "code,start\nA,03/04/2026\n"),
        "may be 3 April 2026 or March 4, 2026, say --dates",
    ),
    (
        "ends first",
        one("projects.csv", "code,start,end\nA,2.5.2026,1.5.2026\n"),
        "projects:2:end: 2026-05-01 is before the",
    ),
    (
        "unclear amount",
        one("projects.csv", 'code,budget\nA,"1,200"\n'),
        "projects:2:budget: “1,200” may be 1200 or 1.2, say",
    ),
    (
        "no amount",
        one("projects.csv", "code,Cost\nA,plenty\n"),
        "projects:2:Cost: “plenty” is not a number, write a plain",
    ),
    ("negative amount", one("projects.csv", "code,budget\nA,(500)\n"), "projects:2:budget: “-500” is out of range"),
    (
        "two currencies",
        one("projects.csv", "code,budget\nA,£5\nB,$5\n"),
        "projects:3:budget: “$5” is in USD, other amounts",
    ),
    (
        "duplicate key",
        one("projects.csv", "code\nAPOLLO\napollo\n"),
        "projects:3:code: row 2 names the same, name it once",
    ),
    (
        "no key",
        one("projects.csv", "code,name\n,Portal\n"),
        "projects:2:code: it is empty, but it says which row is meant",
    ),
    ("wrong code", one("projects.csv", "code\nCustomer portal\n"), "projects:2:code: “Customer portal” is not a code"),
    (
        "wrong status",
        one("projects.csv", "code,Status\nA,green\n"),
        "projects:2:status: “green” is not a status, write one",
    ),
    (
        "a name for an address",
        one("projects.csv", "code,Owner\nA,Ana\n"),
        "projects:2:Owner: “Ana” is neither an e-mail",
    ),
    (
        "unknown manager",
        one("projects.csv", "code,PM\nA,no@b.cc\n"),
        "projects:2:PM: nobody is known as “no@b.cc”, add a",
    ),
    ("unknown person", one("skills.csv", "email,skill,level\nno@b.cc,SQL,3\n"), "skills:2:email: nobody is known as"),
    ("unknown lead", one("teams.csv", "team,lead\nUX,no@b.cc\n"), "teams:2:lead: nobody is known as “no@b.cc”"),
    (
        "wrong level",
        one("skills.csv", "email,skill,level\na@b.cc,SQL,9\n"),
        "skills:2:level: “9” is not a level, write a",
    ),
    ("negative hours", one("people.csv", "email,week\na@b.cc,8 8 8 8 -8 0 0\n"), "people:2:week: “-8” is out of range"),
    ("too many hours", one("people.csv", "email,week\na@b.cc,8 8 8 8 40 0 0\n"), "people:2:week: “40” is out of range"),
    (
        "wrong zone",
        one("people.csv", "email,zone\na@b.cc,Berlin\n"),
        "people:2:zone: “Berlin” is not a time zone, write one",
    ),
    (
        "absence without part",
        one("absences.csv", "email,start\na@b.cc,2026-01-02\n"),
        "absences:1:: no column is called part",
    ),
    (
        "wrong rule",
        one("absences.csv", "email,start,part,finish,rule\nada@x.example,2026-01-02,day,2026-01-02,monthly\n"),
        "absences:2:rule: “monthly” cannot be used",
    ),
    (
        "row too long",
        one("projects.csv", "code,name\nA,Portal, the second one\n"),
        "projects:2:: the row has 3 cells, write 2",
    ),
    ("open quote", one("projects.csv", 'code,name\nA,"Portal\n'), "projects:0:: the file is not CSV"),
    (
        "Latin-1",
        one("projects.csv", "code,Größe\nA,sehr groß\n,\xe4\n".encode("latin-1")),
        "projects:3:code: it is empty",
    ),
    ("no encoding", one("projects.csv", b"code,name\nA,\x81\x8d\n"), "projects:2:: the file is neither in UTF-8 nor"),
    ("BOM", one("projects.csv", "\ufeffcode,status\nA,green\n"), "projects:2:status: “green” is not a status"),
    ("UTF-16", one("projects.csv", "code,status\nA,green\n".encode("utf-16")), "projects:2:status: “green” is not"),
    (
        "UTF-16 cut off",
        one("projects.csv", "code\nA\n".encode("utf-16")[:-1]),
        "the file says that it is UTF-16, and is not",
    ),
    ("CR only", one("projects.csv", "code,status\rA,green\r"), "projects:2:status: “green” is not a status"),
    ("semicolons", one("projects.csv", "code;status\nA;green\n"), "projects:2:status: “green” is not a status"),
    (
        "10 MB cell",
        one("projects.csv", f"code,risks\nA,{'x' * 10_000_000}\n"),
        "projects:2:risks: the cell has 10000000",
    ),
    ("formula", one("projects.csv", "code,budget\n=1+1,5\n"), "projects:2:code: “=1+1” is not a code"),
    (
        "error of a formula",
        one("projects.csv", "code,start\nA,#REF!\n"),
        "projects:2:start: “#REF!” is an error of the",
    ),
    ("no text", one("projects.csv", bytes(3000)), "projects:0:: the file is no text, save it as CSV in UTF-8"),
    (
        "a PDF as CSV",
        one("projects.csv", b"%PDF-1.7\n..."),
        "projects:0:: the file is a PDF, which has no cells, save the",
    ),
    (
        "a workbook as CSV",
        {"projects.csv": book(projects=[["code"]])["book.xlsx"]},
        "projects:0:: the file is a workbook",
    ),
    (
        "formula without result",
        book(projects=[["code", "budget"], ["A", "=1+1"]]),
        "projects:2:: the formula in B2 has no",
    ),
    (
        "merged amounts",
        book(merged, projects=[["code", "budget"], ["A", 5], ["B", None]]),
        "projects:2:budget: B2:B3 are",
    ),
    (
        "a time of day",
        book(projects=[["code", "start"], ["A", "2026-01-05 09:30"]]),
        "projects:2:start: “2026-01-05 09:30”",
    ),
    (
        "no sheet of ours",
        book(Summary=[["code"], ["A"]]),
        "has none of the portfolio's sheets, give a workbook with sheets",
    ),
    (
        "a date for a code",
        book(projects=[["code"], [date(2026, 1, 5)], [True], [-3]]),
        "projects:4:code: “-3” is not a code",
    ),
    ("password", {"book.xlsx": OLE + "EncryptedPackage".encode("utf-16-le")}, "is locked with a password, take the"),
    ("old workbook", {"book.xlsx": OLE + b"Workbook"}, "is a workbook or document of the old kind (.xls), save it as"),
    ("not a workbook", {"book.xlsx": b"code,name\nA,x\n"}, "book.xlsx is not a workbook (.xlsx), give a workbook with"),
    ("cut off", {"book.xlsx": book(projects=[["code"]])["book.xlsx"][:-900]}, "book.xlsx is not a workbook (.xlsx)"),
    (
        "packed CSVs",
        {"book.xlsx": packed("projects.csv")},
        "is a packed folder (.zip), unpack it, and give what is in it",
    ),
    ("a web page", {"book.xlsx": b"\n<html><table><tr><td>code"}, "is a web page, save the table as .xlsx or .csv"),
    (
        "OpenDocument",
        {"book.xlsx": b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument"},
        "is an OpenDocument file",
    ),
    (
        "nothing of ours",
        one("risks.csv", "code\nA\n"),
        'or say what a file or sheet is, such as --sheet "risks.csv=projects"',
    ),
]


@pytest.fixture
def world(sqlite_store: Store, tmp_path: Path) -> str:
    """A workspace with somebody, a project, and what its files were taken for."""
    workspace = add_workspace(sqlite_store)
    folder = tmp_path / "before"
    folder.mkdir()
    (folder / "people.csv").write_text("email,name\nada@x.example,Ada\n")
    (folder / "projects.csv").write_text("code,Owner\nORION,ada@x.example\n")
    found = read_path(folder)
    assert not isinstance(found, list)
    bring(sqlite_store, workspace, found, dry_run=False)
    return workspace


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.read.begin() as session:
        return {
            table.name: sorted(tuple(map(repr, row)) for row in session.execute(select(table)))
            for table in METADATA.sorted_tables
        }


@pytest.mark.parametrize(("files", "first"), [pytest.param(files, first, id=name) for name, files, first in BROKEN])
def test_a_broken_file_is_a_list_to_act_on(
    files: Files, first: str, sqlite_store: Store, world: str, tmp_path: Path
) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    before = everything(sqlite_store)
    found = read_path(folder / "book.xlsx" if "book.xlsx" in files else folder)
    if not isinstance(found, list):
        with pytest.raises(ImportRefusedError) as refused:
            bring(sqlite_store, world, found, dry_run=False)
        found = refused.value.problems
    assert first in str(found[0])
    assert all(problem.wrong and problem.right for problem in found)
    assert all(len(str(problem)) < 1500 for problem in found)
    assert everything(sqlite_store) == before
