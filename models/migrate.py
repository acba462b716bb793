"""Has the store the shape that this code needs, and how does it get it?"""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect, text

from models.migrations import HEAD
from models.store import Store

if TYPE_CHECKING:
    from alembic.config import Config


class StoreTooNew(Exception):
    """The store was migrated by a newer Clearway; this one must not write to it."""


def revision(engine: Engine) -> str | None:
    """The store's revision, or None where it is empty. Does not import alembic, so that a start stays quick."""
    with engine.execution_options(readonly=True).connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found


def is_current(engine: Engine) -> bool:
    """Whether the store has exactly the shape of this code."""
    return revision(engine) == HEAD


def upgrade(store: Store, *, to: str = "head") -> None:
    """Bring the store to the newest shape, in one transaction: a migration that fails leaves nothing behind.

    Two processes that start together take turns. Raises StoreTooNew where the store knows a revision that we do not.
    """
    from alembic import command

    with store.engine.begin() as connection:
        if store.write.postgres:
            connection.execute(text("SELECT pg_advisory_xact_lock(7236551)"))  # held until this transaction ends
        config = _config(connection)
        _refuse_newer(connection, config)
        command.upgrade(config, to)


def draft(store: Store, number: str, message: str) -> None:
    """Write the migration `number` that brings this (empty or current) store to the tables as they are now declared.

    It is a draft to be read: a constraint that SQLite cannot add later, and data that must move, are not in it.
    """
    from alembic import command

    with store.engine.begin() as connection:
        command.revision(_config(connection), message=message, autogenerate=True, rev_id=number)


def _config(connection: Connection) -> "Config":
    from pathlib import Path

    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def _refuse_newer(connection: Connection, config: Any) -> None:
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    here = MigrationContext.configure(connection).get_current_revision()
    if here is not None and here not in known:
        raise StoreTooNew(f"the store has revision {here}, which this version of Clearway does not know")
