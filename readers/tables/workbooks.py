"""Which texts stand in the sheets of a workbook (.xlsx), as a CSV file would hold them?"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from zipfile import BadZipFile

Records = list[list[str]]
_GAP = 10_000  # empty rows, after which nothing more is expected
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


class Unreadable(Exception):
    """A file that is not a workbook; the message goes after its name."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """The wanted sheets that are there, row by row with the header first, and the names of all others."""

    records: dict[str, Records]
    others: tuple[str, ...]


def sheets_in(path: Path, wanted: frozenset[str]) -> Sheets:
    """Read the sheets of those names (in any case). Raises OSError, Unreadable."""
    # Imported here: it takes a fifth of a second, and most imports are folders of CSV files.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            names = {one.title.strip().lower(): one for one in book.worksheets}
            records = {name: _records(names[name].iter_rows(values_only=True)) for name in names if name in wanted}
        finally:
            book.close()
    except (*_BROKEN, InvalidFileException) as error:
        raise Unreadable("is not a workbook (.xlsx)") from error
    return Sheets(records, tuple(one.title for name, one in names.items() if name not in wanted))


def _records(rows: Iterable[tuple[object, ...]]) -> Records:
    """Without the empty cells at the end of rows and the empty rows at the end, of which some programs write many."""
    found: Records = []
    filled = 0
    for row in rows:
        texts = [_text(value) for value in row]
        while texts and not texts[-1].strip():
            texts.pop()
        found.append(texts)
        filled = len(found) if texts else filled
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
