"""Which project needs which other one?"""

from readers.tables import cells, plan_cells
from readers.tables.plan_values import DependencyRow
from readers.tables.sheets import Row

COLUMNS = ("project", "needs", "lag_weeks")
KEYS = (("project",), ("needs",))
MOST_WEEKS = 520  # ten years


def dependency(row: Row) -> DependencyRow | None:
    """What a project of a row needs; None where the row does not say which and what. Problems are noted in the row."""
    project, needs = row.key("project", cells.code), row.key("needs", cells.code)
    lag = row.cell("lag_weeks", plan_cells.whole(0, MOST_WEEKS))
    if project is None or needs is None:
        return None
    if project.casefold() == needs.casefold():
        row.problem("needs", f"{project} would need itself", "name another project, or leave the row out")
        return None
    return DependencyRow(row.number, project, needs, lag)


def dependency_keys(one: DependencyRow) -> list[tuple[str, str]]:
    """What names this pair, as (column, text): no two rows of a sheet may share one."""
    return [("needs", f"{one.project.casefold()}/{one.needs.casefold()}")]
