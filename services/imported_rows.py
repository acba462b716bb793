"""What do all imported sheets share: who is meant, what changes, and what cannot be taken?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import new_id
from models.capacity_requests import CapacityRequest
from models.goals import Goal
from models.people import Person, Team
from models.projects import Project
from models.skills import Skill
from planning.refusal import Refusal
from readers.escapes import clean
from readers.tables.cells import unguard
from readers.tables.values import Blank, Cell, Notes, PersonRef, Problem
from services.imported_history import Gathered
from services.portfolio_history import Act


@dataclass
class Tally:
    """How many rows of a sheet were new, changed something, or said what is there already."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)  # what stood in no row and was to go: a line for each
    passed: Callable[[int], None] | None = None  # told of each row, for who waits

    @property
    def changes(self) -> int:
        return self.added + self.changed + len(self.gone)

    def count(self, *, new: bool, changed: bool) -> None:
        if self.passed is not None:
            self.passed(1)
        if new:
            self.added += 1
        elif changed:
            self.changed += 1
        else:
            self.unchanged += 1


@dataclass(frozen=True, slots=True)
class Changed:
    """The columns of a row that hold something else than before; true where there are any."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]

    def __bool__(self) -> bool:
        return bool(self.after)


@dataclass
class Known:
    """The workspace's rows while an import goes on: loaded once, and joined by what the import adds."""

    session: Session
    workspace: str
    wall: datetime
    history: Gathered
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)  # by id
    away: set[str] = field(default_factory=set)  # ids of people whose absences, week or zone changed
    by_email: dict[str, Person] = field(default_factory=dict)
    by_slack_id: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)  # by casefolded code
    projects: dict[str, Project] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    requests: dict[str, CapacityRequest] = field(default_factory=dict)
    skills: dict[str, Skill] | None = None  # by key; None while no sheet has named one
    codes: dict[str, str] = field(default_factory=dict)  # of projects, by id
    _first: dict[tuple[object, ...], int] = field(default_factory=dict)
    _wrong: set[tuple[str, int, str]] = field(default_factory=set)

    def problem(self, sheet: str, row: int, column: str, wrong: str, right: str) -> None:
        self.problems.append(Problem(sheet, row, column, wrong, right))
        self._wrong.add((sheet, row, column))

    def person(self, ref: PersonRef) -> Person | None:
        """The person whom a cell names, or None."""
        if ref.slack_user_id is not None:
            return self.by_slack_id.get(ref.slack_user_id)
        return self.by_email.get(ref.email or "")

    def person_id(self, cell: Cell[PersonRef], sheet: str, row: int, column: str) -> Cell[str]:
        """The id of the person whom a cell names; where nobody is meant, a problem is noted."""
        if isinstance(cell, Blank):
            return cell
        person = self.person(cell)
        if person is None:
            shown = cell.email or cell.slack_user_id
            self.problem(sheet, row, column, f"nobody is known as “{shown}”", "add a row for them to the sheet people")
            return Blank.KEEP
        return person.id

    def project_id(self, cell: Cell[str], sheet: str, row: int, column: str) -> Cell[str]:
        """The id of the project whose code a cell has; where there is none, a problem is noted."""
        if isinstance(cell, Blank):
            return cell
        project = self.projects.get(cell.casefold())
        if project is None:
            self.problem(sheet, row, column, f"there is no project “{cell[:60]}”", "add it to the sheet projects")
            return Blank.KEEP
        return project.id

    def missing(self, values: Mapping[str, object], sheet: str, row: int, columns: Mapping[str, str]) -> bool:
        """Whether a new row lacks what it needs; each empty cell is a problem. `columns`: value → its column."""
        empty = [column for name, column in columns.items() if isinstance(values[name], Blank)]
        for column in empty:
            if (sheet, row, column) not in self._wrong:
                self.problem(sheet, row, column, "it is empty, and nothing is known yet", "write a value")
        return bool(empty)

    def once(self, sheet: str, row: int, column: str, key: tuple[object, ...]) -> bool:
        """Whether this is the first row of the sheet that names this; of a second one a problem is noted."""
        before = self._first.setdefault((sheet, *key), row)
        if before != row:
            self.problem(sheet, row, column, f"row {before} names the same", "name it once")
        return before == row

    def refused(self, sheet: str, row: int, column: str, text: str, *, why: Refusal) -> None:
        """Note that planning does not take the text of a cell."""
        sentence = why.sentence.removesuffix(".")
        right = sentence[0].lower() + sentence[1:] if sentence[1:2].islower() or sentence[1:2] == " " else sentence
        self.problem(sheet, row, column, f"“{text[:60]}” cannot be used", right)

    def named(self, person_id: str) -> str:
        """How a line for the operator calls a person."""
        person = self.people[person_id]
        return person.email or person.slack_id or person.id

    def fitting(self, cell: Cell[str], limit: int, sheet: str, row: int, column: str) -> Cell[str]:
        """The text of a cell that the store can hold; where it is too long, a problem is noted."""
        if isinstance(cell, str) and len(cell) > limit:
            self.problem(sheet, row, column, f"the text has {len(cell)} characters", f"write at most {limit}")
            return Blank.KEEP
        return cell


def load(session: Session, workspace: str, *, at: datetime, wall: datetime) -> Known:
    """Everything of the workspace that a row may name."""
    doing = Act(workspace, new_id(), None, at)
    known = Known(session, workspace, wall, Gathered(session, doing))
    for person in session.scalars(select(Person).where(Person.workspace == workspace).order_by(Person.id)):
        known.people[person.id] = person
        if person.email:
            known.by_email.setdefault(person.email, person)
        if person.slack_id:
            known.by_slack_id[person.slack_id] = person
    teams = session.scalars(select(Team).where(Team.workspace == workspace))
    known.teams = {team.code.casefold(): team for team in teams}
    projects = session.scalars(select(Project).where(Project.workspace == workspace))
    known.projects = {project.code.casefold(): project for project in projects}
    known.codes = {project.id: project.code for project in known.projects.values()}
    return known


def put(row: Any, values: Mapping[str, Any]) -> Changed:
    """Set what a row's cells say: KEEP leaves a column alone, CLEAR empties it. What is different now."""
    changed = compared({name: getattr(row, name) for name in values}, values)
    for name, value in changed.after.items():
        setattr(row, name, value)
    return changed


def compared(held: Mapping[str, Any], values: Mapping[str, Any]) -> Changed:
    """What would be different of the columns that are held, once the cells are taken over."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in values.items():
        wanted = None if value is Blank.CLEAR else value
        if value is not Blank.KEEP and held[name] != wanted:
            before[name], after[name] = held[name], wanted
    return Changed(before, after)


def noted(before: Mapping[str, Any], columns: Mapping[str, Cell[Any]], unknown: Notes) -> dict[str, Any]:
    """The notes after a row: known columns that no table holds yet, and those that nobody knows, as plain text."""
    after = dict(before)
    for name, value in columns.items():
        if value is Blank.CLEAR:
            after.pop(name, None)
        elif value is not Blank.KEEP:
            after[name] = _text(value)
    for name, text in unknown:
        if text == "-":
            after.pop(name, None)
        elif said := clean(unguard(text)).strip():
            after[name] = said
    return after


def money(cell: Cell[Decimal]) -> Cell[Decimal]:
    """An amount with the two decimals that the store holds, so that the same file is no change the second time."""
    return cell if isinstance(cell, Blank) else cell.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(_text(part) for part in value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
