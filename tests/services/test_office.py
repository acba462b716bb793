"""Who is the PMO, and who owns what has no owner?"""

import pytest

from planning.people import Role, Standing
from services import office
from tests.services.blocker_world import World


@pytest.fixture
def full(world: World) -> World:
    """Ana is of the PMO as ever; beside her stand an admin of Clearway and one of the workspace."""
    world.person("Slackie", is_admin=True)
    world.person("Abe", roles=["member", "admin"])
    world.person("zoe", roles=["pm", "pmo"])
    return world


def owner(world: World, lead: str | None) -> str | None:
    with world.store.read.begin() as session:
        found = office.pmo(session, world.workspace, lead)
        return found.name if found is not None else None


def test_the_policy_goes_before_the_roles_and_the_roles_before_slack(full: World) -> None:
    assert owner(full, " CY@fernwood.example") == "Cy"
    full.change_person("Cy", standing=Standing.DEACTIVATED)
    assert owner(full, "cy@fernwood.example") == "Ana"
    full.change_person("Ana", roles=["member"])
    assert owner(full, None) == "zoe"
    full.change_person("zoe", standing=Standing.GUEST)
    assert owner(full, None) == "Abe"
    full.change_person("Abe", roles=[])
    assert owner(full, None) == "Slackie"
    full.change_person("Slackie", is_admin=False)
    assert owner(full, None) is None


def test_the_office_is_who_has_the_role(full: World) -> None:
    full.person("Strange", roles=["pmo"], standing=Standing.STRANGER)
    full.person("Almost", roles=["pmo2", "xpmo"])
    with full.store.read.begin() as session:
        names = [one.name for one in office.office(session, full.workspace, "zoe@fernwood.example")]
        assert names == ["zoe", "Ana"]
        names = [one.name for one in office.office(session, full.workspace, "cy@fernwood.example")]
        assert names == ["Ana", "zoe"], "whom the policy names owns things, and is not of the PMO by that"
        assert [one.name for one in office.holders(session, full.workspace, Role.PM)] == ["zoe"]
