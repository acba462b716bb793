"""A courier that is quick enough for tests, and what it is given to carry."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from bot.clock import wall
from jobs.delivery.courier import Courier
from models.outbox import OutboxRow, Sending
from models.store import Store
from services import outbox
from services.outbox import DeliveryPolicy
from tests.town import Town

QUICK = DeliveryPolicy(
    quiet_seconds=0.3,
    edit_gap_seconds=0.1,
    lease_seconds=3,
    timeout_seconds=2,
    first_backoff_seconds=0.1,
    longest_backoff_seconds=0.5,
    second_look_seconds=0.2,
    paced=False,
)


@contextmanager
def running(store: Store, town: Town, policy: DeliveryPolicy = QUICK) -> Iterator[Courier]:
    courier = Courier(store, policy, town.client, wall)
    courier.start()
    try:
        yield courier
    finally:
        courier.stop()


@pytest.fixture
def courier(store: Store, town: Town) -> Iterator[Courier]:
    with running(store, town) as started:
        yield started


@pytest.fixture
def say(store: Store, workspace: str) -> Callable[..., None]:
    """Puts messages into the outbox, one transaction each: `say("C0APOLLO", "one", "two")`."""

    def put(target: str, *texts: str, kind: str = "notice") -> None:
        for text in texts:
            with store.write.begin() as session:
                outbox.post(
                    session,
                    workspace,
                    target=target,
                    text=text,
                    blocks=[],
                    key=f"{target}:{text}",
                    kind=kind,
                    wall=wall(),
                )

    return put


def settled(store: Store, seconds: float = 20.0) -> None:
    """Wait until nothing is open any more."""
    open_states = [Sending.PENDING, Sending.SENDING, Sending.UNKNOWN]
    until = time.monotonic() + seconds
    while True:
        with store.read.begin() as session:
            left = session.scalar(select(func.count()).where(OutboxRow.state.in_(open_states)))
        if not left:
            return
        if time.monotonic() > until:
            with store.read.begin() as session:
                rows = session.execute(
                    select(OutboxRow.state, OutboxRow.reason, OutboxRow.attempt, OutboxRow.act).where(
                        OutboxRow.state.in_(open_states)
                    )
                ).all()
            pytest.fail(f"{left} rows are still open after {seconds} s: {rows[:5]}")
        time.sleep(0.02)


def rows(store: Store) -> list[OutboxRow]:
    with store.read.begin() as session:
        return list(session.scalars(select(OutboxRow).order_by(OutboxRow.seq)))


def until(true: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            pytest.fail(f"it did not come about within {seconds} s")
        time.sleep(0.02)
