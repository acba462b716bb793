"""How soon after a command does its card stand in the channel, when nothing holds it up?"""

import time
from pathlib import Path

import pytest

from tests.benchmarks.figures import Sheet, percentile, rounds, summed_up
from tests.benchmarks.requests import words
from tests.house import house, until


@pytest.mark.timeout(300)
@pytest.mark.parametrize("way", ["Socket Mode", "HTTP"])
def test_the_card_is_seen(sheet: Sheet, tmp_path: Path, way: str) -> None:
    """From the return key to the answer of the local Slack that shows it; both are asked over HTTP."""
    with house(tmp_path, http=way == "HTTP", warm=False) as built:
        built.start()
        taken = []
        for number in range(rounds(60, 2)):
            begun = time.monotonic()
            built.act("U0MIA", "command", channel="C0GENERAL", line=f"/blocked {words(number)}")
            until(lambda number=number: len(built.said("C0APOLLO")) > number, "the card")
            taken.append((time.monotonic() - begun) * 1000)
        note = f"p95 {percentile(taken, 0.95):.0f} ms"
        sheet.add(summed_up("card", f"visible after the command, {way}", taken, note=note))
        assert built.stop() == 0
