"""How are sheets written to a disk, whole or not at all, for their owner's eyes only?"""

import csv
import io
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

Sheets = Mapping[str, Sequence[tuple[str, ...]]]
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700  # the files name people, what they cost, and when they are away


def write_folder(folder: Path, sheets: Sheets) -> None:
    """One CSV file a sheet. Files that are there are replaced, each when it is whole. Raises OSError."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    for name, rows in sheets.items():
        with _replaced(folder / f"{name}.csv") as file:
            text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            csv.writer(text, lineterminator="\n").writerows(rows)
            text.detach()


def write_workbook(path: Path, sheets: Sheets) -> None:
    """One workbook (.xlsx) with all sheets. Raises OSError."""
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    with _replaced(path) as file:
        _write(file, sheets)


def workbook(sheets: Sheets) -> bytes:
    """The same, to be sent to somebody."""
    with tempfile.TemporaryFile() as file:
        _write(file, sheets)
        file.seek(0)
        return file.read()


def _write(file: IO[bytes], sheets: Sheets) -> None:
    """Cells are texts, or a program might take one for a date."""
    # Imported here: it takes a fifth of a second, which no other command needs.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(file)


@contextmanager
def _replaced(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the path that takes its name at the end; where that fails, what was there is untouched."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w+b") as file:
            yield file
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
