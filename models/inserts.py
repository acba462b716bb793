"""How is a row written: quickly, or only once whoever else is writing it?"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Dialect, Table, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session, make_transient_to_detached
from sqlalchemy.sql.compiler import SQLCompiler

from models.kept import Kept, kept

Model = TypeVar("Model", bound=DeclarativeBase)
_AT_ONCE = 5000  # rows handed over at a time: the driver's copy of them takes memory
Computed = tuple[str, ColumnElement[Any]]  # a column and what the database computes for it


def insert_row(session: Session, model: type[DeclarativeBase], values: Mapping[str, Any]) -> None:
    """Write a row past the objects of the session. `values` must hold every column that has a default."""
    _write(session, model, values, (), None)


def insert_rows(session: Session, model: type[DeclarativeBase], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write many rows past the objects of the session, in one statement for all of them; each names the same columns.

    Given the class, SQLAlchemy would leave out what is None, and begin a new statement wherever that changes.
    """
    for start in range(0, len(rows), _AT_ONCE):
        session.execute(insert(_table(model)), rows[start : start + _AT_ONCE])


def placed(session: Session, model: type[Model], values: Mapping[str, Any]) -> Model:
    """Write a row and give it as the session would have read it: of columns that are not named, their emptiness."""
    insert_row(session, model, values)
    return known(session, model, values)


def known(session: Session, model: type[Model], values: Mapping[str, Any]) -> Model:
    """A row that was just written with these values, as an object of the session; it is not read again for that."""
    row = model()
    vars(row).update((name, values.get(name)) for name in _names(model))  # as loaded: nothing of it is a change
    make_transient_to_detached(row)
    session.add(row)
    session.info.setdefault("read", []).append(row)  # as every row that was read: the session itself forgets them
    return row


def insert_once(
    session: Session,
    model: type[DeclarativeBase],
    values: Mapping[str, Any],
    key: tuple[str, ...],
    computed: Computed | None = None,
) -> bool:
    """Whether the row was written: False where one with that unique `key` exists already, which stays as it is.

    `values` must be complete; they hold the parameters of what is `computed`, too.
    """
    return _write(session, model, values, key, computed) == 1


def _write(
    session: Session,
    model: type[DeclarativeBase],
    values: Mapping[str, Any],
    key: tuple[str, ...],
    computed: Computed | None,
) -> int:
    """How many rows were written."""
    statement = _kept(model, session.connection().dialect, tuple(values), key, computed)
    return statement.execute(session, values).rowcount


@lru_cache(maxsize=256)
def _kept(
    model: type[DeclarativeBase],
    dialect: Dialect,
    names: tuple[str, ...],
    key: tuple[str, ...],
    computed: Computed | None,
) -> Kept:
    """Compiled for these columns, and no others: no default is filled in here."""
    table = _table(model)
    statement = postgresql.insert(table) if dialect.name == "postgresql" else sqlite.insert(table)
    if computed is not None:
        statement = statement.values({computed[0]: computed[1]})
    if key:
        statement = statement.on_conflict_do_nothing(index_elements=list(key))
    columns = [name for name in names if name in table.c]
    made = statement.compile(dialect=dialect, column_keys=columns)
    if missing := [column.name for column in made.insert_prefetch]:
        raise ValueError(f"a row of {table.name} needs its {', '.join(missing)}")
    assert isinstance(made, SQLCompiler)  # noqa: S101  (only tells the type checker)
    return kept(made, dialect)


@lru_cache
def _names(model: type[DeclarativeBase]) -> tuple[str, ...]:
    return tuple(column.name for column in _table(model).columns)


def _table(model: type[DeclarativeBase]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101  (a mapped class always has one; this only tells the type checker)
    return table
