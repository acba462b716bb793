"""How far has the run of a row come, and how does a stopped one go on?"""

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.soak.findings import Findings
from tests.soak.rows import Row

SAID_EVERY = 5.0  # seconds between lines of progress


@dataclass
class Progress:
    """What is kept in a file after each round. `units` of the wanted number are done, in `rounds` rounds."""

    row: str
    seed: int
    units: int = 0
    rounds: int = 0
    seconds: float = 0.0
    findings: Findings = field(default_factory=Findings)

    def save(self, file: Path) -> None:
        """In one step: a kill in between leaves the former state."""
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(".part")
        draft.write_text(json.dumps({**vars(self), "findings": vars(self.findings)}, indent=1))
        draft.replace(file)


def resumed(file: Path, row: str, seed: int, wanted: int) -> Progress:
    """The run that the file tells of where it has the same seed and is not at its end; else a new one."""
    if file.exists():
        told = json.loads(file.read_text())
        if (told["row"], told["seed"]) == (row, seed) and told["units"] < wanted:
            found = told.pop("findings")
            kept = Findings(Counter(found["figures"]), found["worst"], found["broken"])
            return Progress(**told, findings=kept)
    return Progress(row, seed)


def run(
    row: Row, progress: Progress, wanted: int, folder: Path, after: Callable[[Progress], None] = lambda _: None
) -> Progress:
    """Rounds until `wanted` units are done; `after` each one. A round depends on the seed and its number only."""
    if progress.units >= wanted:
        return progress
    with row.open(folder) as do:
        while progress.units < wanted:
            begun = time.monotonic()
            found = do(progress.rounds, Random(f"{progress.seed}:{progress.row}:{progress.rounds}"))
            assert found.figures[row.unit] > 0, f"a round without {row.unit} would never end"
            progress.units += found.figures[row.unit]
            progress.rounds += 1
            progress.seconds += time.monotonic() - begun
            progress.findings.add(found)
            after(progress)
    return progress


def spoken(wanted: int) -> Callable[[Progress], None]:
    """Prints a line every few seconds, and each thing that should not be at once."""
    said = [0.0, 0]

    def after(progress: Progress) -> None:
        broken = progress.findings.broken
        for sentence in broken[int(said[1]) :]:
            print("!!", sentence, flush=True)
        said[1] = len(broken)
        if time.monotonic() - said[0] > SAID_EVERY or progress.units >= wanted:
            said[0] = time.monotonic()
            print(f"{progress.row}: {progress.units:,} of {wanted:,}; {progress.findings.told()}", flush=True)

    return after
