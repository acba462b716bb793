"""Which portfolio do files describe that somebody sent, read by a child that may use only so much?"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from readers.tables import kept_rows
from readers.tables.choices import Choices, Remembered
from readers.tables.parcels import Found, pack
from readers.tables.portfolio import CSV_FILES, SHEETS, Files, layout, portfolio, read_workbook
from readers.tables.room import ROOM, Room, Unreadable
from readers.tables.sheet_names import bare, named
from readers.tables.sheets import csv_sheet
from readers.tables.values import Portfolio, Problem

BOOKS = (".xlsx", ".xlsm")
TAKEN = (*BOOKS, *CSV_FILES)
MOST_PROBLEMS = 2_000
_LINES = 10  # of a CSV file for each row: a cell may have several
_RIGHT = "send one workbook (.xlsx), or CSV files such as people.csv and projects.csv, several in one message"
_TOO_MUCH = Problem("", 0, "", "the file takes more memory to read than any portfolio", "send it in parts")

Sent = Sequence[tuple[str, bytes]]  # names and contents


class Interrupted(Exception):
    """The process is to stop: the files were not read, and nothing is wrong with them."""


def question(files: Sent, choices: Choices) -> bytes:
    """What `answer` is asked: one line of JSON, then the files, one after the other."""
    known = choices.remembered
    head = {
        "files": [[name, len(data)] for name, data in files],
        "dates": choices.dates,
        "decimal": choices.decimal,
        "said": [[*key, column] for key, column in known.said.items()],
        "found": [[*key, column] for key, column in known.found.items()],
    }
    return b"".join([json.dumps(head).encode(), b"\n", *(data for _, data in files)])


def answer(asked: bytes) -> bytes:
    """The portfolio or what is wrong with the files; what a child process does and all that leaves it."""
    head, _, data = asked.partition(b"\n")
    told = json.loads(head)
    remembered = Remembered(_columns(told["said"]), _columns(told["found"]))
    choices = Choices(dates=told["dates"], decimal=told["decimal"], remembered=remembered)
    try:
        found = read(list(_cut(told["files"], data)), choices)
    except MemoryError:
        found = [_TOO_MUCH]
    return pack(found)


def read(files: Sent, choices: Choices, room: Room = ROOM) -> Found:
    """The portfolio in one workbook or in CSV files, or every problem in them, of which at most 2,000 are told."""
    strange = list(_strange(files, room))
    if strange:
        return strange
    try:
        found = _book(files[0], choices, room) if _ending(files[0][0]) in BOOKS else _tables(files, choices, room)
        if isinstance(found, Portfolio):
            _fits(found, room)
    except Unreadable as error:
        what = files[0][0] if len(files) == 1 else "what was sent"
        return [Problem("", 0, "", f"{what} {error}", error.right)]
    if isinstance(found, list) and len(found) > MOST_PROBLEMS:
        more = Problem("", 0, "", f"there are {len(found) - MOST_PROBLEMS:,} problems more", "mend these first")
        return [*found[:MOST_PROBLEMS], more]
    return found


def _strange(files: Sent, room: Room) -> Iterator[Problem]:
    """What is wrong with the files as such."""
    names = [name for name, _ in files]
    for name, data in files:
        if _ending(name) not in TAKEN:
            packed = " as it is packed" if _ending(name) == ".zip" else ""
            yield Problem("", 0, "", f"{name} cannot be read{packed}", _RIGHT)
        elif len(data) > room.packed:
            yield Problem("", 0, "", f"{name} is larger than {room.packed // 10**6} MB", "send it in parts")
    if any(_ending(name) in BOOKS for name in names) and len(names) > 1:
        yield Problem("", 0, "", "a workbook came together with other files", _RIGHT)
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Problem("", 0, "", f"{name} is there twice", "send it once")


def _book(file: tuple[str, bytes], choices: Choices, room: Room) -> Found:
    name, data = file
    return read_workbook(Path(name), choices, data, room)


def _tables(files: Sent, choices: Choices, room: Room) -> Found:
    data = dict(files)
    for content in data.values():
        if max(content.count(b"\n"), content.count(b"\r")) > _LINES * room.rows:
            raise Unreadable(f"has more than {room.rows:,} rows", "send it in parts")
    found = named(data, tuple(SHEETS), choices.sheets)
    if found.problems or not found.sheets:
        none = Problem("", 0, "", f"{' and '.join(data)} cannot be told to be any sheet of a portfolio", _RIGHT)
        return list(found.problems) or [none]
    sheets = {one: csv_sheet(data[name], layout(one), choices) for one, name in found.sheets.items()}
    kept = {bare(name): csv_sheet(data[name], kept_rows.layout(bare(name)), choices) for name in found.kept}
    unread = tuple(name for name in data if name not in {*found.sheets.values(), *found.kept})
    return portfolio(Files(sheets, kept, unread, found.remarks), choices)


def _fits(found: Portfolio, room: Room) -> None:
    """Raises Unreadable. What a workbook holds was counted sheet by sheet, and what CSV files hold by their lines."""
    columns = [sum(match.sheet == sheet for match in found.matches) for sheet in found.sheets]
    room.take(sum(len(getattr(found, sheet)) for sheet in found.sheets), max(columns, default=0))


def _cut(told: Sequence[Any], data: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    for name, size in told:
        yield name, data[at : at + size]
        at += size


def _columns(told: Sequence[Any]) -> Mapping[tuple[str, str], str]:
    return {(sheet, header): column for sheet, header, column in told}


def _ending(name: str) -> str:
    return Path(name).suffix.lower()
