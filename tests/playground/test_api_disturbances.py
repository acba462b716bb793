"""Does the app learn who is not to be disturbed, and only as Slack tells it?"""

from __future__ import annotations

import pytest

from tests.playground.live import Live

NONE = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


@pytest.fixture
def asking(live: Live) -> Live:
    live.town.world.scopes.append("dnd:read")
    return live


def test_somebody_who_is_not_to_be_disturbed(asking: Live) -> None:
    now = int(asking.town.clock.now())
    mia = asking.town.world.users["U0MIA"]
    mia.dnd_from, mia.dnd_until = now, now + 1800
    on = {"dnd_enabled": True, "next_dnd_start_ts": now, "next_dnd_end_ts": now + 1800}
    told = asking.bot.dnd_teamInfo(users=["U0MIA", "U0DEVIKA", "U0WHO"])["users"]
    assert told == {"U0MIA": on, "U0DEVIKA": NONE}
    assert {key: asking.bot.dnd_info(user="U0MIA")[key] for key in on} == on
    asking.town.clock.skip(1801)
    assert asking.bot.dnd_teamInfo(users=["U0MIA"])["users"] == {"U0MIA": NONE}


def test_it_needs_its_scope_and_somebody_who_is_there(asking: Live) -> None:
    assert asking.refusal(asking.bot.dnd_info, user="U0WHO")["error"] == "user_not_found"
    assert asking.bot.dnd_info()["dnd_enabled"] is False, "the app itself"
    asking.town.world.scopes.remove("dnd:read")
    assert asking.refusal(asking.bot.dnd_teamInfo, users=["U0MIA"])["needed"] == "dnd:read"
