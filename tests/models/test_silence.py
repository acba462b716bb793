"""Does nobody wait for a PostgreSQL that is there and does not answer?"""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from sqlalchemy import text

from models.deadlines import DeadlinePassed, deadline
from models.store import Store, StoreBusy, open_store
from tests.soak.postgres import OwnPostgres, own_postgres

pytestmark = pytest.mark.postgres
ANSWER_SECONDS, SLACK_SECONDS = 2.2, 3.0  # that a handler takes at most, and that Slack waits


@pytest.fixture(scope="module")
def server() -> Iterator[OwnPostgres]:
    with own_postgres() as made:
        yield made


@pytest.fixture
def frozen(server: OwnPostgres) -> Iterator[tuple[Store, OwnPostgres]]:
    """A store with a few open connections to a server that has just stopped to answer."""
    store = open_store(server.url, threads=8)
    with ExitStack() as several:
        for _ in range(4):
            several.enter_context(store.read.begin()).execute(text("SELECT 1"))
    server.freeze()
    yield store, server
    server.thaw()
    store.close()


def asked(store: Store) -> str:
    """What becomes of a person's gesture, as the guard around every door lets it run."""
    try:
        with deadline(time.monotonic() + ANSWER_SECONDS), store.write.begin() as session:
            session.execute(text("SELECT 1"))
    except (StoreBusy, DeadlinePassed) as error:
        return type(error).__name__
    return "done"


@pytest.mark.hurried
def test_a_person_hears_within_the_deadline_that_the_store_is_away(frozen: tuple[Store, OwnPostgres]) -> None:
    store, server = frozen
    begun = time.monotonic()
    assert asked(store) == "StoreBusy"
    assert asked(store) == "StoreBusy"
    assert time.monotonic() - begun < SLACK_SECONDS, "both of them: a door opens the store twice"
    server.thaw()
    end = time.monotonic() + 20
    while asked(store) != "done":
        assert time.monotonic() < end, "it does not find back to a server that answers again"
        time.sleep(0.1)


def test_a_statement_under_way_is_given_up(server: OwnPostgres) -> None:
    store = open_store(server.url, threads=2)
    with pytest.raises(StoreBusy), deadline(time.monotonic() + ANSWER_SECONDS), store.write.begin() as session:
        session.execute(text("SELECT 1"))
        server.freeze()
        try:
            session.execute(text("SELECT 2"))
        finally:
            server.thaw()
    store.close()
