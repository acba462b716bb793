"""Does the app get from its manifest what it names, and nothing else?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from playground.manifest import BadManifestError, apply
from playground.sample import DEFAULT, load


def test_what_the_manifest_names(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    shortcut = {"name": "Report", "type": "message", "callback_id": "report", "description": "Reports"}
    command = {"command": "/report", "description": "Reports", "usage_hint": "what"}
    told = {
        "display_information": {"name": "Helper"},
        "features": {
            "slash_commands": [command],
            "shortcuts": [shortcut],
            "app_home": {"messages_tab_read_only_enabled": True},
        },
        "oauth_config": {"scopes": {"bot": ["chat:write", "commands"], "bot_optional": ["files:read", "commands"]}},
        "settings": {"event_subscriptions": {"bot_events": ["message.im"]}},
    }
    path.write_text(json.dumps(told))
    world = load(DEFAULT, 0.0)
    apply(world, path)
    assert (world.commands, world.shortcuts) == ([command], [shortcut])
    assert (world.scopes, world.bot_events) == (["chat:write", "commands", "files:read"], ["message.im"])
    assert world.is_read_only
    bot = world.users[world.bot_user_id]
    assert (world.app_name, bot.real_name, bot.name) == ("Helper", "Helper", "helper")


def test_a_small_manifest_gives_nothing_more(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text('{"display_information": {"name": "★"}}')
    world = load(DEFAULT, 0.0)
    apply(world, path)
    assert not (world.commands or world.shortcuts or world.scopes or world.bot_events or world.is_read_only)
    assert world.users[world.bot_user_id].name == "app"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"display_information": 3}', '{"features": []}'])
def test_a_wrong_manifest_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(content)
    with pytest.raises(BadManifestError, match="is not as it should be"):
        apply(load(DEFAULT, 0.0), path)
    with pytest.raises(BadManifestError, match="cannot be read"):
        apply(load(DEFAULT, 0.0), tmp_path / "none.json")
