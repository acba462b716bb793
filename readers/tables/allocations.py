"""Who is booked on which project, from when to when?"""

from typing import get_args

from readers.tables import cells, plan_cells
from readers.tables.plan_days import in_order
from readers.tables.plan_values import AllocationRow, AllocationState
from readers.tables.sheets import Row
from readers.tables.values import Blank

COLUMNS = ("id", "project", "email", "start", "finish", "hours_per_week", "state", "skill", "request")
KEYS = (("id", "project"), ("id", "email"), ("id", "start"))
_STATES: tuple[AllocationState, ...] = get_args(AllocationState)
_state = plan_cells.choice("a state of an allocation", _STATES)
_hours = cells.number(0, plan_cells.HOURS_OF_A_WEEK)


def allocation(row: Row) -> AllocationRow | None:
    """The allocation of a row; None where the row does not say which it is. Problems are noted in the row."""
    known = row.cell("id", plan_cells.identifier, clearable=False)
    project = row.cell("project", cells.code, clearable=False)
    person = row.cell("email", cells.person, clearable=False)
    start, finish = in_order(row)
    found = AllocationRow(
        row=row.number,
        id=known,
        project=project,
        person=person,
        start=start,
        finish=finish,
        hours_per_week=row.cell("hours_per_week", _hours, clearable=False),
        state=row.cell("state", _state, clearable=False),
        skill=row.cell("skill", cells.line),
        request=row.cell("request", cells.code),
    )
    if not isinstance(known, Blank) or row.problems:
        return found
    missing = [name for name, cell in (("project", project), ("email", person), ("start", start)) if _empty(cell)]
    for name in missing:
        row.problem(name, "it is empty, and no id says which allocation is meant", "write a value, or the id")
    return None if missing else found


def _empty(cell: object) -> bool:
    return isinstance(cell, Blank)
