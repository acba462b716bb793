"""Does the command line start, say it is ready, keep its state, end cleanly, and explain what is wrong?"""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest
from slack_sdk import WebClient

MANIFEST = {
    "display_information": {"name": "Helper"},
    "features": {
        "bot_user": {"display_name": "Helper Bot"},
        "slash_commands": [{"command": "/help-me", "description": "Helps", "should_escape": True}],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write"], "bot_optional": ["files:read"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened"]}},
}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "playground", "--port", "0", *arguments]


@contextmanager
def running(*arguments: str, end: int = signal.SIGTERM) -> Iterator[str]:
    """A playground in a process of its own; its address. It must end with status 0 and without complaint."""
    process = subprocess.Popen(command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.startswith("playground ready on http://127.0.0.1:")
        yield line.split()[-1]
        process.send_signal(end)
        _, complaints = process.communicate(timeout=15)
        assert (process.returncode, complaints) == (0, "")
    finally:
        process.kill()
        process.wait()


def ended(*arguments: str) -> str:
    """What is said on stderr by a playground that must not start."""
    done = subprocess.run(command(*arguments), capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_world_lives_on(tmp_path: Path) -> None:
    manifest, state = tmp_path / "manifest.json", tmp_path / "state.json"
    manifest.write_text(json.dumps(MANIFEST))
    options = ("--manifest", str(manifest), "--state", str(state))
    with running(*options, end=signal.SIGINT) as url:
        bot = WebClient("xoxb-playground", base_url=f"{url}/api/")
        ts = bot.chat_postMessage(channel="C0PMO", text="still here")["ts"]
        assert bot.auth_test().headers["x-oauth-scopes"] == "chat:write,files:read"
    with running(*options) as url:
        bot = WebClient("xoxb-playground", base_url=f"{url}/api/")
        assert bot.auth_test()["user"] == "helperbot"
        assert bot.chat_update(channel="C0PMO", ts=ts, text="changed")["ok"]
        assert httpx.get(url, follow_redirects=True).status_code == 200


def test_it_ends_without_complaint_although_pages_are_open_and_tests_wait() -> None:
    with ExitStack() as open_until_after_the_end:
        with running() as url:
            page = open_until_after_the_end.enter_context(httpx.stream("GET", f"{url}/page/live?as=U0MIA", timeout=60))
            assert next(page.iter_raw())
            waiting = HTTPConnection(url.removeprefix("http://"), timeout=60)
            waiting.request("GET", "/control/clock?seen=1&wait=60")
            assert httpx.get(f"{url}/control/clock").status_code == 200  # so the request before it has arrived, too
        assert waiting.getresponse().status == 200


def test_without_a_manifest_the_app_may_do_nothing() -> None:
    with running() as url:
        answer = httpx.post(f"{url}/api/chat.postMessage", headers={"authorization": "Bearer xoxb-playground"}).json()
        assert (answer["error"], answer["provided"]) == ("missing_scope", "")


def test_a_busy_port() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        said = ended("--port", port)
        assert said == f"Port {port} of 127.0.0.1 cannot be used: Address already in use. Choose another with --port.\n"


@pytest.mark.parametrize("option", ["--manifest", "--sample"])
def test_files_that_cannot_be_read(tmp_path: Path, option: str) -> None:
    assert "cannot be read: No such file or directory." in ended(option, str(tmp_path / "none.json"))
    broken = tmp_path / "broken.json"
    broken.write_text('{"team": 3}')
    assert "is not as it should be" in ended(option, str(broken))


def test_a_state_that_is_a_folder(tmp_path: Path) -> None:
    assert ended("--state", str(tmp_path)) == f"The file {tmp_path} cannot be used: Is a directory.\n"


def test_a_broken_state_is_moved_aside(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    state.write_text("{")
    process = subprocess.Popen(
        command("--state", str(state)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("playground ready on")
        process.terminate()
        _, said = process.communicate(timeout=15)
    finally:
        process.kill()
    assert "cannot be used" in said
    assert said.endswith("It is kept as state.json.broken; this is a fresh start.\n")
    assert (tmp_path / "state.json.broken").read_text() == "{"


def test_a_bot_that_dies_in_the_middle_of_a_call_is_no_fault_of_the_playground() -> None:
    with running() as url:
        host, _, port = url.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port))) as wire:
            wire.sendall(b"POST /api/chat.postMessage HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\nhalf")
        assert httpx.post(f"{url}/api/auth.test").json()["ok"] is False
