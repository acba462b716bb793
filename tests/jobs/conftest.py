"""What a job is given, with a clock that stands still."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from slack_sdk import WebClient

from bot.clock import FixedClock, wall
from jobs.work import Work
from models.store import Store
from services.health import Board
from services.policies import Policy
from tests.town import Town


def work_over(store: Store, clock: FixedClock) -> Work:
    return Work(
        write=store.write,
        read=store.read,
        policy=Policy(),
        now=clock.now,
        wall=wall,
        client_of=lambda _: WebClient(base_url="http://127.0.0.1:9/api/", retry_handlers=[]),
        owner="this process",
        board=Board(),
    )


@pytest.fixture
def work(store: Store, clock: FixedClock) -> Work:
    """Without Slack."""
    return work_over(store, clock)


@pytest.fixture
def town_work(work: Work, town: Town) -> Callable[[], Work]:
    """With the local Slack."""
    return lambda: replace(work, client_of=town.client)
