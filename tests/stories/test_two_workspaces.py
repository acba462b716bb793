"""Do two processes that serve two workspaces from one store keep them apart, whatever ids the two share?"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.house import House, house, until
from tests.security.wire import FORM, JSON, command, send
from tests.town import TEAM

HARBOUR = "T0HARBOUR"
EACH = 3
LINE = "/blocked {word} {number} is not to be reached for APOLLO"
TRIED = """
SELECT id, attempt, not_before > now() AS waits FROM outbox
WHERE workspace = :team AND state = 'pending' AND attempt > 0 ORDER BY id
"""
CROSSED = "SELECT count(*) FROM outbox WHERE workspace = :team AND payload::text LIKE :word"

pytestmark = pytest.mark.postgres


@pytest.fixture
def two(empty_postgres: str, tmp_path: Path) -> Iterator[tuple[House, House]]:
    """Two workspaces with the same people, channels and projects: one served over HTTP, one by Socket Mode."""
    (tmp_path / "fernwood").mkdir()
    (tmp_path / "harbour").mkdir()
    with (
        house(tmp_path / "fernwood", database_url=empty_postgres, http=True) as fernwood,
        house(tmp_path / "harbour", database_url=empty_postgres, team=HARBOUR) as harbour,
    ):
        yield fernwood, harbour


def test_two_workspaces_in_one_store(two: tuple[House, House]) -> None:
    fernwood, harbour = two
    assert rows(fernwood, "SELECT workspace, count(*) FROM projects GROUP BY workspace ORDER BY workspace") == [
        (TEAM, 4),
        (HARBOUR, 4),
    ], "each import went to the workspace of its token"
    for one in two:
        one.launch()
    for one in two:
        until(one.ready, "the bot to be ready", 30)

    both_file_at_the_same_time(fernwood, harbour)
    what_is_for_the_other_is_left_alone(fernwood)
    one_goes_on_while_the_other_is_dead(fernwood, harbour)
    for team, word in ((TEAM, "Pier"), (HARBOUR, "Ward")):
        assert rows(fernwood, CROSSED, team=team, word=f"%{word}%") == [(0,)]
    assert fernwood.stop() == 0
    assert harbour.stop() == 0


def both_file_at_the_same_time(fernwood: House, harbour: House) -> None:
    lines = [(one, LINE.format(word=word, number=n)) for n in range(EACH) for one, word in words(fernwood, harbour)]
    with ThreadPoolExecutor(len(lines)) as pool:
        done = list(pool.map(lambda it: filed(*it), lines))
    for place in range(2):
        filed_there = [said.split(" is filed")[0] for said in done[place::2]]
        assert sorted(filed_there) == [f"B-{n}" for n in range(1, EACH + 1)], "each workspace counts for itself"
    for one, word in words(fernwood, harbour):
        until(lambda: len(one.said("C0APOLLO")) >= EACH, f"the cards of {word}")  # noqa: B023 - called at once
        until(lambda: one.told("U0TOMAS"), "the owner to be asked")  # noqa: B023
    for one, word in words(fernwood, harbour):
        assert sorted(titles(one)) == [f"{word} {n} is not to be reached" for n in range(EACH)], "once, and at home"
        assert len(posts(one)) == EACH


def filed(one: House, line: str) -> str:
    """What Mia reads who files it; where the machine is too slow, she does as she is told and tries again."""
    for _ in range(5):
        answer = one.act("U0MIA", "command", channel="C0GENERAL", line=line)
        assert answer["failure"] == ""
        if "nothing was changed" not in answer["ack"]["text"]:
            break
    return str(answer["ack"]["text"])


def what_is_for_the_other_is_left_alone(fernwood: House) -> None:
    """Signed with the right secret, and for a workspace that this store knows but this process does not serve."""
    before = everything(fernwood)
    status, said = send(fernwood.port, command("Pier 9 is not to be reached", team=HARBOUR), FORM)
    assert status == 200
    assert "not at home in the workspace" in json.loads(said)["text"]
    card = fernwood.said("C0APOLLO")[0]
    event = {"type": "message", "channel": "C0APOLLO", "user": "U0OMAR", "text": "Seen", "ts": "1795000000.000100"}
    event["thread_ts"] = card["ts"]
    body = {"type": "event_callback", "event_id": "Ev0ELSEWHERE", "team_id": HARBOUR, "event": event}
    assert send(fernwood.port, json.dumps(body).encode(), JSON) == (200, "")
    assert everything(fernwood) == before


def one_goes_on_while_the_other_is_dead(fernwood: House, harbour: House) -> None:
    """Killed with something left to say: it is said after the restart, once, by nobody else and nowhere else."""
    harbour.town.fail("chat.postMessage", "429", seconds=1)
    assert filed(harbour, "/blocked Pier 5 is closed for VEGA").startswith(f"B-{EACH + 1} is filed")
    until(lambda: unsaid(harbour), "a message that Slack would not take yet")
    harbour.kill()
    harbour.town.mend()
    left = until(lambda: unsaid(harbour, due=True), "it to be due")
    seen = len(harbour.town.ask("journal?since=0")["entries"])

    assert filed(fernwood, "/blocked Ward 5 is closed for VEGA").startswith(f"B-{EACH + 1} is filed")
    card = fernwood.card("C0VEGA", "Ward 5 is closed")
    fernwood.press("U0OMAR", card, "blockers.acknowledge")
    until(lambda: "Acknowledged" in str(fernwood.card("C0VEGA", "Ward 5 is closed")["blocks"]), "the card to say so")
    until(lambda: [one for one in fernwood.told("U0MIA") if "is with" in one["text"]], "the raiser to hear of it")
    assert len(fernwood.said("C0VEGA")) == 1
    assert len(harbour.town.ask("journal?since=0")["entries"]) == seen, "nobody spoke there"
    assert unsaid(harbour, due=True) == left, "what is another workspace's to say is not touched"

    harbour.start()
    harbour.card("C0VEGA", "Pier 5 is closed")
    assert len(harbour.said("C0VEGA")) == 1
    assert len(fernwood.said("C0VEGA")) == 1


def words(fernwood: House, harbour: House) -> tuple[tuple[House, str], tuple[House, str]]:
    return (fernwood, "Ward"), (harbour, "Pier")


def titles(one: House) -> list[str]:
    """Of the cards of APOLLO, as their headers say them."""
    return [card["blocks"][0]["text"]["text"].partition(" · ")[2] for card in one.said("C0APOLLO")]


def posts(one: House) -> list[dict[str, Any]]:
    accepted = one.town.journal("accepted", "chat.postMessage")
    return [entry for entry in accepted if entry["channel"] == "C0APOLLO"]


def everything(one: House) -> list[list[tuple[Any, ...]]]:
    tables = ("blockers", "blocker_changes", "inbox", "audit")  # what jobs go on writing may grow meanwhile
    count = "SELECT workspace, count(*) FROM {} GROUP BY workspace ORDER BY workspace"
    return [rows(one, count.format(table)) for table in tables]


def unsaid(one: House, *, due: bool = False) -> list[tuple[Any, ...]]:
    """Messages of the harbour that were tried in vain; with `due` only those whose pause is over."""
    found = rows(one, TRIED, team=HARBOUR)
    return found if not due or all(waits is False for *_, waits in found) else []


def rows(one: House, question: str, **values: str) -> list[tuple[Any, ...]]:
    """What the store itself says; no test may learn it from one of the processes that it tests."""
    engine = create_engine(one.database_url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(question), values)]
    engine.dispose()
    return found
