"""Are five hundred asked at nine as soon as Slack's limits allow, and does an escalation overtake them?"""

from pathlib import Path
from random import Random

import pytest

from tests.soak import crowd


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_five_hundred_are_asked_in_the_least_time_and_nothing_urgent_stands_behind_them(tmp_path: Path) -> None:
    with crowd.opened(tmp_path, members=500) as trial:
        found = trial(0, Random(1))
    print(found.told())
    assert found.broken == []
    assert found.figures["told to wait"] == 0
    assert found.worst["places out of turn"] < crowd.POLICY.delivery.threads
