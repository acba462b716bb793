"""Do all rows hold at their short figures? `make soak` runs each at its long one; docs/proof.md has what came of it."""

from pathlib import Path

import pytest

from tests.soak.progress import Progress, run
from tests.soak.rows import ROWS

SEED = 1
# 6, 7, 8 and 10 at every run: tests/security forges, tests/services walks with the machines, tests/planning follows
# series, test_crowd.py asks a smaller crowd; and tests/chaos kills a flow at each failpoint, with fewer people at once than 1a. 4b says nothing in less than twenty minutes.
SHORT = [key for key, row in ROWS.items() if row.short]


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize("key", SHORT)
def test_nothing_is_lost_and_nothing_said_twice(key: str, tmp_path: Path) -> None:
    row = ROWS[key]
    ended = run(row, Progress(key, SEED), row.short, tmp_path)
    print(f"{key}: {row.title}: {ended.findings.told()}, in {ended.seconds:.1f} s")
    assert ended.units >= row.short
    assert ended.findings.broken == []
