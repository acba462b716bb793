"""Which portfolio does a folder of CSV files or a workbook describe, or what in it must be put right first?"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from readers.tables import (
    absences,
    alignment,
    allocations,
    blockers,
    dependencies,
    goals,
    kept_rows,
    patterns,
    people,
    projects,
    requests,
    skills,
    teams,
)
from readers.tables.choices import NONE, Choices
from readers.tables.headers import Layout, hinted
from readers.tables.meanings import settle
from readers.tables.oddities import oddities
from readers.tables.room import Room, Unreadable
from readers.tables.sheet_names import Named, bare, named
from readers.tables.sheets import Row, Sheet, csv_sheet, sheet
from readers.tables.values import How, Portfolio, Problem
from readers.tables.workbooks import sheets_in

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
CSV_FILES = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Files:
    """Sheets by our names, tables that become notes by their own, names of what was not read, what was noticed."""

    sheets: Mapping[str, Sheet]
    kept: Mapping[str, Sheet]
    others: tuple[str, ...]
    remarks: tuple[str, ...]


def read_path(path: Path, choices: Choices = NONE) -> Portfolio | list[Problem]:
    """The portfolio in a folder of CSV files, in one such file, or in a workbook (.xlsx) with sheets of their names."""
    if path.is_file() and path.suffix.lower() not in CSV_FILES:
        return read_workbook(path, choices)
    return read_folder(path, choices)


def read_folder(folder: Path, choices: Choices = NONE) -> Portfolio | list[Problem]:
    """The portfolio in a folder of people.csv, teams.csv and so on, or in one of them, or every problem in them.

    A file that is not there is not imported; a folder with none of them is a problem, not an empty portfolio.
    """
    try:
        there = [folder] if folder.is_file() else sorted(folder.iterdir())
        paths = {path.name: path for path in there if path.suffix.lower() in CSV_FILES}
        found = named(paths, tuple(SHEETS), choices.sheets)
        data = {name: paths[name].read_bytes() for name in (*found.sheets.values(), *found.kept)}
    except OSError as error:
        return [Problem("", 0, "", f"{error.filename or folder} cannot be read ({error.strerror})", f"give {_RIGHT}")]
    if found.problems or not data:
        return list(found.problems) or [_none(folder, "files", list(paths), f"give {_RIGHT}")]
    sheets = {one: csv_sheet(data[name], layout(one), choices) for one, name in found.sheets.items()}
    kept = {bare(name): csv_sheet(data[name], kept_rows.layout(bare(name)), choices) for name in found.kept}
    return portfolio(Files(sheets, kept, tuple(name for name in paths if name not in data), found.remarks), choices)


def read_workbook(
    path: Path, choices: Choices = NONE, data: bytes | None = None, room: Room | None = None
) -> Portfolio | list[Problem]:
    """The portfolio in a workbook, or every problem in it. Sheets that are not there are not imported.

    data, room: as of workbooks.sheets_in.
    """
    right = "give a workbook with sheets such as people, teams or absences"
    meant: list[Named] = []

    def choose(names: Sequence[str]) -> Collection[str]:
        meant.append(named(names, tuple(SHEETS), choices.sheets))
        return frozenset({*meant[0].sheets.values(), *meant[0].kept})

    try:
        tables, others = sheets_in(path, choose, data, room)
    except OSError as error:
        return [Problem("", 0, "", f"{path} cannot be read ({error.strerror})", right)]
    except Unreadable as error:
        return [Problem("", 0, "", f"{path} {error}", error.right or right)]
    found = meant[0]
    if found.problems or not tables:
        return list(found.problems) or [_none(path, "sheets", others, right)]
    sheets = {one: sheet(tables[name], layout(one), choices) for one, name in found.sheets.items()}
    kept = {name: sheet(tables[name], kept_rows.layout(name), choices) for name in found.kept}
    return portfolio(Files(sheets, kept, others, found.remarks), choices)


def read(
    files: Mapping[str, bytes], unread_files: tuple[str, ...] = (), choices: Choices = NONE
) -> Portfolio | list[Problem]:
    """The portfolio in the contents of CSV files (sheet name to bytes), or every problem in them, by sheet and row."""
    there = {name: csv_sheet(files[name], layout(name), choices) for name in SHEETS if name in files}
    return portfolio(Files(there, {}, unread_files, ()), choices)


def layout(name: str) -> Layout:
    """What the sheet of that name is made of."""
    return Layout(name, *SHEETS[name])


def _none(path: Path, what: str, names: Sequence[str], right: str) -> Problem:
    """Nothing there is called as one of our sheets, which may be no more than another name."""
    say = f'; or say what a file or sheet is, such as --sheet "{names[0]}=projects"' if names else ""
    return Problem("", 0, "", f"{path} has none of the portfolio's {what}", right + say)


def portfolio(files: Files, choices: Choices) -> Portfolio | list[Problem]:
    """The portfolio that the files describe, or every problem in them."""
    there = files.sheets
    told = [f"{name}: {remark}" for name, one in there.items() for remark in _understood(one, choices)]
    told += [f"{name}: {remark}" for name, one in files.kept.items() for remark in kept_rows.understood(one)]
    problems = [*_unmet(files, choices)]
    problems += [problem for one in (*there.values(), *files.kept.values()) for problem in one.problems]
    found = Portfolio(
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
        unread_files=files.others,
        matches=tuple(match for one in there.values() for match in one.matches),
        remarks=(*files.remarks, *told),
    )
    if files.kept:
        found = replace(found, projects=kept_rows.kept(found.projects, files.kept, problems))
    order = ["", *SHEETS, *files.kept]
    ordered = sorted(problems, key=lambda one: (order.index(one.sheet), one.row))
    return hinted(ordered, found.matches) if problems else found


def _unmet(files: Files, choices: Choices) -> Iterator[Problem]:
    """Columns may be named of sheets that are there only."""
    there = [*files.sheets, *files.kept]
    for sheet_name in dict.fromkeys(sheet_name for sheet_name, _ in choices.columns if sheet_name not in there):
        yield Problem("", 0, "", f"there is no sheet “{sheet_name}”", f"write one of those there: {', '.join(there)}")


def _understood(one: Sheet, choices: Choices) -> tuple[str, ...]:
    """Make the cells of a sheet what they mean. What is missing is told only where it is not in our own form."""
    if one.problems:
        return one.remarks
    strange = any(match.column and match.how is not How.EXACT for match in one.matches)
    odd = oddities(one) if strange else ()
    return (*one.remarks, *settle(one, choices), *odd)


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
