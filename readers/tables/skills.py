"""Who has which skill, at which level?"""

from readers.tables import cells
from readers.tables.sheets import Row
from readers.tables.values import SkillRow

COLUMNS = ("email", "skill", "level")
KEYS = (("email",), ("skill",))


def skill(row: Row) -> SkillRow | None:
    """The skill of a row; None where the row does not say whose and which. Problems are noted in the row."""
    person, name, level = row.key("email", cells.person), row.key("skill", cells.line), row.cell("level", cells.level)
    return None if person is None or name is None else SkillRow(row.number, person, name, level)
