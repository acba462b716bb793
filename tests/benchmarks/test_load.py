"""Does the bot answer in time while many report at once, as a process of its own behind its own HTTP server?"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.figures import FOLDER, Figure, Sheet, rounds, summed_up
from tests.house import ROOT, House, house

RATE, SECONDS = 150, 60


@pytest.fixture
def served(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path, http=True, warm=False) as built:
        yield built


@pytest.mark.timeout(300)
@pytest.mark.parametrize("pace", ["on", "off"])
def test_150_commands_a_second(sheet: Sheet, served: House, pace: str) -> None:
    """`pace`: whether the courier keeps below Slack's limits, as it does in real life, or sends all it can beside."""
    served.start(CLEARWAY_LIMITS=pace)
    rate, seconds = rounds(RATE, 10), rounds(SECONDS, 1)
    told = _storm(served, rate, seconds)
    assert FOLDER or told["wrong"] == [], "in a real run errors are counted, not asserted"
    assert len(told["times"]) == rate * seconds
    sending = "the courier at Slack's pace" if pace == "on" else "the courier sending all it can"
    sheet.add(summed_up("load", f"150 commands/s for 60 s, {sending}", told["times"]))
    sheet.add(Figure("load", "the longest of them", max(told["times"]), note=f"{len(told['wrong'])} errors"))


def _storm(served: House, rate: float, seconds: float) -> dict[str, Any]:
    url = f"http://127.0.0.1:{served.port}/slack/events"
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.storm", url, "--rate", str(rate), "--seconds", str(seconds)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=seconds + 60,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
