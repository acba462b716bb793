"""Does the app learn who is not to be disturbed, and only as Slack tells it?"""

from __future__ import annotations

from tests.playground.live import Live

NONE = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


def test_somebody_who_is_not_to_be_disturbed(live: Live) -> None:
    now = int(live.town.clock.now())
    mia = live.town.world.users["U0MIA"]
    mia.dnd_from, mia.dnd_until = now, now + 1800
    on = {"dnd_enabled": True, "next_dnd_start_ts": now, "next_dnd_end_ts": now + 1800}
    told = live.bot.dnd_teamInfo(users=["U0MIA", "U0DEVIKA", "U0WHO"])["users"]
    assert told == {"U0MIA": on, "U0DEVIKA": NONE}
    assert {key: live.bot.dnd_info(user="U0MIA")[key] for key in on} == on
    live.town.clock.skip(1801)
    assert live.bot.dnd_teamInfo(users=["U0MIA"])["users"] == {"U0MIA": NONE}


def test_it_needs_its_scope_and_somebody_who_is_there(live: Live) -> None:
    assert live.refusal(live.bot.dnd_info, user="U0WHO")["error"] == "user_not_found"
    assert live.bot.dnd_info()["dnd_enabled"] is False, "the app itself"
    live.town.world.scopes.remove("dnd:read")
    assert live.refusal(live.bot.dnd_teamInfo, users=["U0MIA"])["needed"] == "dnd:read"
