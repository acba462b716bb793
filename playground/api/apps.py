"""Is the token good, and where does the app connect? auth.test, api.test, apps.connections.open."""

from __future__ import annotations

from playground.api.call import Call
from playground.api.registry import Method, Table
from playground.errors import SlackError
from playground.world import JSON


def auth_test(call: Call) -> JSON:
    """auth.test: who the token belongs to."""
    world = call.world
    return {
        "url": f"{call.town.base_url}/",
        "team": world.team_name,
        "user": world.users[world.bot_user_id].name,
        "team_id": world.team_id,
        "user_id": world.bot_user_id,
        "bot_id": world.bot_id,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> JSON:
    """api.test: gives the arguments back, or the error that was asked for."""
    args = {name: value for name, value in call.args.items() if name != "token"}
    if error := call.text("error"):
        raise SlackError(error, args=args)
    return {"args": args} if args else {}


def connections_open(call: Call) -> JSON:
    """apps.connections.open: an address for one websocket of Socket Mode."""
    base = call.town.base_url.replace("http", "ws", 1)
    return {"url": f"{base}/socket?ticket={call.town.delivery.new_ticket()}&app_id={call.world.app_id}"}


METHODS: Table = (
    Method("auth.test", auth_test, 5),
    Method("api.test", api_test, 4, caller="anyone"),
    Method("apps.connections.open", connections_open, 3, caller="app"),
)
