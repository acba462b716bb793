"""Does the bot's memory stay flat while people use it and Slack renews its connections?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from statistics import linear_regression

from tests.house import House
from tests.soak.book import Book
from tests.soak.findings import Findings, Round
from tests.soak.houses import lived_in, renewed, started
from tests.soak.ledger import Ledger
from tests.soak.process import Held, held
from tests.soak.visits import Hands

MINUTE, SAMPLE = 60.0, 2.0  # seconds
WARM_MINUTES = 4  # of hard work, until the pools are full and the caches of the store filled
ENOUGH_SAMPLES = 400  # after that, before a slope says anything: about a quarter of an hour
MOST_PERCENT = 5.0  # of growth in an hour
WARM_PAUSE, PAUSE = 0.02, 1.0  # of each of three people after a gesture: a busy organisation, day and night


@dataclass
class Watch:
    house: House
    book: Book
    ledger: Ledger
    since: float  # monotonic instant of the start
    samples: list[tuple[float, Held]] = field(default_factory=list)


@contextmanager
def opened(folder: Path) -> Iterator[Round]:
    """A run that goes on is warmed up anew: the process starts small again."""
    with lived_in(folder, http=False, warm=False) as house:
        renewed(house)
        started(house)
        watch = Watch(house, Book(house.town, house.log), Ledger(house.database_url, house.town), time.monotonic())
        try:
            yield partial(_minute, watch)
        finally:
            watch.ledger.close()


def _minute(watch: Watch, number: int, chance: Random) -> Findings:
    found, begun, house = Findings(), time.monotonic(), watch.house
    warm = begun - watch.since >= WARM_MINUTES * MINUTE
    pause = PAUSE if warm else WARM_PAUSE
    hands = Hands(watch.book, watch.ledger, f"r{number}", chance.randrange(1 << 30), number=3, pause=pause)
    assert house.bot is not None
    while time.monotonic() - begun < MINUTE:
        time.sleep(SAMPLE)
        if chance.random() < 0.1:
            house.town.ask("sockets", {"do": chance.choice(["refresh", "drop"]), "which": chance.randrange(2)})
        if warm:
            watch.samples.append((time.monotonic(), held(house.bot.pid)))
    hands.rest()
    watch.ledger.settle(found, f"minute {number}")
    found.count("minutes")
    watch.book.check(watch.ledger, found)
    watch.ledger.compare(found)
    watch.book.forget()
    if len(watch.samples) >= ENOUGH_SAMPLES:
        _judged(watch.samples, found)
    return found


def _judged(samples: list[tuple[float, Held]], found: Findings) -> None:
    """The slope over all samples, in percent of the mean, an hour."""
    times = [at for at, _ in samples]
    memory = [one.kilobytes for _, one in samples]
    mean = sum(memory) / len(memory)
    percent = linear_regression(times, memory).slope * 3600 / mean * 100
    fifth = len(memory) // 5
    found.most("memory in MB at first", sum(memory[:fifth]) / fifth / 1024)
    found.most("memory in MB at last", sum(memory[-fifth:]) / fifth / 1024)
    found.most("memory grows in % an hour", round(percent, 2))
    found.never("memory grows", [f"{percent:.1f} % an hour"] * (percent > MOST_PERCENT))
    for name in ("threads", "handles"):
        numbers = [getattr(one, name) for _, one in samples]
        found.most(f"{name} at most", max(numbers))
        found.most(f"{name} at least", min(numbers))
