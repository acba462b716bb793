"""Do two weeks of a small organisation leave people in peace, and does the same seed live the same weeks again?"""

from dataclasses import asdict
from pathlib import Path

import pytest

from planning.blockers import State
from tests.simulation.measures import Figures
from tests.simulation.people import TOLD, Habits, listed
from tests.simulation.weeks import WAYS, lived

WEEKS, SEED = 2, 3
RUNS = ("clearway", "clearway", "daily")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    return lived(WAYS["clearway"], WEEKS, SEED, tmp_path_factory.mktemp("weeks"))


def test_nobody_gets_more_than_their_budget_without_a_human_who_answers_for_it(found: Figures) -> None:
    assert found.people == 14
    assert found.messages.number == found.people * WEEKS
    assert found.messages.median <= 2
    assert found.messages.most > 0
    assert found.unanswered_for == 0
    assert found.weeks_above == 0 or found.above.total() > 0


def test_what_was_reported_is_taken_and_nothing_failed(found: Figures) -> None:
    assert found.failed == []
    assert found.troubles > 3
    assert sum(found.blockers.values()) == found.troubles - found.never_told
    assert found.until_owned.number > 0
    assert found.blockers[State.CLEARED.value] > 0
    assert found.checkins > 0
    assert found.timers["digest", "done"] == WEEKS


def test_the_same_seed_lives_the_same_again_and_a_bot_that_asks_daily_asks_much_more(tmp_path: Path) -> None:
    one, again, daily = (lived(WAYS[way], 1, SEED, _folder(tmp_path, n)) for n, way in enumerate(RUNS))
    assert again == one
    assert daily != one
    assert daily.checkins > 2 * one.checkins
    assert daily.messages.median > one.messages.median
    assert daily.troubles == one.troubles


def _folder(parent: Path, number: int) -> Path:
    (parent / str(number)).mkdir()
    return parent / str(number)


def test_every_assumption_is_named() -> None:
    assert list(TOLD) == list(asdict(Habits()))
    assert "**0.75** of the check-ins are answered" in listed(Habits())
