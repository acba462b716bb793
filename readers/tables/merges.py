"""Which cells of a sheet in a workbook are merged, and which formulas were never computed?

The library that reads workbooks row by row passes both over: it gives only the first of merged cells a text, and a
formula without a result none. So they are looked for in the sheet's own markup, a piece at a time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from readers.tables.csv_files import Span

_PIECE = 1_000_000  # bytes that are looked at together
_OVERLAP = 40_000  # more than a cell with a formula has
_MERGES_AT_MOST = 20_000
_MERGE = re.compile(rb'<(?:\w{1,9}:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_NO_RESULT = re.compile(  # every stretch has an end, so that no markup takes long
    rb'<(?:\w{1,9}:)?c\s[^>]{0,200}?r="([A-Z]{1,3}[0-9]{1,7})"[^>]{0,200}>\s{0,20}'
    rb"<(?:\w{1,9}:)?f(?:\s[^>]{0,400})?(?:/>|>[^<]{0,9000}</(?:\w{1,9}:)?f>)\s{0,20}"
    rb"(?:<(?:\w{1,9}:)?v\s{0,9}/>|<(?:\w{1,9}:)?v>\s{0,9}</(?:\w{1,9}:)?v>)?\s{0,20}</(?:\w{1,9}:)?c>"
)


@dataclass(frozen=True, slots=True)
class Markup:
    """What is merged, and (row, wrong, right) of the first formula without a result."""

    merged: tuple[Span, ...]
    problems: tuple[tuple[int, str, str], ...]


def markup(source: Path | IO[bytes], sheet: str) -> Markup:
    """What the markup of one sheet (its file in the archive) says. Raises what broken archives raise."""
    merged: dict[str, Span] = {}
    formulas: dict[str, int] = {}
    for piece in _of_sheet(source, sheet):
        for found in _MERGE.finditer(piece):
            left, top, right, bottom = (one.decode() for one in found.groups())
            where = f"{left}{top}:{right}{bottom}"
            if len(merged) < _MERGES_AT_MOST:
                merged[where] = Span(where, int(top), _column(left), int(bottom), _column(right))
        for found in _NO_RESULT.finditer(piece):
            cell = found[1].decode()
            formulas[cell] = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    if not formulas:
        return Markup(tuple(merged.values()), ())
    cell, row = next(iter(formulas.items()))
    many = f"the formulas in {cell} and {len(formulas) - 1} more cells have" if len(formulas) > 1 else ""
    wrong = f"{many or f'the formula in {cell} has'} no result yet"
    right = "open the workbook in a spreadsheet program, and save it there"
    return Markup(tuple(merged.values()), ((row, wrong, right),))


def pieces(file: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """A file in pieces, each with the end of the one before; and how many of its bytes were not seen before."""
    before = b""
    while piece := file.read(_PIECE):
        yield before + piece, len(piece)
        before = (before + piece)[-_OVERLAP:]


def _of_sheet(source: Path | IO[bytes], sheet: str) -> Iterator[bytes]:
    with ZipFile(source) as archive, archive.open(sheet) as file:
        for piece, _ in pieces(file):
            yield piece


def _column(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
