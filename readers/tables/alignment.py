"""How much does each project serve each goal?"""

from readers.tables import cells
from readers.tables.plan_values import AlignmentRow
from readers.tables.sheets import Row

COLUMNS = ("project", "goal", "percent")
KEYS = (("project",), ("goal",))


def alignment(row: Row) -> AlignmentRow | None:
    """What a row says of a project and a goal; None where it does not say of which. Problems are noted in the row."""
    project, goal = row.key("project", cells.code), row.key("goal", cells.code)
    percent = row.cell("percent", cells.number(0, 100))
    return None if project is None or goal is None else AlignmentRow(row.number, project, goal, percent)


def alignment_keys(one: AlignmentRow) -> list[tuple[str, str]]:
    """What names this pair, as (column, text): no two rows of a sheet may share one."""
    return [("goal", f"{one.project.casefold()}/{one.goal.casefold()}")]
