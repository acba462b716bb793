"""Does the app learn who is there: people, their zones and addresses, the workspace, itself?"""

from __future__ import annotations

import pytest

from tests.playground.live import Live


def test_a_person_with_zone_and_address(live: Live) -> None:
    user = live.bot.users_info(user="U0DEVIKA")["user"]
    assert (user["tz"], user["tz_offset"], user["real_name"]) == ("Asia/Kolkata", 19_800, "Devika Nair")
    assert user["profile"]["email"] == "devika@fernwood-health.example"


def test_addresses_need_their_scope(live: Live) -> None:
    live.town.world.scopes.remove("users:read.email")
    assert "email" not in live.bot.users_info(user="U0MIA")["user"]["profile"]
    refused = live.refusal(live.bot.users_lookupByEmail, email="mia@fernwood-health.example")
    assert (refused["error"], refused["needed"]) == ("missing_scope", "users:read.email")


def test_who_left_has_no_zone(live: Live) -> None:
    user = live.bot.users_info(user="U0KARL")["user"]
    assert user["deleted"] is True
    assert "tz" not in user


def test_guests_and_admins(live: Live) -> None:
    guest, admin = (live.bot.users_info(user=user)["user"] for user in ("U0GUS", "U0PRIYA"))
    assert (guest["is_restricted"], guest["is_ultra_restricted"], guest["is_admin"]) == (True, False, False)
    assert (admin["is_admin"], admin["is_restricted"]) == (True, False)


def test_everybody(live: Live) -> None:
    everybody = live.bot.users_list()
    names = [user["id"] for user in everybody["members"]]
    assert names == [*live.town.world.users, "USLACKBOT"]
    assert everybody["response_metadata"]["next_cursor"] == ""
    first = live.bot.users_list(limit=4)
    rest = live.bot.users_list(limit=100, cursor=first["response_metadata"]["next_cursor"])
    assert [user["id"] for page in (first, rest) for user in page["members"]] == names


@pytest.mark.parametrize("email", ["karl@fernwood-health.example", "nobody@fernwood-health.example"])
def test_addresses_of_nobody(live: Live, email: str) -> None:
    assert live.refusal(live.bot.users_lookupByEmail, email=email)["error"] == "users_not_found"


def test_an_address_in_any_case(live: Live) -> None:
    assert live.bot.users_lookupByEmail(email="Mia@Fernwood-Health.example")["user"]["id"] == "U0MIA"


def test_unknown_people(live: Live) -> None:
    assert live.refusal(live.bot.users_info, user="U0NOBODY")["error"] == "user_not_found"
    assert live.refusal(live.bot.bots_info, bot="B0NOBODY")["error"] == "bot_not_found"


def test_the_workspace_and_the_bot(live: Live) -> None:
    assert live.bot.team_info()["team"]["domain"] == "fernwood-health"
    assert live.bot.bots_info(bot="B0APP")["bot"]["user_id"] == "U0APP"
