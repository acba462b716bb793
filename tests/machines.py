"""How does a stateful machine walk tens of thousands of steps over a real store within seconds?"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, run_state_machine_as_test
from hypothesis.strategies import integers
from sqlalchemy.orm import Session

from models.store import Store, open_store

STEPS, EXAMPLES, LENGTH = 5_000, 4, 2_000  # tests/soak/machines.py walks as far as it is told
# One small number a step: hypothesis ends an example once its choices fill some kilobytes, after about 500 steps.
dice = integers(0, 127)


class OneTransaction:
    """A store whose transactions are savepoints within one that is never committed: the database is asked everything as
    ever, and only the waiting for the disk is left out, which is tested elsewhere."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.connection = store.engine.connect()
        self.connection.begin()
        self.write = self.read = self

    @contextmanager
    def begin(self) -> Iterator[Session]:
        with (
            Session(self.connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def close(self) -> None:
        self.connection.rollback()
        self.connection.close()
        self.store.close()


class Machine(RuleBasedStateMachine):
    """Opens the store for each example and leaves it as it was; counts the steps of all examples."""

    template: ClassVar[Path]  # a migrated, empty store
    walked: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.store = OneTransaction(open_store(f"sqlite:///{self.template}", threads=1))

    def teardown(self) -> None:
        self.store.close()

    @invariant()
    def another_step(self) -> None:
        self.walked["steps"] += 1


def walk(
    machine: type[Machine], template: Path, *, steps: int = STEPS, first: int = 1, examples: int = EXAMPLES
) -> int:
    """Examples of up to 2,000 steps, some at a time, until so many were walked; with the same `first` seed the same ways.
    How many steps were walked.

    A failure is not made smaller here, which would take minutes: `stroll` finds most of them, and does that.
    """
    long = settings(
        max_examples=examples,
        stateful_step_count=LENGTH,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    walked, number = Counter[str](), first
    while walked["steps"] < steps:
        print(f"{machine.__name__}: {walked['steps']} steps so far; the next ways are those of the seed {number}")
        run_state_machine_as_test(seed(number)(_on(machine, template, walked)), settings=long)
        number += 1
    return walked["steps"]


def stroll(machine: type[Machine], template: Path) -> None:
    """Short ways, new ones at each run; a failure is told as the shortest story that leads to it."""
    short = settings(max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(_on(machine, template, Counter()), settings=short)


def _on(machine: type[Machine], template: Path, walked: Counter[str]) -> type[Machine]:
    return type(machine.__name__, (machine,), {"template": template, "walked": walked})
