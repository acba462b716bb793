"""Which running bots do the outages need: on a small disk, on a PostgreSQL of its own, by Socket Mode under a supervisor?"""

import threading
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.house import House
from tests.soak.book import Book
from tests.soak.disks import small_disk
from tests.soak.houses import lived_in, renewed, started
from tests.soak.ledger import Ledger
from tests.soak.postgres import OwnPostgres, own_postgres

PATIENCE = {"patience": 3.0, "retries": [0.5, 1.0, 2.0], "gap": 0.5}  # Slack's own three seconds
RESTART_SECONDS = 2.0  # of a supervisor, from an end to the next start


@dataclass
class Site:
    """A running bot, what people tried with it, and both sides' books."""

    house: House
    book: Book
    ledger: Ledger


class Sites:
    """Each is put up when it is first asked for, and taken down with `ending`."""

    def __init__(self, folder: Path, ending: ExitStack) -> None:
        self._folder, self._ending = folder, ending

    @cached_property
    def disk_is_small(self) -> bool:
        """Whether this user may mount a disk of a few megabytes; the site lies there."""
        return self._ending.enter_context(small_disk(self._folder / "http"))

    @cached_property
    def http(self) -> Site:
        assert self.disk_is_small in (True, False)
        return self._put_up(self._folder / "http", http=True)

    @cached_property
    def server(self) -> OwnPostgres:
        return self._ending.enter_context(own_postgres())

    @cached_property
    def postgres(self) -> Site:
        (self._folder / "on_pg").mkdir()
        return self._put_up(self._folder / "on_pg", http=True, database_url=self.server.url)

    @cached_property
    def supervised(self) -> Site:
        """By Socket Mode; whenever it ends, it is started again."""
        (self._folder / "socket").mkdir()
        site = self._put_up(self._folder / "socket", http=False)
        ended = threading.Event()
        keeper = threading.Thread(target=_keep, args=(site.house, ended), daemon=True)
        keeper.start()
        self._ending.callback(keeper.join, 10)
        self._ending.callback(ended.set)
        return site

    def _put_up(self, folder: Path, **options: Any) -> Site:
        house = self._ending.enter_context(lived_in(folder, **options))
        if "database_url" not in options:
            renewed(house)
        house.town.ask("pace", PATIENCE)
        started(house)
        ledger = Ledger(house.database_url, house.town)
        self._ending.callback(ledger.close)
        return Site(house, Book(house.town, house.log), ledger)


def _keep(house: House, ended: threading.Event) -> None:
    while not ended.wait(0.2):
        if house.died() and not ended.wait(RESTART_SECONDS):
            house.launch()
