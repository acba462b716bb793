"""Which texts stand in the sheets of a workbook (.xlsx), as a CSV file would hold them?"""

import zlib
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from readers.tables.csv_files import Records, Table
from readers.tables.merges import markup
from readers.tables.room import Room, Unreadable, look_into
from readers.tables.signatures import is_zipped, no_table

_GAP = 10_000  # empty rows, after which nothing more is expected
_ENDS = 1_000_000  # bytes of the beginning and the end of a file, in which it says what it is
# What the library says of files that are no workbook, are locked with a password, or were cut off.
_BROKEN = (
    BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    RuntimeError,
)


def sheets_in(
    path: Path, choose: Callable[[Sequence[str]], Collection[str]], data: bytes | None = None, room: Room | None = None
) -> tuple[dict[str, Table], tuple[str, ...]]:
    """The sheets that choose picks from the names of all, and the names of the others. Raises OSError, Unreadable.

    data: what the file holds, where it is on no disk; room: how much it may hold, where somebody else sent it.
    """
    # Imported here: it takes a fifth of a second, and most imports are folders of CSV files.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _look_at(path if data is None else None, data or b"")
    try:
        if room is not None and data is not None:
            look_into(data, room)
        book = load_workbook(_source(path, data), read_only=True, data_only=True)
        try:
            names = {one.title: one for one in book.worksheets}
            wanted = choose(list(names))
            tables = {name: _table(_source(path, data), one, room) for name, one in names.items() if name in wanted}
        finally:
            book.close()
    except (*_BROKEN, InvalidFileException) as error:
        raise Unreadable("is not a workbook (.xlsx)") from error
    return tables, tuple(name for name in names if name not in tables)


def _source(path: Path, data: bytes | None) -> Path | BytesIO:
    return path if data is None else BytesIO(data)


def _look_at(path: Path | None, data: bytes) -> None:
    """Raises Unreadable with what the file is, where it says itself that it is something else."""
    if path is not None:
        with path.open("rb") as file:
            start = file.read(_ENDS)
            file.seek(max(path.stat().st_size - _ENDS, len(start)))
            data = start + file.read(_ENDS)
    wrong = no_table(data)
    if wrong is not None:
        raise Unreadable(*wrong)
    if not is_zipped(data):
        raise Unreadable("is not a workbook (.xlsx)")


def _table(source: Path | BytesIO, one: object, room: Room | None) -> Table:
    # The only place where the library says which file of the archive holds a sheet.
    found = markup(source, str(vars(one)["_worksheet_path"]))
    if room is not None:
        one.reset_dimensions()  # type: ignore[attr-defined]  # every row would be filled up to those that it names
    rows = one.iter_rows(values_only=True)  # type: ignore[attr-defined]
    remarks = () if vars(one)["sheet_state"] == "visible" else ("it is hidden, and was read",)
    return Table(_records(rows, room), merged=found.merged, remarks=remarks, problems=found.problems)


def _records(rows: Iterable[tuple[object, ...]], room: Room | None) -> Records:
    """Without the empty cells at the end of rows and the empty rows at the end, of which some programs write many."""
    found: Records = []
    filled = 0
    for row in rows:
        texts = [_text(value) for value in row]
        while texts and not texts[-1].strip():
            texts.pop()
        found.append(texts)
        filled = len(found) if texts else filled
        if room is not None:
            room.take(filled, len(texts))
        if len(found) - filled > _GAP:
            break
    return found[:filled]


def _text(value: object) -> str:
    """A cell as a CSV file would hold it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{Decimal(repr(round(value, 9))):f}".removesuffix(".0")
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)
