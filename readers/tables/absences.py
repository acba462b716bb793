"""When does a sheet say that somebody is away? It has no column for a reason, and one that is there is not kept."""

from readers.tables import cells
from readers.tables.sheets import Row
from readers.tables.values import AbsenceRow, Blank

COLUMNS = ("email", "start", "part", "finish", "rule")
KEYS = (("email",), ("start",), ("part",))


def absence(row: Row) -> AbsenceRow | None:
    """The absence of a row; None where the row does not say whose and when. Problems are noted in the row."""
    person, start, part = row.key("email", cells.person), row.key("start", cells.plan_day), row.key("part", cells.line)
    finish, rule = row.cell("finish", cells.plan_day, clearable=False), row.cell("rule", cells.line)
    if person is None or start is None or part is None:
        return None
    if not isinstance(finish, Blank) and finish < start:
        row.problem("finish", f"{finish} is before the start, {start}", "write a day on or after the start")
    return AbsenceRow(row.number, person, start, part, finish, rule)
