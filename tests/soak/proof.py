"""How is the result of a row written into docs/proof.md, in place of the one before it?"""

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path
from string import ascii_lowercase

from tests.soak.progress import Progress
from tests.soak.rows import ROWS

PAGE = Path(__file__).parents[2] / "docs" / "proof.md"
HEAD = "| row | what | reached | found | when, seed, time | on |"
_LINE = re.compile(r"^\| (\d+[a-z]?) \|")


def written(progress: Progress, page: Path = PAGE) -> str:
    """Put the row's line into the table of the page, in the order of the rows; gives the line."""
    line = _line(progress)
    lines = page.read_text(encoding="utf-8").splitlines()
    begin = lines.index(HEAD) + 2
    end = next((n for n in range(begin, len(lines)) if not lines[n].startswith("|")), len(lines))
    table = {found[1]: one for one in lines[begin:end] if (found := _LINE.match(one))}
    table[progress.row] = line
    lines[begin:end] = [table[key] for key in sorted(table, key=_place)]
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return line


def _place(key: str) -> tuple[int, str]:
    """9 goes before 10."""
    return int(key.rstrip(ascii_lowercase)), key


def _line(progress: Progress) -> str:
    row, minutes = ROWS[progress.row], progress.seconds / 60
    when = f"{datetime.now(UTC):%Y-%m-%d}, seed {progress.seed}, {minutes:.1f} min"
    reached = f"{progress.units:,} {row.unit}"
    cells = (progress.row, row.title, reached, progress.findings.told(), when, machine())
    return "| " + " | ".join(cells) + " |"


def machine() -> str:
    """Such as `Linux x86_64, 2 cores, Python 3.11.2`."""
    cores = os.cpu_count() or 1
    return f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}"
