"""What becomes of the rows of a table that is none of our sheets, but says something of each of our projects?

Where somebody asks for it (`--sheet activities.csv=notes`), each row is kept as a line in a note of the project that it
names, so that nothing is lost and nothing is taken for what it is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from readers.tables.headers import Layout
from readers.tables.oddities import oddities
from readers.tables.sheets import LONGEST_CELL, Row, Sheet
from readers.tables.values import Problem, ProjectRow

COLUMNS = ("project",)


def layout(name: str) -> Layout:
    """What such a table must have: a column that names the project. name: how it is called there."""
    return Layout(name, COLUMNS, (COLUMNS,))


def understood(found: Sheet) -> tuple[str, ...]:
    """What is told of such a table: how many rows are kept how, and what is odd in them."""
    if found.problems:
        return ()
    each = f"each of its {len(found.rows)} rows is kept as a line in a note of its project"
    return (*found.remarks, each, *oddities(found))


def kept(
    projects: Sequence[ProjectRow], tables: Mapping[str, Sheet], problems: list[Problem]
) -> tuple[ProjectRow, ...]:
    """The projects with the rows of the tables in notes called as those; what is wrong in a row joins the problems."""
    by_code = {project.code.casefold(): project for project in projects}
    for name, table in tables.items():
        lines: dict[str, list[str]] = {}
        for row in table.rows:
            code = row.cells.get("project", "").strip().casefold()
            if code in by_code:
                lines.setdefault(code, []).append("; ".join(f"{column}: {text}" for column, text in row.notes))
            else:
                row.problem("project", *_unknown(row))
            problems += row.problems
        for code, these in lines.items():
            text = "\n".join(these)
            if len(text) > LONGEST_CELL:
                wrong = f"{len(these)} rows of {by_code[code].code} make a note of {len(text)} characters"
                problems.append(Problem(name, 0, "", wrong, f"at most {LONGEST_CELL}"))
            by_code[code] = replace(by_code[code], notes=(*by_code[code].notes, (name, text)))
    return tuple(by_code.values())


def _unknown(row: Row) -> tuple[str, str]:
    code = row.cells.get("project", "").strip()
    if not code:
        return "it is empty, but it says of which project the row is", "write the code of a project"
    return f"no row of projects is called “{code[:60]}”", "give the projects in the same import"
