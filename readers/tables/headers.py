"""Where is the header of a sheet, what do its columns mean, and what is wrong with it?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from readers.tables.choices import NOTE, Choices, folded
from readers.tables.columns import DURATION, match
from readers.tables.values import How, Match, Problem

Keys = tuple[tuple[str, ...], ...]
COLUMNS_AT_MOST = 200
_ROWS_ABOVE = 40  # titles, dates and empty rows that may stand above a header


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet of ours is made of. keys: of each group of columns one must be in the header."""

    sheet: str
    columns: tuple[str, ...]
    keys: Keys


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a file. row counts from 1; names: of each column ours, or its own name as that of a note."""

    row: int
    matches: tuple[Match, ...]
    names: tuple[str, ...]
    problems: tuple[Problem, ...]


def is_header(record: Sequence[str], layout: Layout, choices: Choices) -> bool:
    """Whether a row names every key column without slips, so that it may be the header where others stand above it."""
    return _named(record, layout, choices) > 0


def _named(record: Sequence[str], layout: Layout, choices: Choices) -> int:
    """How many columns a row names; 0 where a key is not among them."""
    if len(record) > COLUMNS_AT_MOST:
        return 0
    sure = {one.column for one in match(layout.sheet, record, layout.columns, choices, near=False) if one.column}
    return len(sure) if all(set(group) & sure for group in layout.keys) else 0


def header(records: Sequence[Sequence[str]], layout: Layout, choices: Choices) -> Header:
    """The header among the first rows: the first one that has the keys, else the first one with what it lacks.

    A title may be a single word that is a key, too: a row that names more columns goes before it.
    """
    first = next((at for at, record in enumerate(records, 1) if any(map(str.strip, record))), 1)
    named = {at: _named(record, layout, choices) for at, record in enumerate(records[:_ROWS_ABOVE], 1)}
    row = next((at for least in (2, 1) for at, many in named.items() if many >= least), first)
    record = records[row - 1]
    if len(record) > COLUMNS_AT_MOST:
        wrong = Problem(layout.sheet, row, "", f"there are {len(record)} columns", f"at most {COLUMNS_AT_MOST}")
        return Header(row, (), (), (wrong,))
    matches = _told_apart(match(layout.sheet, record, layout.columns, choices))
    names = tuple(_name(one, layout.columns) for one in matches)
    problems = [*_lacking(row, matches, layout), *_unmet(row, matches, layout, choices)]
    if not problems:
        twice = dict.fromkeys(one for at, one in enumerate(names) if one in names[:at])
        problems += [Problem(layout.sheet, row, one, "this column is there twice", "keep one of them") for one in twice]
    return Header(row, matches, names, tuple(problems))


def _told_apart(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Columns that are none of ours may be called alike: the second one gets a number."""
    seen: dict[str, int] = {}
    found = []
    for one in matches:
        many = seen[one.written] = seen.get(one.written, 0) + 1
        found.append(replace(one, written=f"{one.written} ({many})") if many > 1 and not one.column else one)
    return tuple(found)


def _name(one: Match, columns: tuple[str, ...]) -> str:
    """A note may not have the name of a column of ours, where an export would take it for that column."""
    if one.column and one.column != DURATION:
        return one.column
    return f"{one.written} (as written)" if one.written.lower().replace(" ", "_") in columns else one.written


def _lacking(row: int, matches: Sequence[Match], layout: Layout) -> list[Problem]:
    there = {one.column for one in matches}
    missing = next((group for group in layout.keys if not set(group) & there), None)
    if missing is None:
        return []
    right = f"the first row names the columns: {','.join(layout.columns)}"
    other = next((one.written for one in matches if not one.column and not one.written.startswith("column ")), None)
    if other is not None and len(other) <= 60:
        right += f'; or say which one it is, such as --map "{layout.sheet}:{other}={missing[0]}"'
    return [Problem(layout.sheet, row, "", f"no column is called {' or '.join(missing)}", right)]


def as_written(problems: Sequence[Problem], matches: Sequence[Match]) -> list[Problem]:
    """The problems with the columns called as the file calls them."""
    written = {(one.sheet, one.column): one.written for one in matches if one.how is not How.EXACT}
    return [replace(one, column=written.get((one.sheet, one.column), one.column)) for one in problems]


def hinted(problems: Sequence[Problem], matches: Sequence[Match]) -> list[Problem]:
    """The problems, of which the first one in each column that was only found to be ours says how it is left out."""
    loose = {(one.sheet, one.written) for one in matches if one.how in {How.SYNONYM, How.NEAR, How.REMEMBERED}}
    told = []
    for one in problems:
        if (one.sheet, one.column) in loose:
            loose.discard((one.sheet, one.column))
            hint = f'or leave the column as a note: --map "{one.sheet}:{one.column}={NOTE}"'
            told.append(replace(one, right=f"{one.right}; {hint}"))
        else:
            told.append(one)
    return told


def _unmet(row: int, matches: Sequence[Match], layout: Layout, choices: Choices) -> list[Problem]:
    """What was said of columns that are not there, or of columns that no sheet of this kind has."""
    there = {folded(one.written) for one in matches}
    found = []
    for (sheet, written), column in choices.columns.items():
        if sheet != layout.sheet:
            continue
        if written not in there:
            listed = ", ".join(one.written for one in matches)
            found.append(Problem(sheet, row, "", f"no column is called “{written}”", f"there are: {listed[:600]}"))
        elif column not in {NOTE, DURATION, *layout.columns}:
            right = f"write one of: {', '.join(layout.columns)}, or {NOTE} to leave it as a note"
            found.append(Problem(sheet, row, "", f"{sheet} have no column “{column}”", right))
    return found
