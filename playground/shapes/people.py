"""How does Slack write down a person, and the app itself?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from playground.world import JSON, User, World


def user_json(world: World, user: User, now: float, *, email: bool = True) -> JSON:
    """The user object of users.info and of user_change; `email` only with the scope users:read.email."""
    shape: JSON = {
        "id": user.id,
        "team_id": world.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "profile": _profile(world, user, email=email),
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
    }
    if user.deleted:  # Slack leaves the rest out for people who are gone
        return shape
    return shape | {
        "color": user.color.lstrip("#"),
        "real_name": user.real_name,
        **_zone(user.tz, now),
        "is_admin": user.is_admin,
        "is_owner": user.is_owner,
        "is_primary_owner": user.is_owner,
        "is_restricted": user.is_restricted or user.is_ultra_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_email_confirmed": not user.is_bot,
        "has_2fa": False,
        "locale": "en-GB",
        "who_can_share_contact_card": "EVERYONE",
        **({"is_stranger": True} if user.is_stranger else {}),
    }


def _profile(world: World, user: User, *, email: bool) -> JSON:
    first, _, last = user.real_name.partition(" ")
    shape: JSON = {
        "title": user.title,
        "phone": "",
        "skype": "",
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "first_name": first,
        "last_name": last,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": f"g{user.color.lstrip('#')}",
        "team": world.team_id,
    }
    if user.is_bot:
        return shape | {"api_app_id": world.app_id, "bot_id": world.bot_id, "always_active": True}
    return shape | ({"email": user.email} if email and user.email else {})


def _zone(name: str, now: float) -> JSON:
    try:
        here = datetime.fromtimestamp(now, ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError):
        return {"tz": name, "tz_label": name, "tz_offset": 0}
    offset = here.utcoffset()
    return {"tz": name, "tz_label": here.tzname() or name, "tz_offset": int(offset.total_seconds()) if offset else 0}


def bot_profile(world: World) -> JSON:
    """The short portrait of the app that stands in each of its messages."""
    return {
        "id": world.bot_id,
        "app_id": world.app_id,
        "name": world.app_name,
        "icons": icons(world.base_url, 36, 48, 72),
        "deleted": False,
        "updated": 0,
        "team_id": world.team_id,
    }


def icons(base: str, *sizes: int) -> JSON:
    """Addresses of a picture in several sizes; the playground draws them all from one file."""
    return {f"image_{size}": f"{base}/static/icon.svg" for size in sizes}
