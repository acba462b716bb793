"""Who is there? users.info, list, lookupByEmail, conversations; team.info; bots.info."""

from __future__ import annotations

from playground.api.call import Call
from playground.api.channels import listed
from playground.api.registry import Method, Table
from playground.errors import SlackError
from playground.shapes import channel_json, icons, user_json
from playground.world import JSON, Channel, User

SLACKBOT = User("USLACKBOT", "slackbot", "Slackbot", tz="America/Los_Angeles", color="757575")


def _shape(call: Call, user: User, *, locale: bool = False) -> JSON:
    shape = user_json(call.world, user, call.town.clock.now(), email="users:read.email" in call.world.scopes)
    if not locale:
        shape.pop("locale", None)
    return shape


def users_info(call: Call) -> JSON:
    """users.info: one person."""
    user = call.world.users.get(call.need("user"))
    if user is None:
        raise SlackError("user_not_found")
    return {"user": _shape(call, user, locale=call.flag("include_locale"))}


def users_list(call: Call) -> JSON:
    """users.list: everybody, the deactivated and Slackbot too; without a limit all at once."""
    people = [*call.world.users.values(), SLACKBOT]
    page, more = call.page(people, default=len(people))
    locale = call.flag("include_locale")
    return {
        "members": [_shape(call, user, locale=locale) for user in page],
        "cache_ts": int(call.town.clock.wall()),
        **more,
    }


def lookup_by_email(call: Call) -> JSON:
    """users.lookupByEmail: the active person with that address."""
    email = call.need("email").lower()
    for user in call.world.users.values():
        if user.email.lower() == email and not user.deleted and not user.is_bot:
            return {"user": _shape(call, user)}
    raise SlackError("users_not_found")


def users_conversations(call: Call) -> JSON:
    """users.conversations: where a person (the app itself when none is named) is a member."""
    user = call.text("user") or call.world.bot_user_id
    if user not in call.world.users:
        raise SlackError("user_not_found")
    return listed(call, lambda channel: user in channel.members, _place)


def _place(call: Call, channel: Channel) -> JSON:
    shape = channel_json(call.world, channel)
    shape.pop("is_member", None)  # it is about somebody who is a member anyway
    return shape


def team_info(call: Call) -> JSON:
    """team.info: the workspace."""
    world = call.world
    if call.text("team") not in ("", world.team_id):
        raise SlackError("team_not_found")
    picture = {**icons(call.town.base_url, 34, 44, 68, 88, 102, 132, 230), "image_default": True}
    return {
        "team": {
            "id": world.team_id,
            "name": world.team_name,
            "domain": world.domain,
            "email_domain": "",
            "url": f"{call.town.base_url}/",
            "icon": picture,
            "is_verified": False,
            "avatar_base_url": f"{call.town.base_url}/",
        }
    }


def bots_info(call: Call) -> JSON:
    """bots.info: the app's own bot."""
    world = call.world
    if call.text("bot") not in ("", world.bot_id):
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": world.bot_id,
            "deleted": False,
            "name": world.app_name,
            "updated": world.users[world.bot_user_id].updated,
            "app_id": world.app_id,
            "user_id": world.bot_user_id,
            "icons": icons(call.town.base_url, 36, 48, 72),
        }
    }


READ = ("users:read",)
PLACES = ("channels:read", "groups:read", "im:read", "mpim:read")
METHODS: Table = (
    Method("users.info", users_info, 4, READ, takes_json=False),
    Method("users.list", users_list, 2, READ, takes_json=False),
    Method("users.lookupByEmail", lookup_by_email, 3, ("users:read.email",), takes_json=False),
    Method("users.conversations", users_conversations, 3, PLACES, takes_json=False),
    Method("team.info", team_info, 3, ("team:read",)),
    Method("bots.info", bots_info, 3, READ, takes_json=False),
)
