"""Is a person answered in Slack's three seconds while a table of PostgreSQL is locked?"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from tests.house import House, house
from tests.security.wire import FORM, JSON, command, event, press, send
from ui.notes import BUSY

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(120)]


@pytest.fixture
def on_postgres(empty_postgres: str, tmp_path: Path) -> Iterator[House]:
    with house(tmp_path, http=True, database_url=empty_postgres) as built:
        built.start()
        yield built


@pytest.fixture
def engine(on_postgres: House) -> Iterator[Engine]:
    made = create_engine(on_postgres.database_url)
    yield made
    made.dispose()


@pytest.mark.hurried
def test_a_locked_table_keeps_nobody_waiting(on_postgres: House, engine: Engine) -> None:
    port, threads = on_postgres.port, ThreadPoolExecutor(5)
    assert "is filed" in send(port, command("no access for APOLLO"), FORM)[1]
    for number, table in enumerate(("blockers", "people", "projects")):
        with engine.begin() as other:
            other.execute(text(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))
            gestures = [
                (command("no access for APOLLO"), FORM),
                (command("list"), FORM),
                (command("no access", who=f"U0NEW{number}"), FORM),
                (press("blockers.acknowledge", "0" * 32), FORM),
                (event({"type": "app_home_opened", "user": "U0MIA", "tab": "home"}), JSON),
            ]
            heard = list(threads.map(lambda gesture: send(port, *gesture), gestures))
        assert [status for status, _ in heard] == [200, 200, 200, 200, 503], "an event is to come again"
        assert BUSY in heard[0][1]
        assert BUSY in heard[1][1]
    threads.shutdown()
    assert "is filed" in send(port, command("no access for APOLLO"), FORM)[1]
