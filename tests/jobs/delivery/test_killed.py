"""Is each message visible exactly once when the process is killed around a commit, a send or a record?"""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.failpoints import NAMES
from models.outbox import Sending
from models.store import Store
from tests.jobs.delivery.conftest import rows, running, settled
from tests.town import TOKEN, Town

CARRY = """
import sys, time
from bot.clock import wall
from jobs.delivery.courier import Courier
from jobs.delivery.send import client_for
from models.failpoints import kill_at
from models.store import open_store
from services.outbox import DeliveryPolicy
url, slack, token, failpoint = sys.argv[1:]
store = open_store(url, threads=8, failpoint=kill_at(failpoint))
policy = DeliveryPolicy(paced=False, quiet_seconds=0.3, lease_seconds=1)
Courier(store, policy, lambda _: client_for(token, slack, 3), wall).start()
time.sleep(30)
"""


@pytest.mark.parametrize("name", NAMES)
def test_killed_there_and_started_again(
    say: Callable[..., None], store: Store, store_url: str, town: Town, name: str
) -> None:
    for channel in ("C0APOLLO", "C0ORION", "C0VEGA"):
        say(channel, "one", "two")
    child = subprocess.run(
        [sys.executable, "-c", CARRY, store_url, f"{town.url}/api/", TOKEN, f"{name}:3"],
        cwd=Path.cwd(),
        timeout=60,
        check=False,
    )
    assert child.returncode == -signal.SIGKILL
    assert any(row.state != Sending.SENT for row in rows(store))
    with running(store, town):
        settled(store, 30)
    for channel in ("C0APOLLO", "C0ORION", "C0VEGA"):
        assert town.texts(channel) == ["one", "two"]
    assert {row.state for row in rows(store)} == {Sending.SENT}
