"""Who is not to be disturbed? dnd.info and dnd.teamInfo, as anybody but the person themselves sees it."""

from __future__ import annotations

from playground.api.call import Call
from playground.api.registry import Method, Table
from playground.errors import SlackError
from playground.world import JSON, User

MOST = 50  # people in one question


def dnd_info(call: Call) -> JSON:
    """dnd.info: one person, the app itself when none is named."""
    user = call.world.users.get(call.text("user") or call.world.bot_user_id)
    if user is None:
        raise SlackError("user_not_found")
    return _told(user, call.town.clock.now())


def dnd_team_info(call: Call) -> JSON:
    """dnd.teamInfo: those people whose ids stand in `users` with commas between; who is not known is left out."""
    now = call.town.clock.now()
    wanted = [one for one in call.need("users").split(",") if one in call.world.users]
    return {"users": {one: _told(call.world.users[one], now) for one in wanted[:MOST]}}


def _told(user: User, now: float) -> JSON:
    """The stretch that is on or comes next; 1 stands for none, as with Slack."""
    if user.dnd_until <= now:
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    return {"dnd_enabled": True, "next_dnd_start_ts": user.dnd_from, "next_dnd_end_ts": user.dnd_until}


READ = ("dnd:read",)
METHODS: Table = (
    Method("dnd.info", dnd_info, 3, READ, takes_json=False),
    Method("dnd.teamInfo", dnd_team_info, 2, READ, takes_json=False),
)
