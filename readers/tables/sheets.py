"""Which rows and cells does a sheet have, and what does each cell say?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from readers.tables.cells import WrongCell
from readers.tables.choices import Choices
from readers.tables.csv_files import NoTable, Table, table
from readers.tables.headers import Header, Layout, header, is_header
from readers.tables.spans import filled
from readers.tables.sums import last_sum
from readers.tables.values import Blank, Cell, How, Match, Notes, Problem

Value = TypeVar("Value")
LONGEST_CELL = 32_767  # characters, as spreadsheets have it
_BROKEN = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


@dataclass(slots=True)
class Row:
    """One row of a sheet: its cells by column, and the problems found while they are read.

    written: the header of each column that is not called as we call it; problems name that one.
    """

    sheet: str
    number: int
    cells: dict[str, str]
    notes: Notes
    problems: list[Problem] = field(default_factory=list)
    written: Mapping[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def cell(self, column: str, read: Callable[[str], Value], clearable: bool = True) -> Cell[Value]:
        """The value of a cell; KEEP where it is empty, missing or wrong (the problem is noted)."""
        text = self.cells.get(column, "").strip()
        if not text or column in self.refused:
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
        if column in self.refused:
            return None
        text = self.cells.get(column, "").strip()
        if text in {"", "-"}:
            self.problem(column, "it is empty, but it says which row is meant", "write a value")
            return None
        value = self.cell(column, read)
        return None if isinstance(value, Blank) else value

    def problem(self, column: str, wrong: str, right: str) -> None:
        """Note what is wrong in this row."""
        self.problems.append(Problem(self.sheet, self.number, self.written.get(column, column), wrong, right))

    def refuse(self, column: str, wrong: str, right: str, *, asks: Literal["dates", "decimal", ""] = "") -> None:
        """Note what is wrong with a cell, or what it asks; nothing more is to be read from it."""
        self.problem(column, wrong, right)
        self.problems[-1] = replace(self.problems[-1], asks=asks)
        self.refused.add(column)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file, and what is wrong with it as a whole; what is wrong in a row is noted there.

    matches: what its columns were taken for; remarks: what else was noticed, without the sheet's name.
    """

    rows: tuple[Row, ...]
    unknown_columns: tuple[str, ...]
    problems: tuple[Problem, ...]
    matches: tuple[Match, ...] = ()
    remarks: tuple[str, ...] = ()


def csv_sheet(data: bytes, layout: Layout, choices: Choices) -> Sheet:
    """Read a CSV file."""
    try:
        found = table(data, lambda record: is_header(record, layout, choices))
    except NoTable as error:
        return Sheet((), (), (Problem(layout.sheet, error.row, "", error.wrong, error.right),))
    return sheet(found, layout, choices)


def sheet(found: Table, layout: Layout, choices: Choices) -> Sheet:
    """The rows of a table under its header, with the cells as they are written."""
    if not any(any(map(str.strip, record)) for record in found.records):
        right = f"the first row names the columns: {','.join(layout.columns)}"
        return Sheet((), (), (Problem(layout.sheet, 1, "", "the file is empty", right),))
    head = header(found.records, layout, choices)
    broken = tuple(Problem(layout.sheet, row, "", wrong, right) for row, wrong, right in found.problems)
    if head.problems or broken:
        return Sheet((), (), (*head.problems, *broken), head.matches, found.remarks)
    written = {one.column: one.written for one in head.matches if one.column and one.how is not How.EXACT}
    records, merged, doubtful = filled(found, head, layout.sheet)
    total = last_sum(records, head)
    rows = tuple(
        _row(layout, at, head, record, written)
        for at, record in enumerate(records[head.row :], head.row + 1)
        if any(map(str.strip, record)) and at != total
    )
    noted = {name for row in rows for name, _ in row.notes}
    nameless = {f"column {at}" for at in range(1, len(head.names) + 1)}
    unknown = tuple(
        name
        for name, one in zip(head.names, head.matches, strict=True)
        if not one.column and (name in noted or name not in nameless)
    )
    remarks = (*found.remarks, *_above(found, head), *_beaten(head), *merged)
    if total:
        remarks += (f"row {total} is the sum of those above it, and was not read",)
    return Sheet(rows, unknown, doubtful, head.matches, remarks)


def _above(found: Table, head: Header) -> tuple[str, ...]:
    """What was passed over before the header."""
    passed = sum(any(map(str.strip, record)) for record in found.records[: head.row - 1])
    if not passed:
        return ()
    rows = "the row above it was" if passed == 1 else f"{passed} rows above it were"
    return (f"the header is row {head.row}; {rows} not read",)


def _beaten(head: Header) -> tuple[str, ...]:
    """Columns that would have been taken for ours, were there not better ones."""
    taken = {one.column: one.written for one in head.matches if one.column}
    return tuple(
        f"“{one.written}” may mean {one.beaten}, too, for which “{taken[one.beaten]}” was taken"
        for one in head.matches
        if one.beaten in taken
    )


def _row(layout: Layout, number: int, head: Header, record: Sequence[str], written: Mapping[str, str]) -> Row:
    cells: dict[str, str] = {}
    notes = []
    row = Row(layout.sheet, number, cells, (), written=written)
    for name, one, text in zip(head.names, head.matches, record, strict=False):
        if len(text) > LONGEST_CELL:
            row.problem(name, f"the cell has {len(text)} characters", f"at most {LONGEST_CELL}")
            row.refused.add(name)
        elif one.column and text.strip() in _BROKEN:
            row.refuse(name, f"“{text.strip()}” is an error of the spreadsheet", "mend its formula, or clear the cell")
        elif one.column:
            cells[one.column] = text
        if text.strip() and name not in layout.columns and len(text) <= LONGEST_CELL:
            notes.append((name, text.strip()))
    row.notes = tuple(notes)
    if any(map(str.strip, record[len(head.names) :])):
        row.problem(
            "",
            f"the row has {len(record)} cells",
            f"write {len(head.names)}, as the header has; quote text with commas",
        )
    return row


def texts(rows: Sequence[Row], column: str) -> list[str]:
    """The cells of a column that say something."""
    found = (row.cells.get(column, "").strip() for row in rows)
    return [text for text in found if text and text != "-"]


def more_cells(many: int) -> str:
    """In how many more cells the same stands, as the end of a sentence."""
    if not many:
        return ""
    return " (and 1 more cell)" if many == 1 else f" (and {many} more cells)"
