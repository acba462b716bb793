"""Which strategic goals does a sheet name, and what does each weigh?"""

from readers.tables import cells
from readers.tables.plan_values import GoalRow
from readers.tables.sheets import Row

COLUMNS = ("code", "name", "weight")
KEYS = (("code",),)


def goal(row: Row) -> GoalRow | None:
    """The goal of a row; None where the row does not say which it is. Problems are noted in the row."""
    key = row.key("code", cells.code)
    if key is None:
        return None
    return GoalRow(
        row=row.number,
        code=key,
        name=row.cell("name", cells.text, clearable=False),
        weight=row.cell("weight", cells.number(0), clearable=False),
        notes=row.notes,
    )


def goal_keys(goal: GoalRow) -> list[tuple[str, str]]:
    """What names this goal, as (column, text): no two rows of a sheet may share one."""
    return [("code", goal.code.casefold())]
