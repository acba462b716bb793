"""How is a courier of this process put between a fresh store and a town, for one round?"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.clock import wall
from jobs.delivery.courier import Courier
from models.migrate import upgrade
from models.store import Store, StoreBusy, open_store
from services import outbox
from services.outbox import DeliveryPolicy
from tests.conftest import add_workspace
from tests.soak.ledger import Ledger
from tests.town import TEAM, Town

QUICK = DeliveryPolicy(
    quiet_seconds=0.3,
    edit_gap_seconds=0.1,
    lease_seconds=5,
    timeout_seconds=1,
    first_backoff_seconds=0.1,
    longest_backoff_seconds=0.5,
    second_look_seconds=0.3,
    threads=24,
    paced=False,
)


@dataclass(frozen=True)
class Message:
    target: str
    text: str
    kind: str = "notice"


@dataclass
class Carrying:
    """One round: a store, a courier that carries what it holds, and the ledger of both sides."""

    store: Store
    courier: Courier
    ledger: Ledger

    def say(self, messages: Sequence[Message], together: int = 10) -> None:
        """Decide what is to be said, a few in each transaction."""
        for start in range(0, len(messages), together):
            while True:
                with suppress(StoreBusy):  # a machine that does much else: the courier held the store too long
                    self._decide(messages[start : start + together])
                    break

    def _decide(self, messages: Sequence[Message]) -> None:
        with self.store.write.begin() as session:
            for one in messages:
                words = {"target": one.target, "text": one.text, "key": one.text, "kind": one.kind}
                outbox.post(session, TEAM, **words, blocks=[], wall=wall())

    def has_looked_again(self) -> bool:
        """Whether no repeated post waits for its second look."""
        return not self.ledger.rows("SELECT 1 FROM outbox WHERE second_look_at IS NOT NULL LIMIT 1")


def template(folder: Path) -> Path:
    """A migrated store that knows the workspace, to be copied for each round."""
    file = folder / "template.db"
    store = open_store(f"sqlite:///{file}", threads=2)
    upgrade(store)
    add_workspace(store, TEAM)
    store.close()
    return file


@contextmanager
def carrying(empty: Path, town: Town, policy: DeliveryPolicy = QUICK) -> Iterator[Carrying]:
    """A courier on a copy of the empty store, for the block."""
    file = empty.with_name("round.db")
    for old in empty.parent.glob("round.db*"):
        old.unlink()
    shutil.copy(empty, file)
    store = open_store(f"sqlite:///{file}", threads=policy.threads + 8)
    ledger = Ledger(store.url, town)
    courier = Courier(store, policy, town.client, wall)
    courier.start()
    try:
        yield Carrying(store, courier, ledger)
    finally:
        courier.stop()
        ledger.close()
        store.close()
