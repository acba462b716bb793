"""Does what is private stay out of the log, /healthz and /metrics: at DEBUG, in both modes, while Slack misbehaves, and in
the traceback of a defect?"""

import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.house import House, house, until
from tests.security.wire import FORM, JSON, command, send

CANARIES = ("CANARY", "xoxb-", "xapp-", "playground-signing-secret", "hooks.slack.com/commands", "@fernwood-health")
TROUBLES = ("truncated", "html", "500", "reset_after", "internal_error", "429")

pytestmark = [pytest.mark.timeout(180)]


@pytest.fixture
def by_socket(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path) as built:
        built.start(CLEARWAY_LOG_LEVEL="DEBUG")
        yield built


@pytest.fixture(params=["http", "socket"])
def talkative(request: pytest.FixtureRequest) -> House:
    bot: House = request.getfixturevalue("served" if request.param == "http" else "by_socket")
    return bot


def say(bot: House, words: str) -> None:
    """Somebody's sentence, by whichever way this bot hears."""
    if bot.http:
        assert send(bot.port, command(words), FORM)[0] == 200
    else:
        bot.act("U0MIA", "command", channel="C0GENERAL", line=f"/blocked {words}")


def rename(bot: House, old: str, new: str) -> None:
    engine = create_engine(bot.database_url)
    with engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))
    engine.dispose()


def private(bot: House) -> list[str]:
    """Which canaries stand in the log."""
    log = bot.log.read_text()
    return [name for name in CANARIES if name in log]


def test_nothing_private_reaches_the_log_or_the_open_pages(talkative: House) -> None:
    for trouble in TROUBLES:
        talkative.town.fail("*", trouble, times=3, seconds=1)
        say(talkative, f"CANARYTITLE {trouble} for APOLLO")
    talkative.town.mend()
    until(lambda: not {"pending", "sending", "unknown"} & talkative.outbox().keys(), "all to be said", 45)
    assert private(talkative) == []
    with urllib.request.urlopen(f"http://127.0.0.1:{talkative.port}/metrics", timeout=5) as answer:
        pages = json.dumps(talkative.health()) + answer.read().decode()
    assert [name for name in (*CANARIES, "U0", "C0", "T0") if re.search(rf"\b{re.escape(name)}", pages)] == []


def test_nothing_private_stands_in_the_traceback_of_a_defect(talkative: House) -> None:
    """A table that is gone is a defect wherever it is asked for: in a handler, and in a job."""
    for table in ("blockers", "outbox"):
        until(lambda: not {"pending", "sending", "unknown"} & talkative.outbox().keys(), "all to be said", 45)
        before = talkative.log.read_text().count("Traceback")
        rename(talkative, table, f"{table}_away")
        say(talkative, f"CANARYTITLE of the {table} for APOLLO, ask canary.CANARY@fernwood-health.example")
        until(lambda before=before: talkative.log.read_text().count("Traceback") > before, "a traceback", 20)
        rename(talkative, f"{table}_away", table)
    assert private(talkative) == []


def test_nothing_private_of_what_cannot_be_read_reaches_the_log(served: House) -> None:
    for body, kind in (
        (b'{"type": "event_callback", "event": {"text": "CANARY \xff"}}', JSON),
        (b'{"type": "event_callback", "event": {"text": "CANARY', JSON),
        (b"payload=%7B%22CANARY", FORM),
        (b'["CANARY"]', JSON),
        (command("CANARY", name="/CANARY"), FORM),
        (command("CANARY") + b"&token=xoxb-1234-CANARY", FORM),
    ):
        assert send(served.port, body, kind)[0] == 200
        assert send(served.port, body, kind, signature="v0=" + "0" * 64)[0] == 401
        assert send(served.port, body, kind, signature="CANARY")[0] == 401
    assert private(served) == []
