"""Does each series come once on each local day, in zones that do strange things? Each half hour of five years."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.planning.clocks import FIRST, LAST, TIMES, ZONES, Clock, walked
from tests.soak.findings import Findings, Round


@contextmanager
def opened(folder: Path) -> Iterator[Round]:
    yield _zone


def _zone(number: int, chance: Random) -> Findings:
    """Chance has no part in it: a round takes the next zone."""
    name = ZONES[number % len(ZONES)]
    seen = walked(Clock(name), TIMES, [(FIRST, LAST)])
    found = Findings()
    found.count("zones")
    found.count("occurrences", seen["occurrences"])
    for wrong in ("missed", "doubled", "wrong"):
        found.never(wrong, [name] * seen[wrong])
    return found
