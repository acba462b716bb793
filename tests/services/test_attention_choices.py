"""Does what somebody chose hold, and is it written down who chose it?"""

from datetime import UTC, datetime

import pytest

from models.attention import Held
from models.people import Person
from services import attention_choices, interruptions
from services.policies import Policy
from services.refusals import NotAllowed, Refused
from tests.services.blocker_world import World


def hour(world: World, name: str, chosen: str | None) -> None:
    with world.acting(name) as (session, actor):
        attention_choices.choose_hour(session, chosen, Policy(), by=actor, at=world.clock.now())


def merged_at(world: World, name: str) -> str | None:
    return next(one.merged_at for one in world.rows(Person) if one.name == name)


def test_an_hour_is_chosen_and_taken_back_and_what_waits_moves(world: World) -> None:
    with world.acting("Mia") as (session, actor):
        at = world.clock.now()
        interruptions.hold(session, actor.person, key="k", kind="k", subject="s", due=at, at=at)
    for chosen in ("16:00", "16:00", None):
        hour(world, "Mia", chosen)
        assert merged_at(world, "Mia") == chosen
    assert [one.due_at for one in world.rows(Held)] == [datetime(2026, 3, 3, 8, 0, tzinfo=UTC)]
    noted = [(one.action, one.details) for one in world.audits()]
    assert sorted(noted, key=str) == [("attention.hour", {"hour": "16:00"}), ("attention.hour", {"hour": None})]


@pytest.mark.parametrize("chosen", ["25:00", "9", "09:00:00", "nine", "", "T09:00"])
def test_what_is_no_time_is_refused(world: World, chosen: str) -> None:
    with pytest.raises(Refused, match="not a time of day"):
        hour(world, "Mia", chosen)
    assert merged_at(world, "Mia") is None


def test_only_executives_have_the_digest_sent(world: World) -> None:
    world.person("Tess", roles=["executive"])
    found = []
    for wanted in (True, True, False):
        with world.acting("Tess") as (session, actor):
            found.append(attention_choices.choose_digest(session, wanted=wanted, by=actor, at=world.clock.now()))
    assert found == [True, False, True]
    assert [one.details for one in world.audits() if one.action == "attention.digest"] == [
        {"wanted": True},
        {"wanted": False},
    ]
    with pytest.raises(NotAllowed, match="to executives who ask for it"), world.acting("Ana") as (session, actor):
        attention_choices.choose_digest(session, wanted=True, by=actor, at=world.clock.now())
