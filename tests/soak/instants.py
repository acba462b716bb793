"""Is anything lost or said twice when the bot is killed without warning at any instant of a busy hour?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

from tests.house import House
from tests.soak.book import Book
from tests.soak.findings import Findings, Round
from tests.soak.houses import lived_in, renewed, started
from tests.soak.ledger import Ledger
from tests.soak.visits import Hands

KILLS = 5  # of a round, on one store
BUSY_SECONDS = (0.1, 1.5)  # from the start of the load to the kill


@contextmanager
def opened(folder: Path) -> Iterator[Round]:
    """A round goes over HTTP or Socket Mode in turn."""
    for way in ("http", "socket"):
        (folder / way).mkdir()
    with lived_in(folder / "http", http=True) as http, lived_in(folder / "socket", http=False) as socket:
        yield partial(_round, (http, socket))


def _round(houses: tuple[House, House], number: int, chance: Random) -> Findings:
    house, found = houses[number % 2], Findings()
    renewed(house)
    ledger, book = Ledger(house.database_url, house.town), Book(house.town, house.log)
    started(house)
    for kill in range(KILLS):
        hands = Hands(book, ledger, f"r{number}k{kill}", chance.randrange(1 << 30))
        time.sleep(chance.uniform(*BUSY_SECONDS))
        house.kill()
        hands.rest()
        begun = time.monotonic()
        started(house)
        found.most("started again within s", time.monotonic() - begun)
        found.count("kills")
    ledger.settle(found, f"after the kills of round {number}")
    house.kill()
    book.check(ledger, found)
    ledger.compare(found)
    ledger.close()
    return found
