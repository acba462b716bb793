"""Who gets through which door?"""

from itertools import product

import pytest

from bot.clock import wall
from models.inbox import InboxRow
from models.people import Person
from planning.people import Standing
from services import inbox, permissions
from services.permissions import EVERYBODY, MEMBERS, PMO, Permission
from services.refusals import NotAllowed
from tests.services.blocker_world import World

OUTSIDE = {Standing.STRANGER, Standing.BOT, Standing.DEACTIVATED}


def test_every_kind_of_person_and_every_permission() -> None:
    for standing, is_admin, permission in product(Standing, (True, False), Permission):
        person = Person(workspace="T1", id="p", standing=standing, is_admin=is_admin)
        granted = permission in permissions.grants_of(person)
        if standing in OUTSIDE or permission is Permission.NOBODY:
            assert not granted
        elif permission is Permission.BLOCKERS_MANAGE:
            assert granted == (is_admin and standing is Standing.MEMBER), "nobody is the PMO before Slack says so"
        elif permission is Permission.BLOCKERS_READ_ALL:
            assert granted == (standing is Standing.MEMBER), "a guest sees what concerns them"
        else:
            assert granted


def test_the_lead_whom_the_policy_names_is_of_the_pmo_once_slack_says_who_they_are() -> None:
    for standing in Standing:
        person = Person(workspace="T1", id="p", standing=standing, is_admin=False, email="lena@fernwood.example")
        for lead in (" Lena@Fernwood.example ", "mia@fernwood.example", None):
            leads = lead is not None and "Lena" in lead and standing is Standing.MEMBER
            assert (Permission.BLOCKERS_MANAGE in permissions.grants_of(person, lead)) == leads
    nameless = Person(workspace="T1", id="p", standing=Standing.MEMBER, is_admin=False)
    assert Permission.BLOCKERS_MANAGE not in permissions.grants_of(nameless, "")


def test_the_pmo_may_what_everybody_may() -> None:
    assert EVERYBODY < MEMBERS < PMO
    assert set(Permission) - {Permission.NOBODY} == PMO


def context(world: World, name: str, permission: Permission, *keys: str) -> dict[str, object]:
    return {"delivery": world.delivery(name, *keys, door="/blocked"), "permission": permission}


def test_to_require_claims_loads_and_checks(world: World) -> None:
    at_the_door = context(world, "Mia", Permission.BLOCKERS_REPORT, "trigger:1")
    with world.store.write.begin() as session:
        actor = permissions.require(session, at_the_door)
        assert (actor.id, actor.workspace) == (world.people["Mia"], world.workspace)
        assert actor.may(Permission.BLOCKERS_WORK)
        assert not actor.may(Permission.BLOCKERS_MANAGE)
        assert session.info["door"] == "/blocked"
    with pytest.raises(inbox.AlreadyHandled), world.store.write.begin() as session:
        permissions.require(session, at_the_door)


def test_who_is_refused_has_claimed_nothing(world: World) -> None:
    at_the_door = context(world, "Mia", Permission.BLOCKERS_MANAGE, "trigger:1")
    for _ in range(2):
        with pytest.raises(NotAllowed, match="for the project management office"), world.store.write.begin() as session:
            permissions.require(session, at_the_door)
    assert world.rows(InboxRow) == []


@pytest.mark.parametrize("standing", sorted(OUTSIDE))
def test_who_stands_outside_hears_why(world: World, standing: Standing) -> None:
    world.change_person("Mia", standing=standing)
    with pytest.raises(NotAllowed) as refusal, world.store.read.begin() as session:
        permissions.look(session, context(world, "Mia", Permission.HELP))
    assert str(refusal.value).startswith(("Clearway", "This account"))


def test_a_role_that_was_taken_away_counts_at_the_next_press(world: World) -> None:
    at_the_door = context(world, "Ana", Permission.BLOCKERS_MANAGE)
    with world.store.read.begin() as session:
        permissions.look(session, at_the_door)
    world.change_person("Ana", is_admin=False)
    with pytest.raises(NotAllowed), world.store.read.begin() as session:
        permissions.look(session, at_the_door)


@pytest.mark.parametrize("slack_user", [None, "", "U0NOBODY"])
def test_nobody_gets_in_without_a_name(world: World, slack_user: str | None) -> None:
    delivery = inbox.Delivery(world.workspace, slack_user, "test", (), wall())
    with pytest.raises(NotAllowed, match="did not say who"), world.store.read.begin() as session:
        permissions.look(session, {"delivery": delivery, "permission": Permission.HELP})


def test_a_person_of_one_workspace_is_nobody_in_another(world: World) -> None:
    delivery = inbox.Delivery("T0OTHER", "U0MIA", "test", (), wall())
    with pytest.raises(NotAllowed), world.store.read.begin() as session:
        permissions.look(session, {"delivery": delivery, "permission": Permission.HELP})
