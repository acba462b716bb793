"""Does each gesture count once, however often, in whatever order and around however many restarts Slack delivers it?"""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

from tests.house import House, until
from tests.soak.book import Book
from tests.soak.findings import Findings, Round
from tests.soak.gestures import MANAGERS, PEOPLE, Gesture, comment, press, reply, report
from tests.soak.houses import lived_in, renewed, started
from tests.soak.ledger import Ledger

HISTORIES = 100  # of a round, which has a store of its own and two restarts
WIRES = 8  # deliveries at the same time
COPIES = (1, 1, 1, 2, 2, 2, 2, 3, 3, 11)  # how often one gesture is delivered
THREADED = 10  # histories of a round with a reply under the card, which must stand in Slack first
DOWN_SECONDS = 0.2  # between two deliveries by one wire while nobody answers
AGAIN_SECONDS = 300.0  # for which Slack tries what was not answered, as it does within its first retries


def http(folder: Path):
    return _opened(folder, http=True)


def socket(folder: Path):
    return _opened(folder, http=False)


@contextmanager
def _opened(folder: Path, *, http: bool) -> Iterator[Round]:
    with lived_in(folder, http=http) as house:
        yield partial(_round, house)


def _round(house: House, number: int, chance: Random) -> Findings:
    found = Findings()
    renewed(house)
    ledger, book = Ledger(house.database_url, house.town), Book(house.town, house.log)
    started(house)
    sender = _Sender(book, found)
    reports = [report(f"r{number}n{n}", chance.choice(list(MANAGERS)), chance.choice(PEOPLE)) for n in range(HISTORIES)]
    sender.deliver(reports, chance, restart=partial(_restart, house, chance))
    follow = _followers(reports, ledger, chance)
    sender.deliver(follow, chance, restart=partial(_restart, house, chance))
    house.kill()
    found.count("histories", HISTORIES)
    found.count("deliveries", sum(book.heard.values()))
    found.count("restarts", 2)
    found.never("never acknowledged", [one.mark for one in book.open()])
    book.check(ledger, found)
    ledger.close()
    return found


def _followers(reports: Sequence[Gesture], ledger: Ledger, chance: Random) -> list[Gesture]:
    """What happens to each blocker afterwards; the order is Slack's to break."""
    query = (
        "SELECT b.title, b.id, c.channel, c.ts FROM blockers b JOIN cards c ON c.workspace = b.workspace "
        "AND c.subject_id = b.id AND c.place = 'channel'"
    )
    until(lambda: sum(bool(ts) for *_, ts in ledger.rows(query)) >= THREADED, "cards under which to reply", 60)
    known = {word: (id_, channel, ts) for title, id_, channel, ts in ledger.rows(query) for word in title.split()}
    threaded = [one.mark for one in reports if known[one.mark][2]][:THREADED]
    follow: list[Gesture] = []
    for one in reports:
        id_, channel, ts = known[one.mark]
        manager, raiser = MANAGERS[one.body["text"].rpartition(" ")[2]], one.body["user_id"]
        what = chance.choice(["acknowledged", "started", "withdrawn"])
        follow.append(press(what, one.mark, id_, raiser if what == "withdrawn" else manager))
        if one.mark in threaded:
            follow.append(reply(f"{one.mark}t", one.mark, channel, ts, chance.choice(PEOPLE)))
        elif chance.random() < 0.5:
            follow.append(comment(f"{one.mark}c", one.mark, id_, manager))
    return follow


def _restart(house: House, chance: Random) -> None:
    """Somewhere in the middle of it: a crash, or a stop as a supervisor asks for it."""
    time.sleep(chance.uniform(0.1, 1.0))
    if chance.random() < 0.5:
        house.kill()
    else:
        house.stop()
    started(house)


class _Sender:
    """Delivers every gesture in several copies, shuffled, and again as long as none of them was answered."""

    def __init__(self, book: Book, found: Findings) -> None:
        self._book, self._found = book, found

    def deliver(self, gestures: Sequence[Gesture], chance: Random, restart) -> None:
        copies = [
            one if chance.random() < 0.5 else one.again() for one in gestures for _ in range(chance.choice(COPIES))
        ]
        chance.shuffle(copies)
        restarting = threading.Thread(target=restart)
        restarting.start()
        with ThreadPoolExecutor(WIRES) as wires:
            list(wires.map(self._send, copies))
            restarting.join()
            end = time.monotonic() + AGAIN_SECONDS
            while (open_ := self._book.open()) and time.monotonic() < end:
                self._found.count("delivered again after a restart", len(open_))
                list(wires.map(self._send, open_))

    def _send(self, gesture: Gesture) -> None:
        if not self._book.send(gesture):
            time.sleep(DOWN_SECONDS)
