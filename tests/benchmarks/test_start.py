"""How long does a start take until the first answer, beside the imports alone of what the bot is built on?"""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.benchmarks.figures import Figure, Sheet, rounds, summed_up
from tests.benchmarks.requests import form, signed
from tests.house import ROOT, House, house

# What any such bot imports before it does anything: Slack, a store, a scheduler, settings, a policy file, both ways in,
# metrics, and the readers' two libraries. Nothing of ours.
STACK = (
    *("slack_bolt", "slack_sdk.socket_mode.websocket_client", "sqlalchemy.orm", "sqlalchemy.dialects.sqlite"),
    *("apscheduler.schedulers.background", "pydantic_settings", "yaml", "waitress", "websocket"),
    *("prometheus_client", "rapidfuzz", "dateutil.parser"),
)
IDLE_SECONDS = 30


@pytest.fixture
def served(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path, http=True, warm=False) as built:
        yield built


@pytest.mark.timeout(300)
def test_from_the_start_to_the_first_answer(sheet: Sheet, served: House) -> None:
    bare, whole = [], []
    for number in range(rounds(10, 1)):
        begun = time.monotonic()
        subprocess.run([sys.executable, "-c", f"import {', '.join(STACK)}"], cwd=ROOT, check=True)
        bare.append((time.monotonic() - begun) * 1000)
        begun = time.monotonic()
        served.launch()
        assert b"is filed" in _first_answer(served, number)
        whole.append((time.monotonic() - begun) * 1000)
        assert served.stop() == 0
    found = [sheet.add(summed_up("start", "the imports of the bare stack", bare))]
    found.append(sheet.add(summed_up("start", "from nothing to the first answer", whole)))
    sheet.add(Figure("start", "times the bare stack", found[1].quiet / found[0].quiet, unit="×"))


@pytest.mark.timeout(120)
def test_what_an_idle_bot_takes(sheet: Sheet, served: House) -> None:
    served.start()
    assert served.bot is not None
    process = psutil.Process(served.bot.pid)
    time.sleep(rounds(6, 0))  # the first look at its own health is over
    process.cpu_percent()
    time.sleep(rounds(IDLE_SECONDS, 1))
    busy, memory = process.cpu_percent(), process.memory_info().rss / 1e6
    assert memory > 0
    sheet.add(Figure("idle", "memory", memory, unit="MB"))
    sheet.add(Figure("idle", f"processor, over {IDLE_SECONDS} s", busy, unit="%"))
    assert served.stop() == 0


def _first_answer(served: House, number: int) -> bytes:
    body = form(number, who="U0MIA")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
        try:
            connection.request("POST", "/slack/events", body, signed(body))
            return connection.getresponse().read()
        except OSError:
            time.sleep(0.005)
        finally:
            connection.close()
    raise AssertionError(served.log.read_text()[-2000:])
