"""What is Slack to be told about this app? Its manifest, made from the routes, so that it lists only what is served."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bot.scopes import events_of, needed
from handlers.routes import Kind, Route
from ui.words import Commands

DESCRIPTION = "Raise what blocks your work, and the project management office helps to clear it."
LONG_DESCRIPTION = (
    "Clearway helps a project management office remove roadblocks instead of making them. Anybody may raise a blocker "
    "with a sentence; it gets one owner, an age and a next date, and one card in the project's channel that is always "
    "up to date. Clearway is open source and runs on your own machine: what your team writes stays with you."
)
Named = Callable[[str], str]


def build(routes: Sequence[Route], named: Named, http: str | None = None) -> dict[str, Any]:
    """The manifest. `named` gives a command its name here, prefix included.

    `http` is the address at which Slack reaches the bot; without it, it is reached by Socket Mode.
    """
    url = f"{http.rstrip('/')}/slack/events" if http else None
    events = events_of(routes)
    return {
        "display_information": {
            "name": "Clearway",
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1f4e4a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                # Slack shows no text field where nothing would be read.
                "messages_tab_read_only_enabled": "message.im" not in events,
            },
            "bot_user": {"display_name": "Clearway", "always_online": True},
            **_shortcuts(routes),
            "slash_commands": [_command(route, named, url) for route in routes if route.kind is Kind.COMMAND],
        },
        "oauth_config": {"scopes": _scopes(routes)},
        "settings": {
            "event_subscriptions": {**({"request_url": url} if url else {}), "bot_events": events},
            "interactivity": {"is_enabled": True, **({"request_url": url} if url else {})},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def prefixed(prefix: str) -> Named:
    """How commands are called with CLEARWAY_COMMAND_PREFIX."""
    return Commands(prefix).named


def text(manifest: dict[str, Any]) -> str:
    """As it is pasted into Slack and kept in manifest.json."""
    return json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"


def explain(routes: Sequence[Route]) -> str:
    """A line a scope: what it is needed for, and what is lost where an optional one is declined."""
    lines = []
    for scope in needed(routes):
        lost = f" Optional: without it, {scope.without}." if scope.optional else ""
        lines.append(f"{scope.name:<18} {scope.reason}.{lost}")
    return "\n".join(lines) + "\n"


def differences(committed: Path, expected: str) -> str | None:
    """A sentence where the file at `committed` is not `expected`, else None."""
    if not committed.is_file():
        return f"{committed.name} is missing. Write it with: ./clearway manifest --write"
    if committed.read_text(encoding="utf-8") != expected:
        return f"{committed.name} is not what the routes serve. Write it anew with: ./clearway manifest --write"
    return None


def _shortcuts(routes: Sequence[Route]) -> dict[str, Any]:
    shortcuts = [
        {"name": route.title, "type": "message", "callback_id": route.name, "description": route.hint or route.title}
        for route in routes
        if route.kind is Kind.MESSAGE_SHORTCUT
    ]
    return {"shortcuts": shortcuts} if shortcuts else {}


def _command(route: Route, named: Named, url: str | None) -> dict[str, Any]:
    return {
        "command": named(route.name),
        **({"url": url} if url else {}),
        "description": route.title,
        "usage_hint": route.hint,
        "should_escape": True,  # people and channels arrive as ids; names change and are not unique
    }


def _scopes(routes: Sequence[Route]) -> dict[str, list[str]]:
    scopes = needed(routes)
    return {
        "bot": [scope.name for scope in scopes if not scope.optional],
        "bot_optional": [scope.name for scope in scopes if scope.optional],
    }
