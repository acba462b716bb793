"""Which portfolio does a folder of CSV files or a workbook describe, or what in it must be put right first?"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from readers.tables import (
    absences,
    alignment,
    allocations,
    blockers,
    dependencies,
    goals,
    patterns,
    people,
    projects,
    requests,
    skills,
    teams,
)
from readers.tables.sheets import Row, Sheet, csv_sheet, sheet
from readers.tables.values import Portfolio, Problem
from readers.tables.workbooks import Unreadable, sheets_in

Noun = TypeVar("Noun")
SHEETS = {
    "people": (people.COLUMNS, people.KEYS),
    "teams": (teams.COLUMNS, teams.KEYS),
    "patterns": (patterns.COLUMNS, patterns.KEYS),
    "skills": (skills.COLUMNS, skills.KEYS),
    "absences": (absences.COLUMNS, absences.KEYS),
    "goals": (goals.COLUMNS, goals.KEYS),
    "projects": (projects.COLUMNS, projects.KEYS),
    "alignment": (alignment.COLUMNS, alignment.KEYS),
    "dependencies": (dependencies.COLUMNS, dependencies.KEYS),
    "allocations": (allocations.COLUMNS, allocations.KEYS),
    "requests": (requests.COLUMNS, requests.KEYS),
    "blockers": (blockers.COLUMNS, blockers.KEYS),
}
NOTED = frozenset({"people", "teams", "goals", "projects"})  # whose unknown columns are kept
_RIGHT = "a folder with " + ", ".join(f"{name}.csv" for name in SHEETS)


def read_path(path: Path) -> Portfolio | list[Problem]:
    """The portfolio in a folder of CSV files, or in a workbook (.xlsx) with sheets of the same names."""
    return read_workbook(path) if path.is_file() else read_folder(path)


def read_folder(folder: Path) -> Portfolio | list[Problem]:
    """The portfolio in a folder of people.csv, teams.csv and so on, or every problem in them.

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


def read_workbook(path: Path) -> Portfolio | list[Problem]:
    """The portfolio in a workbook, or every problem in it. Sheets that are not there are not imported."""
    right = "a workbook with sheets such as people, teams or absences"
    try:
        found = sheets_in(path, frozenset(SHEETS))
    except OSError as error:
        return [Problem("", 0, "", f"{path} cannot be read ({error.strerror})", f"give {right}")]
    except Unreadable as error:
        return [Problem("", 0, "", f"{path} {error}", f"give {right}")]
    if not found.records:
        return [Problem("", 0, "", f"{path} has none of the portfolio's sheets", f"give {right}")]
    there = {name: sheet(name, found.records[name], *SHEETS[name]) for name in SHEETS if name in found.records}
    return _portfolio(there, found.others)


def read(files: Mapping[str, bytes], unread_files: tuple[str, ...] = ()) -> Portfolio | list[Problem]:
    """The portfolio in the contents of CSV files (sheet name to bytes), or every problem in them, by sheet and row."""
    there = {name: csv_sheet(name, files[name], *SHEETS[name]) for name in SHEETS if name in files}
    return _portfolio(there, unread_files)


def _portfolio(there: Mapping[str, Sheet], unread_files: tuple[str, ...]) -> Portfolio | list[Problem]:
    problems = [problem for one in there.values() for problem in one.problems]
    portfolio = Portfolio(
        people=_rows(there.get("people"), people.person, people.person_keys, problems),
        teams=_rows(there.get("teams"), teams.team, teams.team_keys, problems),
        patterns=_rows(there.get("patterns"), patterns.pattern, _unkeyed, problems),
        skills=_rows(there.get("skills"), skills.skill, _unkeyed, problems),
        absences=_rows(there.get("absences"), absences.absence, _unkeyed, problems),
        goals=_rows(there.get("goals"), goals.goal, goals.goal_keys, problems),
        projects=_rows(there.get("projects"), projects.project, projects.project_keys, problems),
        alignment=_rows(there.get("alignment"), alignment.alignment, alignment.alignment_keys, problems),
        dependencies=_rows(there.get("dependencies"), dependencies.dependency, dependencies.dependency_keys, problems),
        allocations=_rows(there.get("allocations"), allocations.allocation, _unkeyed, problems),
        requests=_rows(there.get("requests"), requests.request, requests.request_keys, problems),
        blockers=_rows(there.get("blockers"), blockers.blocker, blockers.blocker_keys, problems),
        sheets=frozenset(there),
        unknown_columns=tuple((name, column) for name, one in there.items() for column in one.unknown_columns),
        unread_files=unread_files,
    )
    order = list(SHEETS)
    return sorted(problems, key=lambda one: (order.index(one.sheet), one.row)) if problems else portfolio


def _unkeyed(_row: object) -> list[tuple[str, str]]:
    """Whether two rows name the same is only known once what they name is: people and skills have several names."""
    return []


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
