"""How does a row get the real bot on a copy of a store that knows the sample organisation?"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.house import POLICY, House, until

# Two seconds between the edits of a card, and ten until a call is given up, would only be waited for.
QUICK = POLICY + "delivery:\n  edit_gap_seconds: 0.1\n  timeout_seconds: 2\n"
START_SECONDS = 180.0
# Slack waits three seconds for an answer, and minutes until it tries again: a killed bot is not worth waiting for.
PACE = {"patience": 1.5, "retries": [0.3, 1.0, 2.0], "gap": 0.5}


@contextmanager
def lived_in(folder: Path, *, http: bool, database_url: str | None = None, warm: bool = True) -> Iterator[House]:
    """A house, its bot not started; on SQLite beside a `template.db` for `renewed`. Everything is ended afterwards."""
    built = House(folder, http=http, database_url=database_url, warm=warm)
    try:
        (folder / "clearway.yaml").write_text(QUICK)
        built.import_portfolio()
        if database_url is None:
            shutil.copy(folder / "store.db", folder / "template.db")
        built.town.ask("pace", PACE)
        yield built
    finally:
        built.close()


def started(house: House, **extra: str) -> None:
    """Start the bot, however busy the machine is: a soak runs beside other work."""
    house.launch(**extra)
    until(lambda: house.ready() or house.died(), "the bot to be ready", START_SECONDS)
    assert house.ready(), house.log.read_text()[-3000:]


def renewed(house: House) -> None:
    """Everything as at the beginning; the bot must not be running."""
    for old in house.folder.glob("store.db*"):
        with suppress(FileNotFoundError):
            old.unlink()
    shutil.copy(house.folder / "template.db", house.folder / "store.db")
    house.log.write_text("")
    house.town.reset()
