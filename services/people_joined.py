"""How do two rows become one person, when Slack's word shows that they are?

Somebody met in Slack has a row with a Slack id; imported by e-mail, the same person has another one, and a project may
name that as its manager. The row from Slack stays, because living messages and forms know it by its id.
"""

from typing import Any

from sqlalchemy import Column, Table, Text, cast, delete, exists, select, update
from sqlalchemy.orm import Session

from models.blockers import BlockerChange
from models.people import Person
from models.tables import METADATA

# What an import tells of a person and Slack does not; the row that stays keeps what it has.
_IMPORTED = ("team_id", "deputy_id", "away_from", "away_until", "zone")


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
    for column in (BlockerChange.before, BlockerChange.after):
        named = cast(column, Text).contains(goes.id)
        lines = session.execute(
            select(BlockerChange.id, column.label("told")).where(BlockerChange.workspace == goes.workspace, named)
        ).all()
        for line in lines:
            told = {name: _renamed(value, stays.id, goes.id) for name, value in line.told.items()}
            session.execute(
                update(BlockerChange)
                .where(BlockerChange.workspace == goes.workspace, BlockerChange.id == line.id)
                .values({column.key: told})
            )


def _renamed(value: Any, stays: str, goes: str) -> Any:
    if isinstance(value, list):
        return sorted({stays if one == goes else one for one in value})
    return stays if value == goes else value
