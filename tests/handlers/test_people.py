"""Is what Slack tells about people taken over?"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.availability import Absence, Origin
from models.people import Person
from planning.people import Standing
from tests.handlers.desk import Desk
from tests.services.availability_world import say


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


def test_who_moves_to_another_zone_is_away_from_midnight_there(desk: Desk) -> None:
    say(desk.world, "Mia", "off 5 Mar")
    mia = told(desk, "user_change")
    assert mia is not None
    tokyo = ZoneInfo("Asia/Tokyo")
    assert mia.away_from == datetime(2026, 3, 5, tzinfo=tokyo)
    assert mia.away_until == datetime(2026, 3, 6, tzinfo=tokyo)


def test_who_was_imported_before_is_away_by_what_both_rows_knew(desk: Desk) -> None:
    desk.world.person("Twin", slack_id=None, email="mia@fernwood.example", zone="Europe/Berlin")
    desk.world.change_person("Mia", email=None)
    values = {"start": date(2026, 3, 4), "finish": date(2026, 3, 4), "part": "day", "origin": Origin.FILE}
    with desk.world.store.write.begin() as session:
        mine = {"workspace": desk.world.workspace, "person_id": desk.world.people["Twin"]}
        session.add(Absence(id="a" * 32, **mine, **values))
    say(desk.world, "Mia", "off 5 Mar")
    mia = told(desk, "user_change", tz="Europe/Berlin", profile={"real_name": "Mia", "email": "mia@fernwood.example"})
    assert mia is not None
    berlin = ZoneInfo("Europe/Berlin")
    assert mia.away_from == datetime(2026, 3, 4, tzinfo=berlin)
    assert mia.away_until == datetime(2026, 3, 6, tzinfo=berlin)


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
