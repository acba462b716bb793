"""Does one command show everything, and does it end cleanly?"""

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from bot.settings import ROOT, child_environment
from tests.house import free_port, until

WORDS = "/blocked waiting on the security review for APOLLO since Monday, need it by Friday"


class Demo:
    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.process: subprocess.Popen[str] | None = None

    def launch(self, *options: str) -> subprocess.Popen[str]:
        given = ["--no-browser", "--port", str(self.port), "--folder", str(self.folder), *options]
        self.process = subprocess.Popen(
            [ROOT / "clearway", "demo", *given],
            env=child_environment({}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return self.process

    def start(self, *options: str) -> list[str]:
        """The four lines that it says when it is ready."""
        process = self.launch(*options)
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline() for _ in range(4)]
        assert lines[0], process.stderr.read()
        return lines

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        assert self.process is not None
        children = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(number)
        status = self.process.wait(30)
        assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]
        return status

    def act(self, **what: Any) -> dict[str, Any]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/control/act", json.dumps(what).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def said(self, channel: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/control/messages?channel={channel}") as answer:
            return str(json.load(answer))

    def child(self, words: str) -> psutil.Process:
        assert self.process is not None
        children = psutil.Process(self.process.pid).children(recursive=True)
        return next(child for child in children if words in " ".join(child.cmdline()))


def filed(answer: dict[str, Any]) -> int:
    """The number of the blocker that was filed."""
    said = re.search(r"B-([0-9]+) is filed", answer["ack"]["text"])
    assert said, answer
    return int(said[1])


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    made = Demo(tmp_path / "var")
    yield made
    if made.process is not None and made.process.poll() is None:
        made.stop(signal.SIGTERM)


@pytest.mark.parametrize("mode", [[], ["--http"]], ids=["socket", "http"])
def test_a_blocker_goes_from_a_sentence_to_the_projects_channel(demo: Demo, mode: list[str]):
    lines = demo.start(*mode)
    assert lines[0] == f"Clearway's demo is at http://127.0.0.1:{demo.port}\n"
    assert [line.strip()[:2] for line in lines[1:]] == ["1.", "2.", "3."]
    assert WORDS in lines[1]
    with urllib.request.urlopen(f"http://127.0.0.1:{demo.port}/") as page:
        assert page.status == 200
    answer = demo.act(**{"as": "U0MIA", "do": "command", "channel": "C0APOLLO", "line": WORDS})
    assert filed(answer)
    until(lambda: "Waiting on the security review" in demo.said("C0APOLLO"), "the card")
    assert demo.stop() == 0


def test_it_goes_on_where_it_stopped_until_fresh(demo: Demo):
    ask = {"as": "U0MIA", "do": "command", "channel": "C0APOLLO", "line": WORDS}
    (demo.folder).mkdir()
    (demo.folder / "mine.txt").write_text("not the demo's")
    numbers = []
    for options in [], [], ["--fresh"]:
        demo.start(*options)
        numbers.append(filed(demo.act(**ask)))
        assert demo.stop(signal.SIGTERM) == 0
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0]]
    assert (demo.folder / "mine.txt").exists()


def test_a_busy_port_is_one_sentence_and_starts_nothing(demo: Demo):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", demo.port))
        taken.listen()
        process = demo.launch()
        out, said = process.communicate(timeout=30)
    assert process.returncode == 2
    assert out == ""
    assert said.startswith(f"The demo cannot have port {demo.port}")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("port", [0, 99_999])
def test_a_port_that_cannot_be_is_one_sentence(demo: Demo, port: int):
    demo.port = port
    _, said = demo.launch().communicate(timeout=30)
    assert said == f"There is no port {port}: a port is a number from 1 to 65535.\n"


def test_a_store_that_was_never_filled_gets_the_sample(demo: Demo):
    demo.folder.mkdir()
    (demo.folder / "demo.db").touch()
    (demo.folder / "demo.db.new").write_bytes(b"half")
    demo.start()
    answer = demo.act(**{"as": "U0MIA", "do": "command", "channel": "C0RANDOM", "line": "/blocked no key for APOLLO"})
    assert "APOLLO · Patient portal" in str(answer["ack"])
    assert not (demo.folder / "demo.db.new").exists()


@pytest.mark.parametrize("left", [None, '{"x'], ids=["missing", "broken"])
def test_channels_that_began_anew_are_said(demo: Demo, left: str | None):
    demo.start()
    assert demo.stop() == 0
    (demo.folder / "playground.json").unlink()
    if left is not None:
        (demo.folder / "playground.json").write_text(left)
    process = demo.launch()
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(5)]
    assert lines[4].startswith("The playground's file was missing or unreadable")
    assert "--fresh" in lines[4]


def test_a_broken_store_is_said_with_the_bots_last_words(demo: Demo):
    demo.folder.mkdir()
    (demo.folder / "demo.db").write_bytes(b"this is no database" * 500)
    process = demo.launch()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.startswith("The bot stopped")
    assert "file is not a database" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(("words", "name"), [("bot.cli", "The bot"), ("playground", "The playground")])
def test_when_one_dies_the_other_is_stopped(demo: Demo, words: str, name: str):
    demo.start()
    dying, other = demo.child(f"-m {words}"), demo.child("-m playground" if words == "bot.cli" else "-m bot.cli")
    dying.kill()
    assert demo.process is not None
    _, said = demo.process.communicate(timeout=30)
    assert demo.process.returncode == 1
    assert said.startswith(f"{name} stopped, so the demo ends. Its last words:")
    assert not other.is_running()


def test_a_bot_that_asks_to_be_started_again_is(demo: Demo):
    demo.start()
    playground, before = demo.child("-m playground"), demo.child("-m bot.cli").pid
    os.kill(playground.pid, signal.SIGSTOP)  # as when the machine sleeps
    try:
        until(lambda: not psutil.pid_exists(before), "the bot to give up", 90)
    finally:
        os.kill(playground.pid, signal.SIGCONT)
    until(lambda: "clearway ready" in (demo.folder / "demo-bot.log").read_text(), "the bot to be back", 60)
    time.sleep(0.5)
    answer = demo.act(**{"as": "U0MIA", "do": "command", "channel": "C0APOLLO", "line": WORDS})
    assert filed(answer)
    assert demo.stop() == 0
