"""How is a row written: quickly, or only once whoever else is writing it?

The statements are made once and kept: to make one anew costs several times what its execution does.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Executable, Row, Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session, make_transient_to_detached

Model = TypeVar("Model", bound=DeclarativeBase)
Computed = tuple[str, ColumnElement[Any]]  # a column and what the database computes for it


def insert_row(session: Session, model: type[DeclarativeBase], values: Mapping[str, Any]) -> None:
    """Write a row past the objects of the session. A column that is not named gets its default."""
    session.connection().execute(_insert(model), values)


def placed(session: Session, model: type[Model], values: Mapping[str, Any]) -> Model:
    """Write a row and give it as the session would have read it: of columns that are not named, their emptiness."""
    insert_row(session, model, values)
    return known(session, model, values)


def known(session: Session, model: type[Model], values: Mapping[str, Any]) -> Model:
    """A row that was just written with these values, as an object of the session; it is not read again for that."""
    row = model(**{name: values.get(name) for name in _names(model)})
    make_transient_to_detached(row)
    session.add(row)
    session.info.setdefault("read", []).append(row)  # as every row that was read: the session itself forgets them
    return row


def insert_once(
    session: Session,
    model: type[DeclarativeBase],
    values: Mapping[str, Any],
    key: Sequence[str],
    computed: Computed | None = None,
) -> Row[Any] | None:
    """The inserted row's `key` columns, or None where a row with that unique key exists already, which stays as it is.

    `values` must be complete; they hold the parameters of what is `computed`, too.
    """
    statement = _insert_once(model, session.get_bind().dialect.name == "postgresql", tuple(key), computed)
    return session.connection().execute(statement, values).first()


@cache
def _names(model: type[DeclarativeBase]) -> tuple[str, ...]:
    return tuple(column.name for column in _table(model).columns)


@cache
def _insert(model: type[DeclarativeBase]) -> Executable:
    return insert(_table(model))


@cache
def _insert_once(
    model: type[DeclarativeBase], postgres: bool, key: tuple[str, ...], computed: Computed | None
) -> Executable:
    table = _table(model)
    statement = postgresql.insert(table) if postgres else sqlite.insert(table)
    if computed is not None:
        statement = statement.values({computed[0]: computed[1]})
    return statement.on_conflict_do_nothing(index_elements=list(key)).returning(*(table.c[name] for name in key))


def _table(model: type[DeclarativeBase]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101  (a mapped class always has one; this only tells the type checker)
    return table
