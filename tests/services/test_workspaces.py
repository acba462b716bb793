"""What do we know of a workspace, and in which zone does it live?"""

from collections.abc import Callable
from datetime import UTC, datetime

from models.people import Person
from models.store import Store
from models.workspaces import Workspace
from planning.people import Standing
from services import workspaces

AT = datetime(2026, 11, 25, 10, tzinfo=UTC)


def test_what_slack_tells_is_taken_over_and_the_zone_kept(store: Store) -> None:
    told = {"team_id": "T1", "team": "Fernwood", "url": "https://fernwood.example/", "user_id": "U0BOT", "bot_id": "B1"}
    with store.write.begin() as session:
        workspaces.settle(session, told, zone="UTC", wall=AT).zone = "Europe/London"
    with store.write.begin() as session:
        workspaces.settle(session, {**told, "team": "Fernwood Health"}, zone="UTC", wall=AT)
    with store.read.begin() as session:
        row = session.get_one(Workspace, "T1")
        assert (row.name, row.url, row.zone, row.bot_user_id) == (
            "Fernwood Health", "https://fernwood.example/", "Europe/London", "U0BOT",
        )  # fmt: skip


def test_the_zone_is_the_one_of_most_members(store: Store, workspace: str, make_person: Callable[..., Person]) -> None:
    for number, zone in enumerate(("Asia/Kolkata", "America/New_York", "America/New_York", None)):
        make_person(f"P{number}", zone=zone)
    for number in range(3):
        make_person(f"Bot{number}", zone="Asia/Tokyo", standing=Standing.BOT)
    with store.write.begin() as session:
        workspaces.settle_zone(session, workspace)
    with store.read.begin() as session:
        assert session.get_one(Workspace, workspace).zone == "America/New_York"


def test_nobody_with_a_zone_leaves_it_as_it_is(store: Store, workspace: str) -> None:
    with store.write.begin() as session:
        workspaces.settle_zone(session, workspace)
    with store.read.begin() as session:
        assert session.get_one(Workspace, workspace).zone == "Europe/Berlin"
