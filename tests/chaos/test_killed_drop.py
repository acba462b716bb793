"""Is a portfolio that somebody sent imported whole and once, wherever the bot is killed on the way?

It is killed at its first commit after the file was sent, with the next file at the second one, and so on, until a whole
way passes without a crash; then while it fetches, while its child reads, and while it imports.
"""

import base64
import signal
import time
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.chaos.test_killed_anywhere import _arm
from tests.house import House, until

DIED = -signal.SIGKILL
PRIYA, DM = "U0PRIYA", "D0PRIYA"
ROWS = 40

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory):
    built = House(tmp_path_factory.mktemp("dropped"))
    built.import_portfolio()
    yield built
    built.close()


class Sent:
    """A file of forty projects, and what became of it."""

    def __init__(self, house: House, code: str, rows: int = ROWS) -> None:
        self.house, self.code, self.rows = house, code, rows
        lines = "".join(f"{code}{number},Project {number}\n" for number in range(rows))
        data = base64.b64encode(f"code,name\n{lines}".encode()).decode()
        file = {"name": "projects.csv", "mimetype": "text/csv", "base64": data}
        house.act(PRIYA, "open_dm")
        answer = house.act(PRIYA, "say", channel=DM, text="", files=[file])
        self.ts, self.taken = answer["result"]["ts"], answer["failure"] == ""

    def under(self) -> list[dict[str, Any]]:
        return [one for one in self.house.told(PRIYA) if one.get("thread_ts") == self.ts]

    def shows(self, words: str) -> dict[str, Any] | None:
        return next((one for one in self.under() if words in one["text"]), None)

    def stored(self) -> int:
        engine = create_engine(self.house.database_url)
        with engine.connect() as connection:
            found = connection.execute(
                text("SELECT count(*) FROM projects WHERE code LIKE :code"), {"code": f"{self.code}%"}
            )
            count = int(found.scalar_one())
        engine.dispose()
        return count

    def lives(self, words: str) -> bool:
        """Wait for these words or for the bot to be dead."""
        until(lambda: self.house.died() or self.shows(words), f"“{words}” or the crash", 30)
        return not self.house.died()

    def go(self) -> bool:
        """The whole way. False where the bot died on it."""
        if not self.taken or not self.lives("can be imported"):
            return False
        assert self.stored() == 0
        message = self.shows("can be imported")
        assert message is not None
        self.house.press(PRIYA, message, "drops.apply")
        return not self.house.died() and self.lives("imported *projects.csv*")

    def verify(self) -> None:
        """After a restart: all of it or nothing, and it goes on to the end."""
        assert self.stored() in {0, self.rows}, "half of it is there"
        assert self.stored() == 0 or self.taken
        if self.taken:
            until(lambda: self.shows("can be imported") or self.shows("imported *"), f"{self.code} to go on", 30)
            if (message := self.shows("can be imported")) is not None:
                self.house.press(PRIYA, message, "drops.apply")
            until(lambda: self.shows("imported *projects.csv*"), f"{self.code} to be imported", 30)
            assert self.stored() == self.rows
        assert len(self.under()) <= 1, "one message, however often it was killed"


def killed(house: House) -> None:
    house.kill()
    house.start()


@pytest.mark.parametrize("name", ["before_commit", "after_commit"])
def test_killed_at_every_commit(name: str, kept: House) -> None:
    armed = kept.folder / "armed"
    kept.start(CLEARWAY_FAILPOINT=f"@{armed}")
    for visit in range(1 if name == "before_commit" else 2, 99, 3):
        kept.town.reset()
        _arm(armed, f"{name}:{visit}")
        sent = Sent(kept, f"{name[0].upper()}{visit}X")
        whole = sent.go()
        status = DIED if kept.died() else kept.stop()
        armed.unlink()
        if status != DIED:
            assert whole
            assert visit > 4, f"{name} was hardly visited"
            return
        kept.start(CLEARWAY_FAILPOINT=f"@{armed}")
        sent.verify()
    pytest.fail("there is no end to its commits")


def test_killed_while_it_fetches_reads_and_imports(kept: House) -> None:
    for number, seconds in enumerate((0.1, 0.5)):
        kept.start()
        sent = Sent(kept, f"R{number}X", rows=4000)
        time.sleep(seconds)
        killed(kept)
        sent.verify()
        kept.stop()


def test_killed_while_it_imports(kept: House) -> None:
    kept.start()
    sent = Sent(kept, "IX", rows=4000)
    sent.lives("can be imported")
    message = sent.shows("can be imported")
    assert message is not None
    kept.press(PRIYA, message, "drops.apply")
    time.sleep(0.7)
    killed(kept)
    sent.verify()
    kept.stop()
