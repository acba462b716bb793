"""From which day to which does a row of the plan go?"""

from datetime import date

from readers.tables import cells
from readers.tables.sheets import Row
from readers.tables.values import Blank, Cell


def in_order(row: Row) -> tuple[Cell[date], Cell[date]]:
    """Start and finish, both inclusive; neither can be cleared. Where they are the wrong way round, that is noted."""
    start, finish = (
        row.cell("start", cells.plan_day, clearable=False),
        row.cell("finish", cells.plan_day, clearable=False),
    )
    if not isinstance(start, Blank) and not isinstance(finish, Blank) and finish < start:
        row.problem("finish", f"{finish} is before the start, {start}", "write a day on or after the start")
    return start, finish
