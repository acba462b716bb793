"""Which cells does a CSV file have, in whatever encoding and with whatever separator it was saved?"""

import codecs
import csv
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from readers.tables.signatures import is_zipped, no_table

Records = list[list[str]]
_SEPARATORS = ",;\t|"
_HEAD = 40  # records in which a header is looked for
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PLAIN_HEAD = 200_000  # characters that are enough for them, mostly


class NoTable(Exception):
    """A file that has no cells: the row where that shows (0: the whole file), what is wrong, what would be right."""

    def __init__(self, row: int, wrong: str, right: str) -> None:
        super().__init__(row, wrong, right)
        self.row, self.wrong, self.right = row, wrong, right


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells, counted from 1, first and last inclusive. where: such as B5:B7."""

    where: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """The texts of all cells, row by row, whatever is merged in them, and what was noticed on the way.

    problems: (row, wrong, right) of what cannot be taken.
    """

    records: Records
    merged: tuple[Span, ...] = ()
    remarks: tuple[str, ...] = ()
    problems: tuple[tuple[int, str, str], ...] = field(default=())


def table(data: bytes, is_header: Callable[[list[str]], bool]) -> Table:
    """The cells of a CSV file. is_header: whether a record is the one that names the columns. Raises NoTable.

    Of the separators, the first one with which there is a header is taken, else the one that makes most columns.
    """
    wrong = no_table(data)
    if wrong is not None:
        raise NoTable(0, f"the file {wrong[0]}", wrong[1])
    if is_zipped(data):
        raise NoTable(0, "the file is a workbook", "give it a name that ends in .xlsx")
    text, remarks = _text(data)
    separator = _separator(text, is_header)
    if separator != ",":
        named = {";": "semicolons", "\t": "tabs", "|": "bars"}[separator]
        remarks = (*remarks, f"its columns are separated by {named}")
    try:
        return Table(list(_records(text, separator)), remarks=remarks)
    except csv.Error as error:
        raise NoTable(0, f"the file is not CSV ({error})", "put text with commas or quotes in double quotes") from error


def _text(data: bytes) -> tuple[str, tuple[str, ...]]:
    if data.startswith(_UTF_16):
        try:
            return data.decode("utf-16"), ("it is in UTF-16",)
        except UnicodeDecodeError as error:
            raise NoTable(0, "the file says that it is UTF-16, and is not", "save it as CSV in UTF-8") from error
    if data[:2000].count(0) > len(data[:2000]) // 5:
        raise NoTable(0, "the file is no text", "save it as CSV in UTF-8")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        remark = f"it is not in UTF-8 (line {line}), so it was read as Windows-1252; look at its accents and umlauts"
        return data.decode("cp1252"), (remark,)
    except UnicodeDecodeError as error:
        raise NoTable(line, "the file is neither in UTF-8 nor in Windows-1252", "save it as CSV in UTF-8") from error


def _separator(text: str, is_header: Callable[[list[str]], bool]) -> str:
    widest, most = ",", 0
    for separator in _SEPARATORS:
        try:
            records = list(islice(_records(text[:_PLAIN_HEAD], separator, strict=False), _HEAD))
        except csv.Error:
            continue
        if any(is_header(record) for record in records):
            return separator
        columns = max((len(record) for record in records), default=0)
        if columns > most:
            widest, most = separator, columns
    return widest


def _records(text: str, separator: str, *, strict: bool = True) -> Iterator[list[str]]:
    """Cells of any size: how long they may be is said by row and column later. Lines end as on any system."""
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    finally:
        csv.field_size_limit(before)
