"""How does alembic reach the store? Through a connection that is handed over, within a transaction of its owner."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from models.base import UtcDateTime
from models.tables import METADATA


def render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Own types are written as what the database sees, so that a migration never depends on the code of a later day."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


migrate(context.config.attributes["connection"])
