"""From which day on does somebody work another week, or give another part of it to projects?"""

from readers.tables import cells
from readers.tables.sheets import Row
from readers.tables.values import PatternRow

COLUMNS = ("email", "from", "week", "project_share")
KEYS = (("email",), ("from",))


def pattern(row: Row) -> PatternRow | None:
    """The change of a row; None where the row does not say whose and when. Problems are noted in the row."""
    person, since = row.key("email", cells.person), row.key("from", cells.plan_day)
    week, share = row.cell("week", cells.week), row.cell("project_share", cells.number(0, 1))
    if person is None or since is None:
        return None
    return PatternRow(row.number, person, since, week, share)
