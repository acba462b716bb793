"""Is every phrase of the readers' tables noted as it is meant, and taken back exactly?"""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.clock import FixedClock
from models.store import open_store
from readers.availability import availability, resolve
from services.availability_said import Meant
from tests.machines import OneTransaction
from tests.readers.availability_meanings import NOW, written
from tests.readers.test_availability import DATES, DAYS
from tests.readers.test_availability_repeats import REPEATS
from tests.readers.test_availability_weeks import SAID
from tests.services.availability_world import absences, patterns, say, undo, whole_state
from tests.services.blocker_world import World

PHRASES = [text for text in (*DAYS, *DATES, *REPEATS, *SAID) if isinstance(resolve(availability(text), NOW), Meant)]


def days_of(meaning: str) -> list[str]:
    """The absences of a meaning, in the words of `absences`."""
    return sorted(meaning.removeprefix("off ").split(" | "))


def test_there_are_as_many_as_people_need() -> None:
    assert len(PHRASES) >= 150


def test_every_phrase_is_noted_as_it_is_meant_and_taken_back(migrated_sqlite: Path) -> None:
    store = OneTransaction(open_store(f"sqlite:///{migrated_sqlite}", threads=1))
    world = World(store, FixedClock(NOW))  # type: ignore[arg-type]
    world.person("Mia", zone="Europe/Berlin")
    nothing = whole_state(world, "Mia")
    different = {}
    for text in PHRASES:
        meant = resolve(availability(text), NOW)
        effect = say(world, "Mia", text)
        meaning = written(meant)
        if meaning.startswith("off ") and absences(world) != days_of(meaning):
            different[text] = (meaning, absences(world))
        if meaning.startswith(("share ", "week ")) and effect.change is not None:
            since = next(iter(patterns(world)), "")[:10]
            if since != str(meant.start):  # type: ignore[union-attr]
                different[text] = (meaning, patterns(world))
        assert all(now >= 0 for _, _, now in effect.weeks), text
        if effect.change is not None:
            undo(world, "Mia", effect.change)
        assert whole_state(world, "Mia") == nothing, text
    store.close()
    assert different == {}


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata", "America/St_Johns"])
def test_tomorrow_is_the_speaker_s_own(migrated_sqlite: Path, zone: str) -> None:
    store = OneTransaction(open_store(f"sqlite:///{migrated_sqlite}", threads=1))
    world = World(store, FixedClock(NOW))  # type: ignore[arg-type]
    world.person("Mia", zone=zone)
    for _ in range(16):
        effect = say(world, "Mia", "off tomorrow")
        local = world.clock.now().astimezone(ZoneInfo(zone)).date()
        assert absences(world) == [str(date.fromordinal(local.toordinal() + 1))]
        undo(world, "Mia", effect.change)
        world.clock.add(hours=3)
    store.close()
