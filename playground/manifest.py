"""What may the app do: reads its manifest and gives the world its commands, shortcuts, scopes and events."""

from __future__ import annotations

import json
from pathlib import Path

from playground.world import World


class BadManifestError(ValueError):
    """The file cannot be read as a manifest; the message says why."""


def apply(world: World, path: Path) -> None:
    """Give the app what its manifest names; without one it has no scope, command, shortcut or event.

    Raises BadManifestError with a sentence.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        features, settings = told.get("features", {}), told.get("settings", {})
        scopes = told.get("oauth_config", {}).get("scopes", {})
        world.scopes = list(dict.fromkeys([*scopes.get("bot", []), *scopes.get("bot_optional", [])]))
        world.commands = [dict(command) for command in features.get("slash_commands", [])]
        world.shortcuts = [dict(shortcut) for shortcut in features.get("shortcuts", [])]
        world.is_read_only = bool(features.get("app_home", {}).get("messages_tab_read_only_enabled", False))
        world.bot_events = list(settings.get("event_subscriptions", {}).get("bot_events", []))
        name = str(told["display_information"]["name"])
    except OSError as why:
        raise BadManifestError(f"The manifest {path} cannot be read: {why.strerror}.") from why
    except (ValueError, KeyError, TypeError, AttributeError) as why:
        raise BadManifestError(f"The manifest {path} is not as it should be: {why}.") from why
    bot = world.users[world.bot_user_id]
    world.app_name = name
    bot.real_name = str(features.get("bot_user", {}).get("display_name") or name)
    bot.name = "".join(letter for letter in bot.real_name.lower() if letter.isalnum()) or "app"
