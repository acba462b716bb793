"""Which organisation is there at the beginning: reads one from a file, by default the made-up Fernwood Health."""

from __future__ import annotations

import json
from pathlib import Path

from playground.world import JSON, Channel, Message, User, World

DEFAULT = Path(__file__).with_name("organisation.json")


class BadSampleError(ValueError):
    """The file cannot be read as an organisation; the message says why."""


def load(path: Path, now: float) -> World:
    """The world of the file, its messages as long before `now` (seconds since 1970) as they say.

    Raises BadSampleError with a sentence.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        world = _world(told)
        for user in told["users"]:
            world.users[user["id"]] = User(**{"updated": int(now), **user})
        for channel in told["channels"]:
            world.channels[channel["id"]] = Channel(**{"created": int(now) - 200 * 86400, **channel})
        for place, message in enumerate(told["messages"]):
            _say(world, message, now, place)
    except OSError as why:
        raise BadSampleError(f"The sample organisation {path} cannot be read: {why.strerror}.") from why
    except (ValueError, KeyError, TypeError) as why:
        raise BadSampleError(f"The sample organisation {path} is not as it should be: {why}.") from why
    return world


def _world(told: JSON) -> World:
    team, app = told["team"], told["app"]
    world = World(
        team_id=team["id"],
        team_name=team["name"],
        domain=team["domain"],
        app_id=app["id"],
        app_name=app["name"],
        bot_user_id=app["user_id"],
        bot_id=app["bot_id"],
        bot_token=app["bot_token"],
        app_token=app["app_token"],
        signing_secret=app["signing_secret"],
        scopes=[],
    )
    bot = User(app["user_id"], app["user_name"], app["name"], title="The app", tz="Europe/London", color="#2f6f62")
    bot.is_bot = True
    world.users[bot.id] = bot
    return world


def _say(world: World, told: JSON, now: float, place: int) -> None:
    """Messages stand in the file in any order; ids differ even where two were written at the same moment."""
    at = now - told["ago"]
    message = Message(told["channel"], f"{int(at)}.{place:06d}", told["user"], told["text"], shown_at=at)
    there = world.messages.setdefault(message.channel, [])
    there.append(message)
    there.sort(key=lambda one: one.ts)
    read = world.channels[message.channel].read
    for user in world.channels[message.channel].members:
        read[user] = max(message.ts, read.get(user, ""))
