"""How is a row written only once, whoever else is writing it?"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session


def insert_once(
    session: Session, model: type[DeclarativeBase], values: Mapping[str, Any], key: Sequence[str]
) -> Row[Any] | None:
    """The inserted row's `key` columns, or None where a row with that unique key exists already, which stays as it is.

    `values` must be complete: a Core insert knows no defaults of the mapped class.
    """
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101  (a mapped class always has one; this only tells the type checker)
    if session.get_bind().dialect.name == "postgresql":
        return session.execute(
            postgresql.insert(table)
            .values(**values)
            .on_conflict_do_nothing(index_elements=list(key))
            .returning(*(table.c[name] for name in key))
        ).first()
    return session.execute(
        sqlite.insert(table)
        .values(**values)
        .on_conflict_do_nothing(index_elements=list(key))
        .returning(*(table.c[name] for name in key))
    ).first()
