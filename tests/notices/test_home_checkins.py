"""Does Home promise the next check-in for when it may come, as often as its reader chose?"""

from datetime import timedelta

import pytest

from models.people import Person
from notices import home_checkins
from planning.checkins import Frequency
from tests.services.blocker_world import World
from tests.services.checkin_rows import checkin, series


@pytest.mark.parametrize(
    ("chosen", "next_day"),
    [
        (None, "Tue 3 Mar"),
        (Frequency.DAILY, "Tue 3 Mar"),
        (Frequency.TWICE_A_WEEK, "Thu 5 Mar"),
        (Frequency.WEEKLY, "Mon 9 Mar"),
        (Frequency.WHEN_NEEDED, "Mon 9 Mar"),
    ],
)
def test_the_next_one_is_as_far_away_as_was_chosen(world: World, chosen: Frequency | None, next_day: str) -> None:
    """Asked on Monday 2 March, at nine; the series would ask at half past nine once more."""
    series(world, "Mia", people=[world.people["Mia"]])
    checkin(world, "Mia")
    with world.store.write.begin() as session:
        mia = session.get_one(Person, (world.workspace, world.people["Mia"]))
        mia.checkin_frequency = chosen
        found = home_checkins.facts(session, mia, world.occasion())
    assert found is not None
    assert found.next_at is not None
    assert f"{found.next_at:%a} {found.next_at.day} {found.next_at:%b}" == next_day
    assert found.next_at > world.clock.now() + timedelta(hours=12)
