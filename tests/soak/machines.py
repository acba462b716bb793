"""Do the stateful machines hold on ways as long as one likes? Blocker, message, timer and lease, each against its belief.

A machine that fails raises with its whole story.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from models.migrate import upgrade
from models.store import open_store
from tests.machines import Machine, walk
from tests.services.test_blockers_machine import Blockers
from tests.services.test_leases_machine import Leases
from tests.services.test_outbox_machine import Messages
from tests.services.test_timers_machine import Timers
from tests.soak.findings import Findings, Round

MACHINES: tuple[type[Machine], ...] = (Timers, Leases, Messages, Blockers)
STEPS = 1_000  # of each machine in a round, at least


@contextmanager
def opened(folder: Path) -> Iterator[Round]:
    template = folder / "store.db"
    store = open_store(f"sqlite:///{template}", threads=1)
    upgrade(store)
    store.close()

    def once(number: int, chance: Random) -> Findings:
        found = Findings()
        for machine in MACHINES:
            steps = walk(machine, template, steps=STEPS, first=chance.getrandbits(32))
            found.count("steps", steps)
            found.count(f"of {machine.__name__.lower()}", steps)
        return found

    yield once
