"""What does the promise of `/blocked` cost, beside the same statements without anything around them?

Ratios within one run count; the machine does not. `make bench` prints the table.
"""

import itertools
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.app import create_app
from bot.clock import SystemClock, wall
from models.migrate import upgrade
from models.people import Person
from models.projects import Project
from models.store import Store, open_store
from planning.people import Standing
from services.policies import Policy
from tests.conftest import add_workspace
from tests.town import TEAM, Town
from ui.words import Commands

PAYLOAD = '{"text": "' + "x" * 300 + '", "blocks": [' + '{"type": "section"},' * 60 + "{}]}"  # as long as a card
LINE = "waiting on the security review for APOLLO since Monday, need it by Friday"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = Town(tmp_path_factory.mktemp("town"))
    yield made
    made.stop()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'bench.db'}", threads=4)
    upgrade(opened)
    add_workspace(opened, TEAM)
    with opened.write.begin() as session:
        for slack_id, name in (("U0MIA", "Mia"), ("U0TOMAS", "Tomás")):
            known = {
                "workspace": TEAM,
                "slack_id": slack_id,
                "standing": Standing.MEMBER,
                "created_at": datetime.now(UTC),
            }
            session.add(Person(id=slack_id.lower(), name=name, **known))
        session.flush()
        apollo = {"workspace": TEAM, "id": "apollo", "code": "APOLLO", "name": "Patient portal"}
        session.add(Project(**apollo, manager_id="u0tomas", channel="C0APOLLO"))
    yield opened
    opened.close()


@pytest.mark.benchmark(group="one /blocked")
def test_the_whole_command(benchmark: Any, store: Store, town: Town) -> None:
    """Bolt, sentence, inbox, blocker, history, outbox, audit and one durable commit; delivery to Slack apart."""
    client = town.client()
    app = create_app(
        client=client,
        sight_client=client,
        signing_secret=None,
        store=store,
        policy=Policy(),
        clock=SystemClock(),
        wall=wall,
        commands=Commands(),
    )
    numbers = itertools.count()

    def once() -> None:
        answer = app.dispatch(BoltRequest(body=_body(next(numbers)), mode="socket_mode"))
        assert "is filed" in answer.body

    benchmark(once)


@pytest.mark.benchmark(group="one /blocked")
def test_the_same_statements_in_plain_sqlite3(benchmark: Any, store: Store) -> None:
    """The rows that the command wrote, inserted again by hand with the same durability."""
    replay = _recorded(store)
    connection = sqlite3.connect(store.url.removeprefix("sqlite:///"), isolation_level=None)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    benchmark(lambda: replay(connection))


def _recorded(store: Store) -> Callable[[sqlite3.Connection], None]:
    """A function that writes the ten rows that one command writes, under new keys each time."""
    numbers = itertools.count(1)
    person = _person(store)

    def replay(connection: sqlite3.Connection) -> None:
        number = next(numbers)
        key, now = f"{number:032x}", "2026-11-25 10:00:00.000000"
        connection.execute("BEGIN IMMEDIATE")
        run = connection.execute
        run("SELECT id FROM people WHERE workspace=? AND slack_id=?", (TEAM, "U0MIA")).fetchone()
        run("INSERT INTO inbox (workspace, key, received_at) VALUES (?,?,?)", (TEAM, key, now))
        run("INSERT OR IGNORE INTO counters VALUES (?,'blockers',0)", (TEAM,))
        run("UPDATE counters SET value=value+1 WHERE workspace=? AND name='blockers'", (TEAM,))
        run(
            "INSERT INTO blockers (workspace,id,number,title,raised_by,reported_by,cause,since,state,version,created_at,"
            "updated_at) VALUES (?,?,?,?,?,?,'team','2026-11-23','open',1,?,?)",
            (TEAM, key, number, LINE, person, person, now, now),
        )
        run(
            "INSERT INTO blocker_changes (workspace,id,blocker_id,seq,what,by_id,at,before,after) "
            "VALUES (?,?,?,1,'reported',?,?,'{}','{}')",
            (TEAM, key, key, person, now),
        )
        run(
            "INSERT INTO audit (workspace,id,at,actor_id,door,action,subject_kind,subject_id,details) "
            "VALUES (?,?,?,?,'/blocked','blocker.reported','blocker',?,'{}')",
            (TEAM, key, now, person, key),
        )
        for place, target in (("channel", "C0APOLLO"), ("to:u0tomas", "U0TOMAS")):
            card = uuid.uuid4().hex
            run(
                "INSERT INTO cards (workspace,id,subject_kind,subject_id,place,target,version,sent_version) "
                "VALUES (?,?,'blocker',?,?,?,1,0)",
                (TEAM, card, key, place, target),
            )
            run(
                "INSERT INTO outbox (workspace,id,seq,act,kind,lane,target,card_id,in_thread,dedupe_key,nonce,payload,"
                "version,state,attempt,not_before,created_at) "
                "VALUES (?,?,?,'chat.postMessage','card',?,?,?,0,?,?,?,1,'pending',0,?,?)",
                (
                    TEAM,
                    uuid.uuid4().hex,
                    number,
                    target,
                    target,
                    card,
                    f"card:{card}:post",
                    card[:26],
                    PAYLOAD,
                    now,
                    now,
                ),
            )
        run("UPDATE inbox SET receipt='{}' WHERE workspace=? AND key=?", (TEAM, key))
        run("COMMIT")

    return replay


def _person(store: Store) -> str:
    with store.read.begin() as session:
        return str(session.query(Person).filter_by(slack_id="U0MIA").one().id)


def _body(number: int) -> dict[str, Any]:
    return {
        "command": "/blocked",
        "text": LINE,
        "team_id": TEAM,
        "user_id": "U0MIA",
        "channel_id": "C0GENERAL",
        "trigger_id": f"{number}.1.bench",
        "response_url": "https://hooks.example/1",
        "api_app_id": "A0APP",
    }
