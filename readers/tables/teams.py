"""Which teams does a sheet name, and who leads them?"""

from readers.tables import cells
from readers.tables.sheets import Row
from readers.tables.values import TeamRow

COLUMNS = ("team", "name", "lead", "channel")
KEYS = (("team",),)


def team(row: Row) -> TeamRow | None:
    """The team of a row; None where the row does not say which it is. Problems are noted in the row."""
    key = row.key("team", cells.text)
    if key is None:
        return None
    return TeamRow(
        row=row.number,
        team=key,
        name=row.cell("name", cells.text, clearable=False),
        lead=row.cell("lead", cells.person, clearable=False),
        channel=row.cell("channel", cells.channel),
        notes=row.notes,
    )


def team_keys(team: TeamRow) -> list[tuple[str, str]]:
    """What names this team, as (column, text): no two rows of a sheet may share one."""
    return [("team", team.team.casefold())]
