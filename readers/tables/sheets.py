"""Which rows and cells does a CSV file have, and which of its columns are known?"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from readers.tables.cells import WrongCell, unguard
from readers.tables.values import Blank, Cell, Notes, Problem

Value = TypeVar("Value")
Keys = tuple[tuple[str, ...], ...]
_COLUMNS_AT_MOST = 200


@dataclass(slots=True)
class Row:
    """One row of a sheet: its cells by column, and the problems found while they are read."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    notes: Notes
    problems: list[Problem] = field(default_factory=list)

    def cell(self, column: str, read: Callable[[str], Value], clearable: bool = True) -> Cell[Value]:
        """The value of a cell; KEEP where it is empty, missing or wrong (the problem is noted)."""
        text = self.cells.get(column, "").strip()
        if not text:
            return Blank.KEEP
        if text == "-":
            if not clearable:
                self.problem(
                    column, "this cannot be cleared", "write a value, or leave the cell empty to keep what is there"
                )
            return Blank.CLEAR
        try:
            return read(text)
        except WrongCell as error:
            self.problem(column, error.wrong, error.right)
            return Blank.KEEP

    def key(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """The value of the cell that names the row; None where it is empty or wrong (the problem is noted)."""
        text = self.cells.get(column, "").strip()
        if text in {"", "-"}:
            self.problem(column, "it is empty, but it says which row is meant", "write a value")
            return None
        value = self.cell(column, read)
        return None if isinstance(value, Blank) else value

    def problem(self, column: str, wrong: str, right: str) -> None:
        """Note what is wrong in this row."""
        self.problems.append(Problem(self.sheet, self.number, column, wrong, right))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file; when problems is not empty, the file as a whole could not be read."""

    rows: tuple[Row, ...]
    unknown_columns: tuple[str, ...]
    problems: tuple[Problem, ...]


def csv_sheet(name: str, data: bytes, columns: tuple[str, ...], keys: Keys) -> Sheet:
    """Read a CSV file (UTF-8, header, comma). columns: those known; keys: of each group one must be in the header."""
    try:
        records = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _failed(Problem(name, line, "", "the file is not UTF-8", "save it as CSV in UTF-8"))
    except csv.Error as error:
        return _failed(
            Problem(name, 0, "", f"the file is not CSV ({error})", "put text with commas or quotes in double quotes")
        )
    return sheet(name, records, columns, keys)


def sheet(name: str, records: Sequence[Sequence[str]], columns: tuple[str, ...], keys: Keys) -> Sheet:
    """The same of the texts of all cells, row by row, the header first."""
    if not records:
        return _failed(
            Problem(name, 1, "", "the file is empty", f"the first row names the columns: {','.join(columns)}")
        )
    header = [_column(one, at, columns) for at, one in enumerate(records[0], 1)]
    problems = _header_problems(name, header, columns, keys)
    if problems:
        return Sheet((), (), tuple(problems))
    unknown = tuple(one for one in header if one not in columns)
    rows = tuple(
        _row(name, at, header, record, columns)
        for at, record in enumerate(records[1:], 2)
        if any(map(str.strip, record))
    )
    return Sheet(rows, unknown, ())


def _failed(problem: Problem) -> Sheet:
    return Sheet((), (), (problem,))


def _column(text: str, at: int, columns: tuple[str, ...]) -> str:
    """The name of a column: a known one in any case, an unknown one as written, a nameless one by its number."""
    known = text.strip().lower().replace(" ", "_")
    return known if known in columns else unguard(text.strip()) or f"column {at}"


def _header_problems(name: str, header: list[str], columns: tuple[str, ...], keys: Keys) -> list[Problem]:
    missing = next((group for group in keys if not set(group) & set(header)), None)
    if missing:
        wrong = f"no column is called {' or '.join(missing)}"
        if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
            return [
                Problem(name, 1, "", f"{wrong}: the columns are not separated by commas", "save the file with commas")
            ]
        return [Problem(name, 1, "", wrong, f"the first row names the columns: {','.join(columns)}")]
    if len(header) > _COLUMNS_AT_MOST:
        return [Problem(name, 1, "", f"there are {len(header)} columns", f"at most {_COLUMNS_AT_MOST}")]
    twice = [one for at, one in enumerate(header) if one in header[:at]]
    return [Problem(name, 1, one, "this column is there twice", "keep one of them") for one in dict.fromkeys(twice)]


def _row(name: str, number: int, header: list[str], record: Sequence[str], columns: tuple[str, ...]) -> Row:
    pairs = list(zip(header, record, strict=False))
    cells = {column: text for column, text in pairs if column in columns}
    notes = tuple((column, text.strip()) for column, text in pairs if column not in columns and text.strip())
    row = Row(name, number, cells, notes)
    if any(map(str.strip, record[len(header) :])):
        row.problem(
            "", f"the row has {len(record)} cells", f"write {len(header)}, as the header has; quote text with commas"
        )
    return row
