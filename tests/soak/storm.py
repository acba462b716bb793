"""Do 300 messages to one channel all arrive, and in their order, while Slack keeps saying "later"?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

from tests.house import until
from tests.soak.carried import QUICK, Message, carrying, template
from tests.soak.findings import Findings, Round
from tests.soak.outbound import in_order
from tests.soak.wide_town import CHANNELS, WideTown
from tests.town import Town

MESSAGES = 300
REAL_EVERY = (
    5  # one storm of so many meets Slack's own limits, and takes the five minutes that they leave no way around
)
MOST_SECONDS = 330.0  # of a real one
NEIGHBOUR_SECONDS = 10.0  # within which a message to another channel arrives meanwhile


@contextmanager
def opened(folder: Path) -> Iterator[Round]:
    empty, town = template(folder), WideTown(folder)
    try:
        yield partial(_storm, empty, town)
    finally:
        town.stop()


def _storm(empty: Path, town: Town, number: int, chance: Random) -> Findings:
    real = number % REAL_EVERY == REAL_EVERY - 1
    town.reset(limits=real)
    found = Findings()
    with carrying(empty, town, replace(QUICK, paced=real)) as carried:
        if not real:
            town.fail("chat.postMessage", "429", share=0.02, seconds=1, seed=chance.randrange(1 << 30))
        begun = time.monotonic()
        carried.say([Message(CHANNELS[0], f"message {n:03}") for n in range(MESSAGES)], together=50)
        carried.say([Message(CHANNELS[1], "of the neighbours")])
        until(lambda: town.texts(CHANNELS[1]), "a message to another channel", NEIGHBOUR_SECONDS)
        until(carried.ledger.is_settled, "the storm to be over", MOST_SECONDS)
        found.most("over after s, by Slack's limits" if real else "over after s", time.monotonic() - begun)
        found.count("storms")
        refused = town.ask("journal?since=0&kind=refused")["entries"]
        found.count("told to wait", sum(one.get("error") == "ratelimited" for one in refused))
        carried.ledger.compare(found)
        in_order(carried.ledger, found)
    return found
