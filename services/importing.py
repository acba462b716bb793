"""How does a portfolio read from files get into the store: all of it, or nothing?"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.availability import Absence
from readers.tables.headers import as_written, hinted
from readers.tables.portfolio import NOTED, SHEETS
from readers.tables.values import Portfolio, Problem
from services import (
    absences,
    audit,
    import_mappings,
    imported_absences,
    imported_alignment,
    imported_allocations,
    imported_blockers,
    imported_dependencies,
    imported_goals,
    imported_patterns,
    imported_people,
    imported_projects,
    imported_requests,
    imported_rows,
    imported_skills,
    imported_teams,
)
from services.imported_rows import Known, Tally
from services.policies import AvailabilityPolicy

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
        return sum(tally.changes for tally in self.tallies.values())


def apply(  # noqa: PLR0913  (what an import depends on, each by name)
    session: Session,
    workspace: str,
    portfolio: Portfolio,
    *,
    at: datetime,
    wall: datetime,
    replace: Collection[str] = (),
    policy: AvailabilityPolicy | None = None,
    passed: Callable[[int], None] | None = None,
    by_id: str | None = None,
) -> Imported:
    """Bring the portfolio into the workspace. The same portfolio once more changes nothing.

    Of the sheets in `replace` (some of patterns, skills, absences, alignment, dependencies, allocations and requests;
    each of them in the portfolio) what stands in no row goes. A request that an allocation names stays.
    `passed` is told how many rows more are done; `by_id`: who did it, where that is somebody here. Raises
    ImportRefusedError with every problem; the caller's transaction must then be rolled back.
    """
    known = imported_rows.load(session, workspace, at=at, wall=wall)
    tallies = {name: Tally(passed=passed) for name in SHEETS if name in portfolio.sheets}
    # Autoflush would write half-made rows whenever something is looked up.
    with session.no_autoflush:
        _change(known, portfolio, tallies, replace=replace, at=at)
    if known.problems:
        order = list(SHEETS)
        problems = sorted(known.problems, key=lambda one: (order.index(one.sheet), one.row))
        raise ImportRefusedError(hinted(as_written(problems, portfolio.matches), portfolio.matches))
    session.flush()
    known.history.keep()
    import_mappings.remember(session, workspace, portfolio.matches)
    _settle(known, at=at, policy=policy or AvailabilityPolicy())
    imported = Imported(tallies, (*portfolio.remarks, *_remarks(portfolio), *known.remarks))
    if imported.changes:
        _audit(session, workspace, tallies, by_id=by_id, at=at)
    return imported


def _audit(session: Session, workspace: str, tallies: Mapping[str, Tally], *, by_id: str | None, at: datetime) -> None:
    details: dict[str, object] = {
        name: [tally.added, tally.changed, *([len(tally.gone)] if tally.gone else [])]
        for name, tally in tallies.items()
    }
    subject = ("workspace", workspace)
    audit.record(session, workspace, actor_id=by_id, action="imported", subject=subject, at=at, details=details)


def _change(
    known: Known, portfolio: Portfolio, tallies: Mapping[str, Tally], *, replace: Collection[str], at: datetime
) -> None:
    """Sheet by sheet, what others name first."""

    def of(sheet: str) -> Tally:
        return tallies.get(sheet, Tally())

    people = imported_people.meet(known, portfolio.people)
    teams = imported_teams.meet(known, portfolio.teams)
    imported_people.change(known, people, of("people"))
    imported_teams.change(known, teams, of("teams"))
    known.session.flush()
    imported_patterns.change(known, portfolio.patterns, of("patterns"), replace="patterns" in replace)
    imported_skills.change(known, portfolio.skills, of("skills"), replace="skills" in replace, at=at)
    imported_absences.change(known, portfolio.absences, of("absences"), replace="absences" in replace)
    imported_goals.load(known)
    imported_goals.change(known, portfolio.goals, of("goals"))
    imported_projects.change(known, portfolio.projects, of("projects"))
    imported_alignment.change(known, portfolio.alignment, of("alignment"), replace="alignment" in replace)
    imported_dependencies.change(known, portfolio.dependencies, of("dependencies"), replace="dependencies" in replace)
    _change_bookings(known, portfolio, of, replace=replace)
    if portfolio.blockers:
        imported_blockers.change(imported_blockers.load(known, at=at), portfolio.blockers, of("blockers"))


def _change_bookings(
    known: Known, portfolio: Portfolio, of: Callable[[str], Tally], *, replace: Collection[str]
) -> None:
    """Requests, and then the allocations that fill them."""
    if not {"requests", "allocations"} & portfolio.sheets:
        return
    imported_requests.load(known)
    imported_requests.change(known, portfolio.requests, of("requests"))
    book = imported_allocations.load(known)
    imported_allocations.change(book, portfolio.allocations, of("allocations"), replace="allocations" in replace)
    imported_allocations.write(book)
    if "requests" in replace:
        imported_requests.drop(known, portfolio.requests, of("requests"), wanted=book.wanted())
    imported_requests.remark_what_nobody_can(known, portfolio.requests)


def _settle(known: Known, *, at: datetime, policy: AvailabilityPolicy) -> None:
    """Note anew when those are away whose calendar is another one now; who is never away needs no look."""
    if not known.away:
        return
    ever = known.session.scalars(select(Absence.person_id).where(Absence.workspace == known.workspace).distinct())
    away = set(ever) | {person.id for person in known.people.values() if person.away_until is not None}
    for person_id in sorted(known.away & away):
        absences.settle_away(known.session, known.people[person_id], at=at, policy=policy)


def _remarks(portfolio: Portfolio) -> list[str]:
    """What was taken, but perhaps not as it was meant."""
    remarks = [_unknown(sheet, portfolio) for sheet in dict.fromkeys(sheet for sheet, _ in portfolio.unknown_columns)]
    remarks += [
        f"{name} is none of the sheets that can be imported; it was not read (--sheet says what it is)"
        for name in portfolio.unread_files
    ]
    for sheet, rows in (("teams", portfolio.teams), ("projects", portfolio.projects)):
        for row in rows:
            if isinstance(row.channel, str) and not _CHANNEL_ID.fullmatch(row.channel):
                remarks.append(
                    f"{sheet}:{row.row}:channel: “{row.channel}” is a name, which Slack may change; better is the id, "
                    "such as C0123ABCD (channel details, at the bottom)"
                )
    return remarks


def _unknown(sheet: str, portfolio: Portfolio) -> str:
    columns = [column for name, column in portfolio.unknown_columns if name == sheet]
    kept = "kept as a note" if sheet in NOTED else "not kept"
    if len(columns) == 1:
        return f"{sheet}: the column “{columns[0]}” is unknown; it is {kept}"
    listed = ", ".join(f"“{column}”" for column in columns)
    return f"{sheet}: the columns {listed} are unknown; each is {kept}"
