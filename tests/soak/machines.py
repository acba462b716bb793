"""Do the stateful machines hold on ways as long as one likes? Blocker, message, timer and lease, each against its belief.

run(20_000, seed=1)   # steps that each of them walked; a machine that fails raises with its whole story
"""

import tempfile
import time
from pathlib import Path

from models.migrate import upgrade
from models.store import open_store
from tests.machines import Machine, walk
from tests.services.test_blockers_machine import Blockers
from tests.services.test_leases_machine import Leases
from tests.services.test_outbox_machine import Messages
from tests.services.test_timers_machine import Timers

MACHINES: tuple[type[Machine], ...] = (Timers, Leases, Messages, Blockers)


def run(n: int, seed: int) -> dict[str, int]:
    """Walk at least `n` steps with each machine. Steps, and whole seconds, by machine."""
    figures: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix="clearway-machines-") as folder:
        template = Path(folder) / "store.db"
        store = open_store(f"sqlite:///{template}", threads=1)
        upgrade(store)
        store.close()
        for machine in MACHINES:
            begun = time.monotonic()
            name = machine.__name__.lower()
            figures[name] = walk(machine, template, steps=n, first=seed)
            figures[f"{name} seconds"] = round(time.monotonic() - begun)
    return figures
