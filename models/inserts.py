"""How is a row written: quickly, or only once whoever else is writing it?

The statements are compiled once and kept as text: to make one anew costs several times what its execution does, and
SQLAlchemy's own way from a statement to the driver as much again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Dialect, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session, make_transient_to_detached

Model = TypeVar("Model", bound=DeclarativeBase)
Computed = tuple[str, ColumnElement[Any]]  # a column and what the database computes for it
Convert = Callable[[Any], Any]


def insert_row(session: Session, model: type[DeclarativeBase], values: Mapping[str, Any]) -> None:
    """Write a row past the objects of the session. `values` must hold every column that has a default."""
    _write(session, model, values, (), None)


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
    connection = session.connection()
    kept = _kept(model, connection.dialect, tuple(values), key, computed)
    return connection.exec_driver_sql(kept.text, kept.parameters(values)).rowcount


@dataclass(frozen=True)
class _Kept:
    """An INSERT as the driver takes it."""

    text: str
    places: tuple[tuple[str, Convert | None], ...]  # each parameter, and what makes the driver's value of ours
    fixed: Mapping[str, Any]  # parameters that are the same every time
    positional: bool  # or by name, as the driver wants them

    def parameters(self, values: Mapping[str, Any]) -> Any:
        given = {**self.fixed, **values} if self.fixed else values
        made = (convert(given[name]) if convert is not None else given[name] for name, convert in self.places)
        return tuple(made) if self.positional else dict(zip((name for name, _ in self.places), made, strict=True))


@lru_cache(maxsize=256)
def _kept(
    model: type[DeclarativeBase],
    dialect: Dialect,
    names: tuple[str, ...],
    key: tuple[str, ...],
    computed: Computed | None,
) -> _Kept:
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
    types = {name: bound.type.dialect_impl(dialect) for bound, name in made.bind_names.items()}
    return _Kept(
        text=made.string,
        places=tuple((name, types[name].bind_processor(dialect)) for name in made.positiontup or types),
        fixed={name: value for name, value in made.params.items() if name not in names},
        positional=made.positiontup is not None,
    )


@lru_cache
def _names(model: type[DeclarativeBase]) -> tuple[str, ...]:
    return tuple(column.name for column in _table(model).columns)


def _table(model: type[DeclarativeBase]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101  (a mapped class always has one; this only tells the type checker)
    return table
