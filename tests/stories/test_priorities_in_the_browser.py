"""Does a changed weight move the projects on the screen, and do those who answer for them hear of it?"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.chromium import NEEDED
from tests.house import POLICY, SAMPLE, House, house, until
from tests.stories.window import look, say

pytestmark = NEEDED

PRIYA, OMAR = "U0PRIYA", "U0OMAR"
BY_URGENCY = ["APOLLO", "LYRA", "CYGNUS", "CORVUS", "ORION"]  # what each week of delay costs, by the sheet of projects


@pytest.fixture
def served(tmp_path: Path) -> Iterator[House]:
    with house(tmp_path, organisation=SAMPLE) as built:
        built.town.ask("clock", {"at": "2026-11-25T10:00:00+01:00"})
        built.start()
        yield built
        assert built.stop() == 0


def order(answer: Locator) -> list[str]:
    return re.findall(r"^\d+\. (\w+) ", answer.inner_text(), re.MULTILINE)


def weighings(served: House) -> int:
    """How many are noted in the store."""
    with closing(sqlite3.connect(served.folder / "store.db")) as store:
        return int(store.execute("SELECT count(*) FROM weighings").fetchone()[0])


def test_a_changed_weight_moves_projects_and_those_who_answer_for_them_hear_of_it(served: House, page: Page) -> None:
    look(page, served, PRIYA, "C0PMO")
    before = order(say(page, "/pmo priorities", "What would change this order"))
    assert len(before) == 9
    assert (before[0], before[-1]) == ("APOLLO", "NOVA"), "a pet project has little to say for itself"

    until(lambda: weighings(served), "the weights to be noted", 30)
    assert served.stop() == 0
    only_urgency = "".join(f"  {name}: 0\n" for name in ("alignment", "benefit", "thrift", "confidence"))
    (served.folder / "clearway.yaml").write_text(f"{POLICY}priorities:\n  urgency: 1\n{only_urgency}")
    served.start()
    look(page, served, PRIYA, "C0PMO")
    after = order(say(page, "/pmo priorities", "urgency 100 of 100"))
    assert after[:5] == BY_URGENCY
    assert before.index("LYRA") > after.index("LYRA")

    until(lambda: weighings(served) > 1, "the change to be noticed", 30)
    moved = "what became of the order"
    served.town.ask("clock", {"at": "2026-11-26T09:30:00+00:00"})
    until(lambda: [one for one in served.told(OMAR) if "LYRA" in one["text"]], moved, 30)
    look(page, served, OMAR, "messages")
    expect(page.locator("main")).to_contain_text("LYRA")


def test_a_wrong_weight_is_told_with_its_line_and_nothing_starts(served: House) -> None:
    assert served.stop() == 0
    (served.folder / "clearway.yaml").write_text(f"{POLICY}priorities:\n  urgency: -1\n")
    done = served.command("run")
    assert done.returncode != 0
    assert "clearway.yaml:5: priorities.urgency: -1 is out of range" in done.stdout + done.stderr
    (served.folder / "clearway.yaml").write_text(POLICY)
    served.start()
