"""Which portfolio does a folder of CSV files describe, or what in the files must be put right first?"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from readers.tables import people, projects, teams
from readers.tables.sheets import Row, Sheet, sheet
from readers.tables.values import Portfolio, Problem

Noun = TypeVar("Noun")
SHEETS = {
    "people": (people.COLUMNS, people.KEYS),
    "teams": (teams.COLUMNS, teams.KEYS),
    "projects": (projects.COLUMNS, projects.KEYS),
}
_RIGHT = "a folder with " + ", ".join(f"{name}.csv" for name in SHEETS)


def read_folder(folder: Path) -> Portfolio | list[Problem]:
    """The portfolio in a folder of people.csv, teams.csv and projects.csv, or every problem in them.

    A file that is not there is not imported; a folder with none of them is a problem, not an empty portfolio.
    """
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv")
        data = {path.stem.lower(): path.read_bytes() for path in paths if path.stem.lower() in SHEETS}
    except OSError as error:
        return [Problem("", 0, "", f"{error.filename or folder} cannot be read ({error.strerror})", f"give {_RIGHT}")]
    if not data:
        return [Problem("", 0, "", f"{folder} has none of the portfolio's files", f"give {_RIGHT}")]
    return read(data, tuple(path.name for path in paths if path.stem.lower() not in SHEETS))


def read(files: Mapping[str, bytes], unread_files: tuple[str, ...] = ()) -> Portfolio | list[Problem]:
    """The portfolio in the contents of files (sheet name to bytes), or every problem in them, by sheet and row."""
    read_sheets = {name: sheet(name, files[name], *SHEETS[name]) for name in SHEETS if name in files}
    problems = [problem for one in read_sheets.values() for problem in one.problems]
    found_people = _rows(read_sheets.get("people"), people.person, people.person_keys, problems)
    found_teams = _rows(read_sheets.get("teams"), teams.team, teams.team_keys, problems)
    found_projects = _rows(read_sheets.get("projects"), projects.project, projects.project_keys, problems)
    if problems:
        order = list(SHEETS)
        return sorted(problems, key=lambda one: (order.index(one.sheet), one.row))
    return Portfolio(
        people=found_people,
        teams=found_teams,
        projects=found_projects,
        sheets=frozenset(read_sheets),
        unknown_columns=tuple((name, column) for name, one in read_sheets.items() for column in one.unknown_columns),
        unread_files=unread_files,
    )


def _rows(
    source: Sheet | None,
    build: Callable[[Row], Noun | None],
    keys: Callable[[Noun], Sequence[tuple[str, str]]],
    problems: list[Problem],
) -> tuple[Noun, ...]:
    """The rows of a sheet as values; what is wrong in them, and rows that name the same, join the problems."""
    found: list[Noun] = []
    first: dict[tuple[str, str], int] = {}
    for row in source.rows if source else ():
        one = build(row)
        for column, text in keys(one) if one is not None else ():
            before = first.setdefault((column, text), row.number)
            if before != row.number:
                row.problem(column, f"row {before} names the same", "name it once")
        problems += row.problems
        found += [one] if one is not None else []
    return tuple(found)
