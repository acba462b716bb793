"""Does every link in the documents lead somewhere, and is everything listed that a list promises?"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    missing = [link for link in links if not (page.parent / link).exists()]
    assert missing == []


def test_the_tests_that_the_promises_name_exist() -> None:
    promises = (ROOT / "README.md").read_text(encoding="utf-8").split("## What it promises")[1].split("\n## ")[0]
    named = re.findall(r"`(tests/[\w/.]+)`", promises)
    assert len(named) >= 6
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_decision_is_listed_in_order_by_its_title() -> None:
    records = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    titles = [re.match(r"# (\d+)\. (.+)\n", record.read_text(encoding="utf-8")) for record in records]
    wanted = [
        f"| [{title[1]}]({record.name}) | {title[2]} |" for title, record in zip(titles, records, strict=True) if title
    ]
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in listed if line.startswith("| [")] == wanted
    assert [int(record.name[:4]) for record in records] == list(range(1, len(wanted) + 1))
