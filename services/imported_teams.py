"""Which teams does an import add or change?"""

from models.base import new_id
from models.people import Team
from readers.tables.values import TeamRow
from services.imported_rows import Known, Tally, noted, put

SHEET = "teams"


def meet(known: Known, rows: tuple[TeamRow, ...]) -> list[tuple[TeamRow, Team, bool]]:
    """Each row with its team, new ones made; leads are set later, because they may be new themselves."""
    met = []
    for row in rows:
        if len(row.team) > 64:
            known.problem(SHEET, row.row, "team", f"the key has {len(row.team)} characters", "write at most 64")
            continue
        team = known.teams.get(row.team.casefold())
        new = team is None
        if team is None:
            team = Team(workspace=known.workspace, id=new_id(), code=row.team, name="", notes={})
            known.session.add(team)
            known.teams[row.team.casefold()] = team
        met.append((row, team, new))
    known.session.flush()
    return met


def change(known: Known, met: list[tuple[TeamRow, Team, bool]], tally: Tally) -> None:
    """Take over what the rows say."""
    for row, team, new in met:
        values = {
            "name": known.fitting(row.name, 255, SHEET, row.row, "name"),
            "lead_id": known.person_id(row.lead, SHEET, row.row, "lead"),
            "channel": known.fitting(row.channel, 64, SHEET, row.row, "channel"),
            "notes": noted(team.notes, {}, row.notes),
        }
        tally.count(new=new, changed=bool(put(team, values)))
