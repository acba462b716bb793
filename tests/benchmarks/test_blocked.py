"""What does the promise of `/blocked` cost, beside the same statements without anything around them?

Ratios within one run count; the machine does not.
"""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import func, make_url, select

from models.blockers import Blocker
from models.migrate import upgrade
from models.store import Store, open_store
from tests.benchmarks import desk
from tests.benchmarks.figures import Figure, Sheet, Way, rounds, side_by_side
from tests.benchmarks.recording import Replay, play, recorded
from tests.benchmarks.requests import deliveries
from tests.town import Town

WHOLE, PLAIN, ECHO = "the whole command", "its statements in the plain driver", "Bolt that only acknowledges"
Opened = tuple[Store, Store]
Connect = Callable[[], Any]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Two stores alike: one for the command, one for its statements."""
    stores = [_furnished(f"sqlite:///{tmp_path / name}.db") for name in ("command", "plain")]
    yield stores[0], stores[1]
    for store in stores:
        store.close()


@pytest.fixture
def opened_postgres(empty_postgres: str) -> Iterator[Store]:
    store = _furnished(empty_postgres)
    yield store
    store.close()


def _furnished(url: str) -> Store:
    store = open_store(url, threads=4)
    upgrade(store)
    desk.furnish(store)
    return store


def test_on_sqlite(sheet: Sheet, opened: Opened, slack: Town) -> None:
    store, beside = opened
    path = str(store.engine.url.database)
    connection = sqlite3.connect(path.replace("command", "plain"), isolation_level=None)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    _measure("SQLite", sheet, store, slack, connection)
    connection.close()
    assert _filed(beside) == _filed(store) - 2, (
        "each replay files a blocker, as each command does, but the two recorded"
    )


@pytest.mark.postgres
def test_on_postgresql(sheet: Sheet, opened_postgres: Store, slack: Town) -> None:
    address = make_url(opened_postgres.url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        _measure("PostgreSQL", sheet, opened_postgres, slack, connection)


def _measure(group: str, sheet: Sheet, store: Store, slack: Town, connection: Any) -> None:
    """Bolt, sentence, inbox, blocker, history, outbox, audit and one durable commit; the delivery to Slack apart."""
    client = slack.client()
    whole, echo, bodies = desk.door(desk.clearway(client, store)), desk.door(desk.echo(client)), deliveries()
    for _ in range(rounds(10)):
        assert b"is filed" in desk.knock(whole, next(bodies))
    replay = _recorded(store, lambda: desk.knock(whole, next(bodies)))
    for _ in range(rounds(10)):
        play(connection, replay.prepared())
    ways = {
        WHOLE: Way(lambda: next(bodies), lambda body: _answered(desk.knock(whole, body))),  # type: ignore[arg-type]
        PLAIN: Way(replay.prepared, lambda steps: play(connection, steps)),  # type: ignore[arg-type]
        ECHO: Way(lambda: next(bodies), lambda body: desk.knock(echo, body)),  # type: ignore[arg-type]
    }
    found = side_by_side(ways, rounds(300), group, sheet)
    ratio = found[PLAIN].quiet / found[WHOLE].quiet
    note = f"{len(replay)} statements, commits counted"
    sheet.add(Figure(group, "speed of the whole beside its statements", ratio, unit="of 1", note=note))


def _recorded(store: Store, command: Callable[[], object]) -> Replay:
    with recorded(store.engine) as first:
        command()
    with recorded(store.engine) as second:
        command()
    return Replay(first, second, _newest(store))


def _answered(answer: bytes) -> None:
    assert b"is filed" in answer, answer


def _newest(store: Store) -> int:
    with store.read.begin() as session:
        return session.scalars(select(func.max(Blocker.number))).one()


def _filed(store: Store) -> int:
    with store.read.begin() as session:
        return session.scalars(select(func.count()).select_from(Blocker)).one()
