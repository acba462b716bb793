"""How are two or more ways measured side by side, and where do the figures go?"""

import gc
import json
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

# `make bench` names a folder here: then the figures count, and long runs are long. Else every path is walked once, so
# that a benchmark cannot break unseen.
FOLDER = os.environ.get("CLEARWAY_BENCH")


def rounds(full: int, short: int = 3) -> int:
    return full if FOLDER else short


@dataclass(frozen=True)
class Figure:
    """One line of the table. Milliseconds unless `unit` says otherwise.

    `quiet` is the tenth percentile: what it takes while nobody else wants the processor, so ratios are made of it.
    """

    group: str
    name: str
    quiet: float
    middle: float | None = None
    worst: float | None = None  # the 99th percentile
    processor: float | None = None  # of this thread, the middle
    unit: str = "ms"
    note: str = ""


@dataclass
class Sheet:
    """All figures of one run."""

    figures: list[Figure] = field(default_factory=list)

    def add(self, figure: Figure) -> Figure:
        self.figures.append(figure)
        return figure

    def write(self, folder: Path) -> str:
        """Keep them as JSON with date and machine, and give the table."""
        folder.mkdir(parents=True, exist_ok=True)
        kept = {"date": datetime.now(UTC).date().isoformat(), "machine": machine()}
        kept["figures"] = [asdict(one) for one in self.figures]  # type: ignore[assignment]
        (folder / "bench.json").write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
        lines = [f"{machine()}, {kept['date']}"]
        for one in self.figures:
            more = (("middle", one.middle), ("p99", one.worst), ("processor", one.processor))
            spread = "  ".join(f"{what} {value:.3g}" for what, value in more if value is not None)
            lines.append(
                f"{one.group:<12} {one.name:<44} {one.quiet:>7.3g} {one.unit:<6} {spread}  {one.note}".rstrip()
            )
        return "\n".join(lines)


def machine() -> str:
    """Processors, system and Python, without a name by which the machine could be found."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), ""
    )
    return f"{os.cpu_count()} × {model or platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


@dataclass(frozen=True)
class Way:
    """Something to measure: `prepare` is not timed and gives what `run` is called with."""

    prepare: Callable[[], object]
    run: Callable[[object], object]


def side_by_side(ways: Mapping[str, Way], count: int, group: str, sheet: Sheet) -> dict[str, Figure]:
    """Take the ways by turns, so that what else the machine does falls on all of them alike."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    gc.collect()
    for _ in range(count):
        for name, way in ways.items():
            given = way.prepare()
            begun, busy = time.perf_counter(), time.thread_time()
            way.run(given)
            times[name].append(((time.perf_counter() - begun) * 1000, (time.thread_time() - busy) * 1000))
    return {name: sheet.add(summed_up(group, name, *zip(*taken, strict=True))) for name, taken in times.items()}


def summed_up(group: str, name: str, taken: Sequence[float], busy: Sequence[float] = (), note: str = "") -> Figure:
    """Of times in milliseconds, and of those of the processor where they are known."""
    processor = median(busy) if busy else None
    return Figure(group, name, percentile(taken, 0.1), median(taken), percentile(taken, 0.99), processor, note=note)


def percentile(taken: Sequence[float], part: float) -> float:
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
