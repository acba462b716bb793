"""Do the migrations make what the tables say, on both databases?"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text

from models.attention import Prompt
from models.migrate import StoreTooNew, is_current, revision, upgrade
from models.migrations import HEAD
from models.people import Person
from models.projects import Project
from models.store import Store, open_store
from models.tables import METADATA


def test_the_migrations_make_the_tables_that_are_declared(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_head_names_the_newest_migration(store: Store) -> None:
    scripts = ScriptDirectory(str(Path("models/migrations").resolve()))
    assert scripts.get_heads() == [HEAD]
    assert is_current(store.engine)


def test_an_empty_store_is_not_current_until_it_is_upgraded(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'new.db'}")
    assert revision(store.engine) is None
    upgrade(store)
    assert is_current(store.engine)
    upgrade(store)
    assert is_current(store.engine)
    store.close()


def test_a_store_of_a_newer_version_is_left_alone(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        assert not is_current(store.engine)
        with pytest.raises(StoreTooNew, match="9999"):
            upgrade(store)
    finally:
        with store.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD})


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'half.db'}")
    with store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE projects (id INTEGER)"))  # in the way of the first migration
    with pytest.raises(Exception, match="projects"):
        upgrade(store)
    assert inspect(store.engine).get_table_names() == ["projects"]
    store.close()


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_notes_of_an_older_import_become_columns(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, workspace_row: str
) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}" if kind == "sqlite" else request.getfixturevalue("empty_postgres")
    store = open_store(url, threads=2)
    upgrade(store, to="0003")
    full = {
        "week": "8 8 8 8 4.5 0 0",
        "project_share": "0.75",
        "holidays": "DE-BY",
        "cost_rate": "95.5",
        "active": "yes",
    }
    with store.engine.begin() as connection:
        connection.execute(text(workspace_row))
        for id_, notes in {"full": full, "part": {"cost_rate": "0", "risk": "high"}, "none": {}}.items():
            connection.execute(
                text(
                    "INSERT INTO people (workspace, id, name, standing, is_admin, roles, notes, created_at)"
                    " VALUES ('T1', :id, '', 'member', false, '[]', :notes, '2026-01-01 00:00:00')"
                ),
                {"id": id_, "notes": json.dumps(notes)},
            )
    upgrade(store)
    with store.read.begin() as session:
        found = {person.id: person for person in session.scalars(select(Person))}
        moved = [
            (one.week, one.project_share, one.holidays, one.cost_rate, one.notes)
            for one in (found["full"], found["part"], found["none"])
        ]
    week = tuple(map(Decimal, ["8", "8", "8", "8", "4.5", "0", "0"]))
    assert moved == [
        (week, Decimal("0.75"), "DE-BY", Decimal("95.50"), {"active": "yes"}),
        (None, None, None, Decimal(0), {"risk": "high"}),
        (None, None, None, None, {}),
    ]
    store.close()


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_the_money_of_projects_leaves_their_notes(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, workspace_row: str
) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}" if kind == "sqlite" else request.getfixturevalue("empty_postgres")
    store = open_store(url, threads=2)
    upgrade(store, to="0009")
    full = {"budget": "420000.5", "benefit": "0", "confidence": "0.85", "risk": "high"}
    with store.engine.begin() as connection:
        connection.execute(text(workspace_row))
        for code, notes in {"FULL": full, "PART": {"confidence": "1"}, "NONE": {}}.items():
            connection.execute(
                text(
                    "INSERT INTO projects (workspace, id, code, name, status, notes)"
                    " VALUES ('T1', :code, :code, '', 'active', :notes)"
                ),
                {"code": code, "notes": json.dumps(notes)},
            )
    upgrade(store)
    with store.read.begin() as session:
        moved = {
            one.code: (one.budget, one.benefit, one.confidence, one.notes) for one in session.scalars(select(Project))
        }
    assert moved == {
        "FULL": (Decimal("420000.50"), Decimal(0), Decimal("0.85"), {"risk": "high"}),
        "PART": (None, None, Decimal(1), {}),
        "NONE": (None, None, None, {}),
    }
    store.close()


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_what_was_counted_before_anybody_answered_for_overruns_stays(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, workspace_row: str
) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}" if kind == "sqlite" else request.getfixturevalue("empty_postgres")
    store = open_store(url, threads=2)
    upgrade(store, to="0006")
    with store.engine.begin() as connection:
        connection.execute(text(workspace_row))
        connection.execute(
            text(
                "INSERT INTO people (workspace, id, name, standing, is_admin, roles, notes, created_at)"
                " VALUES ('T1', 'mia', '', 'member', false, '[]', '{}', '2026-01-01 00:00:00')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO attention (workspace, id, person_id, week, at, kind, outbox_id)"
                " VALUES ('T1', 'a', 'mia', '2026-03-02', '2026-03-02 09:00:00', 'notice', 'o')"
            )
        )
    upgrade(store)
    with store.read.begin() as session:
        (kept,) = session.scalars(select(Prompt))
        assert (kept.person_id, kept.week, kept.over_by) == ("mia", date(2026, 3, 2), None)
    store.close()


@pytest.fixture
def workspace_row() -> str:
    return (
        "INSERT INTO workspaces (id, name, url, zone, bot_user_id, bot_id, created_at)"
        " VALUES ('T1', '', '', 'UTC', '', '', '2026-01-01 00:00:00')"
    )


@pytest.mark.postgres
def test_a_fresh_postgres_is_brought_to_the_newest_shape(empty_postgres: str) -> None:
    store = open_store(empty_postgres, threads=2)
    upgrade(store)
    assert is_current(store.engine)
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    store.close()
