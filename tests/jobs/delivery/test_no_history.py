"""What happens to an unsure message where the app may not read the history?"""

from collections.abc import Callable, Iterator

import pytest

from jobs.delivery.send import SECOND_COPY
from models.outbox import Sending
from models.store import Store
from services.outbox_doubts import SAID_ONCE_AT_MOST
from tests.jobs.delivery.conftest import rows, running, settled
from tests.town import SCOPES, Town

Say = Callable[..., None]


@pytest.fixture
def blind_town(_blind_town: Town) -> Town:
    _blind_town.reset()
    return _blind_town


@pytest.fixture(scope="module")
def _blind_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A Slack whose owner did not grant the optional history scopes."""
    town = Town(tmp_path_factory.mktemp("blind"), SCOPES)
    yield town
    town.stop()


def test_an_escalation_is_said_again_and_says_that_it_may_be_the_second(
    say: Say, store: Store, blind_town: Town
) -> None:
    blind_town.fail("chat.postMessage", "lost", times=1)
    with running(store, blind_town):
        say("C0APOLLO", "decide by noon", kind="escalation")
        settled(store)
    first, second = [text for text in blind_town.texts("C0APOLLO") if text.startswith("decide")]
    assert first == "decide by noon"
    assert second == f"decide by noon\n{SECOND_COPY}"
    assert rows(store)[0].state == Sending.SENT


def test_a_check_in_is_not_said_again_and_its_row_says_why(say: Say, store: Store, blind_town: Town) -> None:
    blind_town.fail("chat.postMessage", "lost", times=1)
    before = len(blind_town.texts("C0ORION"))
    with running(store, blind_town):
        say("C0ORION", "how is it going?", kind="checkin")
        settled(store)
    assert len(blind_town.texts("C0ORION")) == before + 1
    (row,) = rows(store)
    assert (row.state, row.reason) == (Sending.FAILED, SAID_ONCE_AT_MOST)
