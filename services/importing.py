"""How does a portfolio read from files get into the store: all of it, or nothing?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from readers.tables.values import Portfolio, Problem
from services import audit, imported_people, imported_projects, imported_rows, imported_teams
from services.imported_rows import Tally

_CHANNEL_ID = re.compile(r"[CGD][A-Z0-9]{2,}")


class ImportRefusedError(Exception):
    """The files are readable, but not against what is stored; `problems` are all of them. Roll back."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True)
class Imported:
    """What an import did, a tally a sheet that was there, and remarks for whoever wrote the files."""

    tallies: Mapping[str, Tally]
    remarks: tuple[str, ...] = field(default=())

    @property
    def changes(self) -> int:
        return sum(tally.added + tally.changed for tally in self.tallies.values())


def apply(session: Session, workspace: str, portfolio: Portfolio, *, at: datetime, wall: datetime) -> Imported:
    """Bring the portfolio into the workspace. The same portfolio once more changes nothing.

    Raises ImportRefusedError with every problem; the caller's transaction must then be rolled back.
    """
    known = imported_rows.load(session, workspace, wall=wall)
    tallies: dict[str, Tally] = {name: Tally() for name in ("people", "teams", "projects") if name in portfolio.sheets}
    # Autoflush would write half-made rows whenever something is looked up.
    with session.no_autoflush:
        people = imported_people.meet(known, portfolio.people)
        teams = imported_teams.meet(known, portfolio.teams)
        imported_people.change(known, people, tallies.get("people", Tally()))
        imported_teams.change(known, teams, tallies.get("teams", Tally()))
        session.flush()
        imported_projects.change(known, portfolio.projects, tallies.get("projects", Tally()))
    if known.problems:
        raise ImportRefusedError(known.problems)
    session.flush()
    imported = Imported(tallies, tuple(_remarks(portfolio)))
    if imported.changes:
        details: dict[str, object] = {name: [tally.added, tally.changed] for name, tally in tallies.items()}
        subject = ("workspace", workspace)
        audit.record(session, workspace, actor_id=None, action="imported", subject=subject, at=at, details=details)
    return imported


def _remarks(portfolio: Portfolio) -> list[str]:
    """What was taken, but perhaps not as it was meant."""
    remarks = [
        f"{sheet}: the column “{column}” is unknown; it is kept as a note"
        for sheet, column in portfolio.unknown_columns
    ]
    remarks += [
        f"{name} is none of the sheets that can be imported; it was not read" for name in portfolio.unread_files
    ]
    for sheet, rows in (("teams", portfolio.teams), ("projects", portfolio.projects)):
        for row in rows:
            if isinstance(row.channel, str) and not _CHANNEL_ID.fullmatch(row.channel):
                remarks.append(
                    f"{sheet}:{row.row}:channel: “{row.channel}” is a name, which Slack may change; better is the id, "
                    "such as C0123ABCD (channel details, at the bottom)"
                )
    return remarks
