"""Is anything lost, doubled or leaked while Slack renews, cuts and silences the connections of Socket Mode?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from bot.cli.endings import AGAIN
from tests.house import House, until
from tests.soak.book import Book
from tests.soak.findings import Findings, Round
from tests.soak.houses import lived_in, renewed, started
from tests.soak.ledger import Ledger
from tests.soak.process import Held, held
from tests.soak.visits import Hands

WAYS = ("refresh", "drop", "disconnect", "drop both", "refresh both")
SILENT_EVERY, DEAF_EVERY = 20, 100  # reconnects from one silent connection, and from two silent ones, to the next
ZOMBIE_SECONDS = 30.0
MOST_THREADS, MOST_HANDLES = 40, 16  # more than at first: pools that fill, connections that are being let go


@dataclass
class Bench:
    """The one bot of the whole run, what it held at the beginning, and what was tried."""

    house: House
    book: Book
    ledger: Ledger
    first: Held


@contextmanager
def opened(folder: Path) -> Iterator[Round]:
    with lived_in(folder, http=False) as house:
        renewed(house)
        house.town.ask("pace", {"patience": 3.0, "gap": 3.0})  # nothing dies here: all that Slack allows
        started(house)
        bench = Bench(house, Book(house.town, house.log), Ledger(house.database_url, house.town), _at_rest(house))
        try:
            yield partial(_reconnect, bench)
        finally:
            bench.ledger.close()


def _reconnect(bench: Bench, number: int, chance: Random) -> Findings:
    found, house = Findings(), bench.house
    hands = Hands(bench.book, bench.ledger, f"r{number}", chance.randrange(1 << 30), number=2, pause=0.1)
    time.sleep(chance.uniform(0.05, 0.3))
    if number % DEAF_EVERY == DEAF_EVERY - 1:
        _both_silent(bench, found)
    elif number % SILENT_EVERY == SILENT_EVERY - 1:
        _one_silent(house, found)
    else:
        _disturbed(bench, WAYS[number % len(WAYS)], chance, found)
    hands.rest()
    found.count("reconnects")
    _checked(bench, found)
    return found


def _disturbed(bench: Bench, way: str, chance: Random, found: Findings) -> None:
    """Renewals are announced: nothing may go unanswered meanwhile. What is cut loses what was on the wire."""
    do, _, both = way.partition(" ")
    before = _unanswered(bench.book)
    old = _ids(bench.house)
    asked = {"do": do, "seconds": 0.3, **({} if both else {"which": chance.choice(_live(bench.house))})}
    bench.house.town.ask("sockets", asked)
    begun = time.monotonic()
    until(lambda: len(_ids(bench.house) - old) >= (2 if both else 1), f"new connections after {way}", ZOMBIE_SECONDS)
    found.most("connected again within s", time.monotonic() - begun)
    time.sleep(0.2)
    missed = _unanswered(bench.book) - before
    if do == "drop":
        found.count("unanswered as the wire was cut", missed)
    else:
        found.never("unanswered during a renewal", [way] * missed)


def _one_silent(house: House, found: Findings) -> None:
    """A connection that is up and through which nothing comes is replaced."""
    old = _ids(house)
    house.town.ask("sockets", {"do": "silence", "which": _live(house)[0]})
    begun = time.monotonic()
    until(lambda: len(_ids(house) - old) >= 1, "the zombie to be replaced", ZOMBIE_SECONDS)
    found.most("zombie found within s", time.monotonic() - begun)


def _both_silent(bench: Bench, found: Findings) -> None:
    """Then the process ends, for its supervisor to start it again; or has replaced them before."""
    house, old = bench.house, _ids(bench.house)
    house.town.ask("sockets", {"do": "silence"})
    begun = time.monotonic()
    until(lambda: house.died() or len(_ids(house) - old) >= 2, "an end of the silence", ZOMBIE_SECONDS + 5)
    found.most("silence ended within s", time.monotonic() - begun)
    if house.died():
        assert house.bot is not None
        found.never("ended otherwise than with 75", [house.bot.returncode] * (house.bot.returncode != AGAIN))
        started(house)
        bench.first = _at_rest(house)


def _checked(bench: Bench, found: Findings) -> None:
    house = bench.house
    bench.ledger.settle(found, "after a reconnect")
    bench.book.check(bench.ledger, found)
    bench.ledger.compare(found)
    bench.book.forget()
    now = _at_rest(house)
    found.most("threads more than at first", now.threads - bench.first.threads)
    found.most("handles more than at first", now.handles - bench.first.handles)
    found.never("threads leaked", [now] * (now.threads > bench.first.threads + MOST_THREADS))
    found.never("handles leaked", [now] * (now.handles > bench.first.handles + MOST_HANDLES))


def _at_rest(house: House) -> Held:
    assert house.bot is not None
    until(lambda: len(_ids(house)) == 2, "two connections", ZOMBIE_SECONDS)
    return held(house.bot.pid)


def _ids(house: House) -> set[str]:
    """The connections that are alive, as Slack sees them."""
    return {one["id"] for one in house.town.ask("sockets")["sockets"] if one["state"] == "live"}


def _live(house: House) -> list[int]:
    """Places in Slack's list of the connections that nobody has asked to leave."""
    listed = house.town.ask("sockets")["sockets"]
    return [place for place, one in enumerate(listed) if one["state"] == "live"]


def _unanswered(book: Book) -> int:
    return book.heard["http_timeout"] + book.heard["connection_failed"]
