"""How do two rows become one person, when Slack's word shows that they are?

Somebody met in Slack has a row with a Slack id; imported by e-mail, the same person has another one, and a project may
name that as its manager. The row from Slack stays, because living messages and forms know it by its id.
"""

from typing import Any

from sqlalchemy import Column, Table, Text, cast, delete, exists, select, update
from sqlalchemy.orm import Session

from models.availability import AvailabilityChange
from models.blockers import BlockerChange
from models.checkins import CheckinSeries
from models.climbs import BlockerStep
from models.people import Person
from models.portfolio_changes import PortfolioChange
from models.tables import METADATA

# What an import tells of a person and Slack does not; the row that stays keeps what it has.
_IMPORTED = (
    "team_id",
    "deputy_id",
    "away_from",
    "away_until",
    "zone",
    "week",
    "project_share",
    "holidays",
    "cost_rate",
)
# Columns without a foreign key that name people: in what an undo would bring back, and who made a change.
_HISTORIES = (BlockerChange, AvailabilityChange, PortfolioChange)


def join(session: Session, stays: Person, goes: Person) -> None:
    """Let everything that points to `goes` point to `stays`, which takes over what only the other knew.

    `goes` is deleted. Rows of the audit stay as they were written. Objects that the session holds are read anew.
    """
    session.flush()
    ids = sorted([stays.id, goes.id])
    locked = select(Person.id).where(Person.workspace == stays.workspace, Person.id.in_(ids)).order_by(Person.id)
    session.execute(locked.with_for_update()).all()  # else a row that names `goes` could be written while it goes
    _take_over(stays, goes)
    session.flush()
    for table in METADATA.sorted_tables:
        for column in _columns(table):
            _point(session, table, column, stays, goes)
    _rewrite_history(session, stays, goes)
    _rewrite_steps(session, stays, goes)
    _rewrite_lists(session, stays, goes)
    session.execute(delete(Person).where(Person.workspace == goes.workspace, Person.id == goes.id))
    session.expunge(goes)
    session.expire_all()
    if stays.deputy_id == stays.id:
        stays.deputy_id = None


def _take_over(stays: Person, goes: Person) -> None:
    for name in _IMPORTED:
        if getattr(stays, name) is None:
            setattr(stays, name, getattr(goes, name))
    stays.roles = [*stays.roles, *(role for role in goes.roles if role not in stays.roles)]
    stays.notes = {**goes.notes, **stays.notes}
    stays.name = stays.name or goes.name
    stays.created_at = min(stays.created_at, goes.created_at)


def _columns(table: Table) -> list[Column[Any]]:
    """The columns of a table that hold the id of a person."""
    people = Person.__table__
    return [
        element.parent
        for constraint in table.foreign_key_constraints
        if constraint.referred_table is people
        for element in constraint.elements
        if element.column is people.c.id
    ]


def _point(session: Session, table: Table, column: Column[Any], stays: Person, goes: Person) -> None:
    here = (table.c.workspace == goes.workspace, column == goes.id)
    if column.primary_key:  # both may be there already; then one of them says it
        other = table.alias()
        same = [other.c[key.name] == key for key in table.primary_key if key is not column]
        session.execute(delete(table).where(*here, exists().where(other.c[column.name] == stays.id, *same)))
    session.execute(update(table).where(*here).values({column.name: stays.id}))


def _rewrite_history(session: Session, stays: Person, goes: Person) -> None:
    """The same in what an undo would bring back. Ids are random, so the text of one is nothing else by chance."""
    for history in _HISTORIES:
        for column in (history.before, history.after):
            named = cast(column, Text).contains(goes.id)
            here = history.workspace == goes.workspace
            for line in session.execute(select(history.id, column.label("told")).where(here, named)).all():
                told = {name: _renamed(value, stays.id, goes.id) for name, value in line.told.items()}
                session.execute(update(history).where(here, history.id == line.id).values({column.key: told}))
    mine = (AvailabilityChange.workspace == goes.workspace, AvailabilityChange.by_id == goes.id)
    session.execute(update(AvailabilityChange).where(*mine).values(by_id=stays.id))


def _rewrite_steps(session: Session, stays: Person, goes: Person) -> None:
    """And in whom ladders told."""
    here = (BlockerStep.workspace == goes.workspace, cast(BlockerStep.told, Text).contains(goes.id))
    for step in session.execute(select(BlockerStep.id, BlockerStep.told).where(*here)).all():
        told = _renamed(step.told, stays.id, goes.id)
        mine = (BlockerStep.workspace == goes.workspace, BlockerStep.id == step.id)
        session.execute(update(BlockerStep).where(*mine).values(told=told))


def _rewrite_lists(session: Session, stays: Person, goes: Person) -> None:
    """The same in lists of whom a check-in asks."""
    for series in session.scalars(select(CheckinSeries).where(CheckinSeries.workspace == goes.workspace)):
        if goes.id in series.people:
            series.people = sorted({stays.id if one == goes.id else one for one in series.people})
    session.flush()


def _renamed(value: Any, stays: str, goes: str) -> Any:
    """Lists hold ids, each once, or rows with an id among their cells."""
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return [{name: _renamed(cell, stays, goes) for name, cell in row.items()} for row in value]
    if isinstance(value, list):
        return sorted({stays if one == goes else one for one in value})
    return stays if value == goes else value
