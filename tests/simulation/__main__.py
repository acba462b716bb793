"""How does one live a quarter of a small organisation: `make simulate WEEKS=13 SEED=1`?"""

import argparse
import logging
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from tests.simulation.measures import Figures
from tests.simulation.page import page
from tests.simulation.weeks import HABITS, WAYS, lived
from tests.soak.proof import machine

KEPT = Path(__file__).parents[2] / "docs" / "simulation.md"
WEEKS, SEED = 13, 1
MOST = 2  # unasked messages to a person in a week, in the middle


def main(arguments: list[str]) -> int:
    """0 where people are left in peace as it is promised, 1 where they are not."""
    parser = argparse.ArgumentParser("make simulate", description=__doc__)
    parser.add_argument("--weeks", type=int, default=WEEKS, help=f"how many ({WEEKS})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"the same seed lives the same again ({SEED})")
    parser.add_argument("--processes", type=int, default=2, help="at the same time (2)")
    given = parser.parse_args(arguments)
    begun = time.monotonic()
    with ProcessPoolExecutor(given.processes) as processes:
        running = {name: processes.submit(_lived, name, given.weeks, given.seed) for name in WAYS}
        found = {name: one.result() for name, one in running.items()}
    minutes, today = (time.monotonic() - begun) / 60, datetime.now(UTC).date()
    said = page(found, HABITS, seed=given.seed, machine=machine(), minutes=minutes, today=today)
    print(said)
    if (given.weeks, given.seed) == (WEEKS, SEED):
        KEPT.write_text(said, encoding="utf-8")
    return 1 if broken(found["clearway"]) else 0


def broken(mine: Figures) -> bool:
    """Whether it asks too much of people, goes above somebody's budget without a human, or failed at something."""
    sentences = [
        f"{mine.unanswered_for} messages above the budget for which nobody answers" * bool(mine.unanswered_for),
        f"a median of {mine.messages.median:g} messages a week, where {MOST} are promised"
        * (mine.messages.median > MOST),
        *mine.failed,
    ]
    for sentence in filter(None, sentences):
        print("!!", sentence, file=sys.stderr)
    return any(sentences)


def _lived(name: str, weeks: int, seed: int) -> Figures:
    logging.getLogger("slack_sdk").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="clearway-simulate-") as folder:
        return lived(WAYS[name], weeks, seed, Path(folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
