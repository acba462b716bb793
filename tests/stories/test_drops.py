"""Does the whole portfolio go out and come back as a file in Slack, and does the bot keep answering whatever it is sent?"""

import base64
import urllib.request
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import psutil
import pytest
from openpyxl import load_workbook

from tests.house import House, until
from tests.readers.tables.bombs import BOMBS

PRIYA, DM = "U0PRIYA", "D0PRIYA"
SENT = ("120 MB of blanks", "a million styles", "a cell of 40 MB")  # and alone: tests/bot/test_tables.py
FLAT = 60_000_000  # bytes of the bot's own memory
QUICK = 1_000  # milliseconds until a command is answered

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    built = House(tmp_path_factory.mktemp("drops"))
    built.import_portfolio()
    built.start()
    built.act(PRIYA, "open_dm")
    yield built
    built.close()


def send(house: House, name: str, data: bytes) -> Callable[[str], dict[str, Any] | None]:
    """What looks for words under the file that was sent."""
    file = {"name": name, "mimetype": "application/octet-stream", "base64": base64.b64encode(data).decode()}
    ts = house.act(PRIYA, "say", channel=DM, text="", files=[file])["result"]["ts"]

    def shows(words: str) -> dict[str, Any] | None:
        under = (one for one in house.told(PRIYA) if one.get("thread_ts") == ts)
        return next((one for one in under if words in one["text"]), None)

    return shows


def test_the_portfolio_goes_out_and_comes_back(house: House) -> None:
    house.act(PRIYA, "command", channel="C0GENERAL", line="/pmo export")
    shared = until(lambda: next((one for one in house.told(PRIYA) if one.get("files")), None), "the workbook")
    with urllib.request.urlopen(f"{house.town.url}/files/{shared['files'][0]['id']}") as answer:
        data = answer.read()
    book = load_workbook(BytesIO(data))
    assert {"people", "projects", "goals", "blockers"} <= set(book.sheetnames)
    same = send(house, "portfolio.xlsx", data)
    assert until(lambda: same("says what is stored already"), "the same portfolio to be known")
    book["projects"]["B2"] = "Another name"
    changed = BytesIO()
    book.save(changed)
    shows = send(house, "portfolio.xlsx", changed.getvalue())
    message = until(lambda: shows("*projects*: 0 new, 1 changed"), "the change")
    house.press(PRIYA, message, "drops.apply")
    assert until(lambda: shows("imported *portfolio.xlsx*"), "the import")


def test_it_keeps_answering_whatever_it_is_sent(house: House, tmp_path: Path) -> None:
    assert house.bot is not None
    process = psutil.Process(house.bot.pid)
    before = process.memory_info().rss
    waiting = [(name, send(house, BOMBS[name][0], BOMBS[name][1]())) for name in SENT]
    slowest = 0.0
    while waiting:
        answered = house.act("U0MIA", "command", channel="C0GENERAL", line="/blocked help")
        assert answered["failure"] == ""
        slowest = max(slowest, answered["ms"])
        waiting = [(name, shows) for name, shows in waiting if shows(BOMBS[name][2]) is None]
    print(f"answered within {slowest:.0f} ms, {(process.memory_info().rss - before) / 1e6:.1f} MB more")
    assert process.memory_info().rss - before < FLAT
    assert slowest < QUICK
