"""Which projects does a sheet name, and what does it say about them?"""

from typing import get_args

from readers.tables import cells
from readers.tables.sheets import Row
from readers.tables.values import Blank, ProjectRow, Status

COLUMNS: tuple[str, ...] = ("code", "name", "sponsor", "manager", "status", "start", "finish", "budget", "benefit")
COLUMNS += ("cost_of_delay", "confidence", "channel", "description")
KEYS = (("code",),)
_STATUSES: tuple[Status, ...] = get_args(Status)


def project(row: Row) -> ProjectRow | None:
    """The project of a row; None where the row does not say which it is. Problems are noted in the row."""
    key = row.key("code", cells.code)
    if key is None:
        return None
    start, finish = row.cell("start", cells.day), row.cell("finish", cells.day)
    if not isinstance(start, Blank) and not isinstance(finish, Blank) and finish < start:
        row.problem("finish", f"{finish} is before the start, {start}", "write a day on or after the start")
    return ProjectRow(
        row=row.number,
        code=key,
        name=row.cell("name", cells.text, clearable=False),
        sponsor=row.cell("sponsor", cells.person),
        manager=row.cell("manager", cells.person),
        status=row.cell("status", status, clearable=False),
        start=start,
        finish=finish,
        budget=row.cell("budget", cells.number(0)),
        benefit=row.cell("benefit", cells.number(0)),
        cost_of_delay=row.cell("cost_of_delay", cells.number(0)),
        confidence=row.cell("confidence", cells.number(0, 1)),
        channel=row.cell("channel", cells.channel),
        description=row.cell("description", cells.text),
        notes=row.notes,
    )


def status(cell: str) -> Status:
    """The status of a project. Raises WrongCell."""
    found = next((one for one in _STATUSES if one == cell.lower().replace(" ", "_")), None)
    if found is None:
        raise cells.WrongCell(f"“{cell[:60]}” is not a status", f"write one of: {' '.join(_STATUSES)}")
    return found


def project_keys(project: ProjectRow) -> list[tuple[str, str]]:
    """What names this project, as (column, text): no two rows of a sheet may share one."""
    return [("code", project.code.casefold())]
