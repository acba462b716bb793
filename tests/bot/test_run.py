"""Does the real bot start, say what is wrong when it cannot, and end without losing an answer?"""

import json
import signal
import socket
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house import House, until

WORDS = "/blocked waiting on the security review for APOLLO since Monday"


@pytest.fixture
def built(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    made.import_portfolio()
    yield made
    made.close()


@pytest.fixture(params=[False, True], ids=["socket", "http"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path, http=request.param, warm=False)
    made.import_portfolio()
    yield made
    made.close()


def ask(built: House) -> str:
    answer = built.act("U0MIA", "command", channel="C0APOLLO", line=WORDS)["ack"]
    return str((answer or {}).get("text", ""))


def last_words(built: House) -> str:
    until(built.died, "the bot to end", 30)
    return built.log.read_text().strip().splitlines()[-1]


def test_it_serves_in_both_modes_and_ends_with_0(either: House):
    either.start()
    assert "B-1" in ask(either)
    either.card("C0APOLLO", "security review")
    assert either.stop() == 0
    words = either.log.read_text()
    assert "Traceback" not in words
    assert "ERROR" not in words


def test_it_starts_again_where_it_stopped(built: House):
    built.start()
    assert "B-1" in ask(built)
    assert built.stop() == 0
    built.start()
    assert "B-2" in ask(built)


def test_health_and_metrics_are_served_beside_socket_mode(built: House):
    built.start()
    ask(built)

    until(lambda: built.health()["ok"], "the timers that were due at the start to be run and looked at", 60)
    assert built.health()["outbox"]["failed"] == 0
    with urllib.request.urlopen(f"http://127.0.0.1:{built.port}/metrics") as answer:
        text = answer.read().decode()
    assert 'clearway_acks_total{door="socket",outcome="answered"}' in text
    assert "clearway_well 1.0" in text


def test_a_second_one_on_the_same_store_is_refused(built: House):
    built.start()
    first = built.bot
    done = built.command("run", CLEARWAY_HTTP_PORT="0")
    assert done.returncode == 1
    assert first is not None
    assert f"already running on {built.folder / 'store.db'} (process {first.pid})" in done.stderr


def test_a_taken_port_is_a_sentence(built: House):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", built.port))
        taken.listen()
        done = built.command("run")
    assert done.returncode == 1
    assert "Set CLEARWAY_HTTP_PORT to another port" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-unknown", "Slack does not know SLACK_BOT_TOKEN"),
        ("SLACK_APP_TOKEN", "xapp-unknown", "Slack does not know SLACK_APP_TOKEN"),
        ("SLACK_API_URL", "http://127.0.0.1:1/api/", "could not be reached"),
    ],
)
def test_what_slack_does_not_take_is_a_sentence(built: House, variable: str, value: str, said: str):
    done = built.command("run", **{variable: value})
    assert done.returncode == 1
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert "-unknown" not in done.stderr
    built.start()  # and it left nothing behind that keeps the next one from starting
    assert built.stop() == 0


def test_after_a_kill_the_store_is_checked_and_all_is_there(built: House):
    built.start()
    assert "B-1" in ask(built)
    built.kill()
    built.start()
    assert "the last run did not end properly: checking the store" in built.log.read_text()
    assert "B-2" in ask(built)
    built.stop()


def test_a_damaged_store_is_a_sentence(built: House):
    built.start()
    ask(built)
    built.kill()
    store = built.folder / "store.db"
    for part in (built.folder / "store.db-wal", built.folder / "store.db-shm"):
        part.unlink(missing_ok=True)
    store.write_bytes(b"SQLite format 3\0" + b"\xff" * 20_000)
    built.launch()
    assert "clearway db restore" in last_words(built)


def test_slack_may_come_up_later_when_it_is_waited_for(built: House):
    url = built.town.url
    port = url.rpartition(":")[2]
    built.town.stop()
    done: list[Any] = []
    waiting = threading.Thread(
        target=lambda: done.append(built.command("run", "--wait", "0.5", SLACK_API_URL=f"{url}/api/"))
    )
    waiting.start()
    waiting.join(30)
    assert "could not be reached" in done[0].stderr
    built.town.start("--port", port)
    built.start()


def sockets(built: House) -> int:
    return sum(one["state"] == "live" for one in built.town.ask("sockets")["sockets"])


@pytest.mark.parametrize("trouble", ["disconnect", "refresh"])
def test_no_command_is_lost_while_slack_renews_all_connections(built: House, trouble: str):
    built.start()
    for _ in range(3):
        built.town.ask("sockets", {"do": trouble, "seconds": 0.3})
        for _ in range(8):
            assert built.act("U0MIA", "command", channel="C0APOLLO", line="/blocked list")["ack"] is not None
        until(lambda: sockets(built) >= 2, "both connections to be renewed")
    assert "B-1" in ask(built)
    assert built.stop() == 0


def test_dropped_connections_are_replaced(built: House):
    built.start()
    for which in (0, 1):
        built.town.ask("sockets", {"do": "drop", "which": which})
        until(lambda: sockets(built) >= 2, "the dropped connection to be replaced")
    built.town.ask("sockets", {"do": "drop"})
    until(lambda: sockets(built) >= 2, "both dropped connections to be replaced")
    assert "B-1" in ask(built)
    assert built.stop() == 0


def test_a_stop_gives_the_answer_in_flight(either: House):
    either.start()
    asked: list[str] = []
    asking = [threading.Thread(target=lambda: asked.append(ask(either))) for _ in range(6)]
    for one in asking:
        one.start()
    status = either.stop()
    for one in asking:
        one.join(30)
    assert status == 0
    stored = {text.split()[0] for text in asked if text.startswith("B-")}
    either.start()
    shown = json.dumps(either.act("U0MIA", "command", channel="C0APOLLO", line="/blocked list")["ack"])
    number = int(ask(either).split()[0].removeprefix("B-"))
    # What was answered is stored, and nothing was stored without its answer having been given.
    assert number == len(stored) + 1
    assert all(f"{one} " in shown or f"{one}\\" in shown or one in shown for one in stored)


def test_silence_ends_the_process_for_its_supervisor(built: House):
    built.start()
    built.town.process.send_signal(signal.SIGSTOP)  # the machine is there, and nothing answers
    try:
        until(built.died, "the bot to give up on a silent Slack", 90)
    finally:
        built.town.process.send_signal(signal.SIGCONT)
    assert built.bot is not None
    assert built.bot.returncode == 75
    built.start()
    assert "B-1" in ask(built)
