"""Does any request that Slack did not send, or did not send now, get in? The short figure; tests/soak has the long one."""

import pytest

from tests.house import House
from tests.soak.forged import attack

pytestmark = [pytest.mark.timeout(120)]
REQUESTS, SEED = 1500, 3


def test_nothing_forged_mutated_or_replayed_changes_anything(served: House) -> None:
    found = attack(served, REQUESTS, SEED)
    assert (
        found["requests"] == sum(found[kind] for kind in ("forged", "mutated", "replayed", "replayed late")) == REQUESTS
    )
    assert min(found[kind] for kind in ("forged", "mutated", "replayed", "replayed late")) > 20
    troubles = {name: found[name] for name in ("accepted", "server_errors", "unanswered", "answered otherwise")}
    assert set(troubles.values()) == {0}, troubles
