"""What is stored about one person? All of it, table by table."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, Text, cast, or_, select
from sqlalchemy.orm import Session

from models.audit import AuditRow
from models.checkins import CheckinSeries
from models.climbs import BlockerStep
from models.outbox import Card, OutboxRow
from models.people import Person
from models.tables import METADATA

_PEOPLE = Person.__table__
# What the bot said to somebody stands in their conversation with it; here, when and of which kind.
_SAID = ("id", "act", "kind", "state", "created_at", "settled_at")
# Of a row about somebody else that names the person as well: that they did or are this, and nothing of the other's.
_OF_OTHERS = {
    "people": ("id", "deputy_id"),
    "person_skills": ("person_id", "skill_id", "confirmed_by_id", "confirmed_at"),
    "looks": ("id", "person_id", "reader_id", "what", "at"),
}

_ASKED = ("id", "name", "days", "opens", "closes")  # of a check-in that lists the person among others


def export(session: Session, person: Person) -> dict[str, Any]:
    """By table, the rows that name the person, as values for JSON. `person_id` says which of the ids in them is theirs.

    Somebody else's words and names are not theirs to take along: of other people only opaque ids are in it.
    """
    found = {"person_id": person.id, "people": [_plain(row) for row in _rows(session, _PEOPLE, _itself(person))]}
    for table in METADATA.sorted_tables:
        columns = naming(table)
        if columns:
            named = or_(*(column == person.id for column in columns))
            there = _rows(session, table, (table.c.workspace == person.workspace) & named)
            rows = [_plain(_theirs(table, row, person)) for row in there]
            found[table.name] = [*found.get(table.name, ()), *rows]
    found[BlockerStep.__tablename__] = [_step(row) for row in _rows(session, BlockerStep.__table__, _told(person))]
    asked = (CheckinSeries.workspace == person.workspace) & cast(CheckinSeries.people, Text).contains(person.id)
    series = [_plain(row) for row in _rows(session, CheckinSeries.__table__, asked)]
    found["asked_by"] = [{name: row[name] for name in _ASKED} for row in series]
    found["audit"] = [_plain(row) for row in _rows(session, AuditRow.__table__, _audited(person))]
    if person.slack_id is not None:
        for model in (OutboxRow, Card):
            mine = (model.workspace == person.workspace) & (model.target == person.slack_id)
            rows = [_plain(row) for row in _rows(session, model.__table__, mine)]
            found[model.__tablename__] = [{key: row[key] for key in _SAID if key in row} for row in rows]
    return {name: rows for name, rows in found.items() if rows}


def naming(table: Any) -> list[Column[Any]]:
    """The columns of a table that hold the id of a person."""
    return [
        element.parent
        for constraint in table.foreign_key_constraints
        if constraint.referred_table is _PEOPLE
        for element in constraint.elements
        if element.column is _PEOPLE.c.id
    ]


def _itself(person: Person) -> ColumnElement[bool]:
    return (Person.workspace == person.workspace) & (Person.id == person.id)


def _audited(person: Person) -> ColumnElement[bool]:
    about = (AuditRow.subject_kind == "person") & (AuditRow.subject_id == person.id)
    return (AuditRow.workspace == person.workspace) & ((AuditRow.actor_id == person.id) | about)


def _told(person: Person) -> ColumnElement[bool]:
    """The steps of ladders that were told to them."""
    return (BlockerStep.workspace == person.workspace) & cast(BlockerStep.told, Text).contains(f'"{person.id}"')


def _step(row: dict[str, Any]) -> dict[str, Any]:
    """A step as far as it is theirs: nothing of who was told with them."""
    return _plain({name: row[name] for name in ("id", "blocker_id", "number", "at", "act", "level")})


def _theirs(table: Table, row: dict[str, Any], person: Person) -> dict[str, Any]:
    """The row, where it is about the person or about nobody; else of it only what concerns them."""
    about = row["id"] if table is _PEOPLE else row.get("person_id", person.id)
    if about == person.id:
        return row
    kept = _OF_OTHERS.get(table.name, [column.name for column in naming(table)])
    return {name: row[name] for name in kept}


def _rows(session: Session, table: Table | Any, which: ColumnElement[bool]) -> Iterator[dict[str, Any]]:
    keys = list(table.primary_key)
    for row in session.execute(select(table).where(which).order_by(*keys)).mappings():
        yield dict(row)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in row.items() if value is not None}


def _value(value: Any) -> Any:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return [_value(one) for one in value] if isinstance(value, tuple) else value
