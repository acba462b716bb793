"""What does it take to bring a portfolio of 5,000 people, 1,000 projects and 40,000 bookings in and out again?

Each run is a process of its own, as whoever runs Clearway starts it; beside it the same files are only read, by csv and
by openpyxl, in processes of their own in the same run.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sheet_files import write_workbook
from tests.benchmarks.figures import FOLDER, Figure, Sheet, rounds
from tests.portfolios import Size, portfolio, write

pytestmark = pytest.mark.timeout(900)
ROOT = Path(__file__).parents[2]
SIZE = Size(rounds(5000, 60), rounds(1000, 15), rounds(40_000, 200), rounds(2000, 20), rounds(300, 12), goals=12)
IMPORT, EXPORT, MEMORY = 60, 30, 600  # seconds, seconds, MB
BARE = {
    "csv": "import csv, pathlib, sys\n"
    "print(sum(len(row) for path in pathlib.Path(sys.argv[1]).glob('*.csv') for row in csv.reader(path.open())))",
    "xlsx": "import sys, openpyxl\n"
    "book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)\n"
    "print(sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)))",
}
LARGEST = (
    "\nimport resource\nprint('MB', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)\n"
)
CLEARWAY = "import sys\nfrom bot.cli import main\nstatus = main(sys.argv[1:])" + LARGEST + "sys.exit(status)"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """The same portfolio as a folder and as a workbook."""
    folder = tmp_path_factory.mktemp("portfolio")
    made = portfolio(SIZE)
    write(folder, made)
    write_workbook(folder / "portfolio.xlsx", made)
    yield {"csv": folder, "xlsx": folder / "portfolio.xlsx"}


def run(code: str, *arguments: object, database: Path | None = None) -> tuple[float, int, str]:
    """Seconds, MB at most, and what was said, of a process that ends well."""
    env = os.environ | {"DATABASE_URL": f"sqlite:///{database}"} if database else None
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    used = re.findall(r"MB (\d+)", done.stderr)
    return time.perf_counter() - begun, int(used[-1]) if used else 0, done.stdout


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_large_portfolio_comes_in_and_goes_out(
    sheet: Sheet, files: dict[str, Path], tmp_path: Path, kind: str
) -> None:
    database, out = tmp_path / "store.db", tmp_path / ("out.xlsx" if kind == "xlsx" else "out")
    bare, _, _ = run(BARE[kind], files[kind])
    took, used, said = run(CLEARWAY, "import", files[kind], database=database)
    again, _, unchanged = run(CLEARWAY, "import", files[kind], database=database)
    ways = ["export", out, *(["--xlsx"] if kind == "xlsx" else [])]
    left, most, _ = run(CLEARWAY, *ways, database=database)
    for name, seconds, note in (
        ("only reading the files", bare, ""),
        ("import", took, f"wanted ≤ {IMPORT}"),
        ("… beside the reading alone", took / bare, ""),
        ("the same import again", again, ""),
        ("export", left, f"wanted ≤ {EXPORT}"),
    ):
        sheet.add(Figure("portfolio", f"{kind}: {name}", seconds, unit="×" if "beside" in name else "s", note=note))
    sheet.add(Figure("portfolio", f"{kind}: memory of the import", used, unit="MB", note=f"wanted ≤ {MEMORY}"))
    sheet.add(Figure("portfolio", f"{kind}: memory of the export", most, unit="MB"))
    assert f"allocations: {SIZE.allocations} added, 0 changed, 0 unchanged" in said
    assert f"allocations: 0 added, 0 changed, {SIZE.allocations} unchanged" in unchanged
    assert used < MEMORY or FOLDER, "in a real run figures are noted, not asserted"
