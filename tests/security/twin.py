"""How does a second workspace come into a store in which every id is that of the first?"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from models.store import Store
from models.tables import METADATA

CANARY = "CANARY"
# What is somebody's words, by column; everything else collides.
WORDS = {"title", "text", "cleared_with", "description", "reason"}
JSONS = {"payload", "receipt", "before", "after", "details", "notes"}
TABLES = [table for table in METADATA.sorted_tables if "workspace" in table.c]

Row = tuple[Any, ...]
Kept = Mapping[str, list[dict[str, Any]]]


def kept(store: Store, workspace: str) -> Kept:
    """What a workspace holds, by table, to be brought back by `mirror`."""
    with store.engine.connect() as connection:
        return {table.name: _rows(connection, table, workspace) for table in TABLES}


def mirror(store: Store, ours: str, theirs: str, rows_of: Kept | None = None) -> None:
    """Make the workspace `theirs` a copy of `ours` as it is: the same ids of people, channels, messages and rows.

    `rows_of`: what ours is to hold from now on, instead of what it holds.

    Its words are canaries, its people are all admins, and its blockers are live. Its rows come before ours wherever a
    database reads them in the order of writing, so that a query that forgets to ask meets them.
    """
    rows_of = rows_of if rows_of is not None else kept(store, ours)
    with store.engine.begin() as connection:
        for table in reversed(TABLES):
            connection.execute(delete(table).where(table.c.workspace.in_([ours, theirs])))
        for table in TABLES:
            if rows := rows_of[table.name]:
                connection.execute(insert(table), [_theirs(table.name, row, theirs) for row in rows])
                _put_back(connection, table, rows)


def snapshot(store: Store, workspace: str) -> dict[str, list[Row]]:
    """Every row of a workspace, by table."""
    with store.engine.connect() as connection:
        return {
            table.name: sorted(
                (tuple(row) for row in connection.execute(select(table).where(table.c.workspace == workspace))),
                key=repr,
            )
            for table in TABLES
        }


def _rows(connection: Connection, table: Table, workspace: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table).where(table.c.workspace == workspace)).mappings()]


def _put_back(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """A row may name one of its own table that is written after it."""
    connection.execute(insert(table), [{**row, **dict.fromkeys(row.keys() & {"duplicate_of"})} for row in rows])
    for row in rows:
        if row.get("duplicate_of"):
            mine = (table.c.workspace == row["workspace"], table.c.id == row["id"])
            connection.execute(update(table).where(*mine).values(duplicate_of=row["duplicate_of"]))


def _theirs(table: str, row: dict[str, Any], theirs: str) -> dict[str, Any]:
    made = {**row, "workspace": theirs}
    for column, value in row.items():
        if column in WORDS and value is not None:
            made[column] = f"{CANARY} {value}"
        elif column in JSONS and value is not None:
            made[column] = {"text": CANARY, "blocks": []}
    if table == "people":
        made |= {"name": f"{CANARY} {row['name']}", "email": f"{CANARY.lower()}@example.org", "roles": ["pmo"]}
    if table == "cards":  # the same place in Slack, another matter
        made |= {"subject_id": row["subject_id"][::-1]}
    if table == "projects":
        made |= {"name": f"{CANARY} {row['name']}"}
    if table == "blockers":
        made |= {"state": "open", "duplicate_of": None, "cleared_at": None}
    return made
