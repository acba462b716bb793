"""Is what Slack tells about people taken over?"""

from typing import Any

import pytest

from models.people import Person
from planning.people import Standing
from tests.handlers.desk import Desk


def told(desk: Desk, kind: str, **user: Any) -> Person | None:
    given = {
        "id": "U0MIA",
        "team_id": desk.world.workspace,
        "profile": {"real_name": "Mia Lind"},
        "tz": "Asia/Tokyo",
        **user,
    }
    desk.said(desk.event({"type": kind, "user": given}))
    return next((one for one in desk.world.rows(Person) if one.slack_id == given["id"]), None)


@pytest.mark.parametrize("kind", ["user_change", "team_join"])
def test_a_profile_is_taken_over(desk: Desk, kind: str) -> None:
    mia = told(desk, kind)
    assert mia is not None
    assert (mia.id, mia.name, mia.zone) == (desk.world.people["Mia"], "Mia Lind", "Asia/Tokyo")
    new = told(desk, kind, id="U0NEW", is_restricted=True)
    assert new is not None
    assert new.standing == Standing.GUEST


def test_whoever_leaves_may_nothing_more(desk: Desk) -> None:
    filed = desk.world.report("Mia")
    told(desk, "user_change", deleted=True)
    desk.said(desk.press("Mia", "blockers.withdraw", filed))
    assert desk.world.whats(filed) == ["reported"]
    assert "deactivated" in desk.notes()[0]


def test_the_pmo_is_who_has_the_role_and_not_whom_slack_calls_an_admin(desk: Desk) -> None:
    filed = desk.world.report("Mia")
    told(desk, "user_change", id="U0YUKI", is_admin=True)
    desk.said(desk.press("Yuki", "blockers.withdraw", filed))
    assert desk.world.whats(filed) == ["reported"]
    desk.world.change_person("Yuki", roles=["pmo"])
    desk.said(desk.press("Yuki", "blockers.withdraw", filed))
    assert desk.world.whats(filed) == ["reported", "withdrawn"]
