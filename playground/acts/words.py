"""How does what a person typed become Slack's text: mentions, channels and links as tokens, the rest escaped?"""

from __future__ import annotations

import re

from playground.world import World

_PIECE = re.compile(
    r"(?P<token><(?:@[UW]|#C)[A-Z0-9]+(?:\|[^<>]*)?>)"
    r"|(?P<link>https?://[^\s<>|]+)"
    r"|(?<![\w@])@(?P<handle>\w[\w.-]*)"
    r"|(?<![\w&#])#(?P<channel>\w[\w-]*)"
)
EVERYBODY = {"channel", "here", "everyone"}


def escape(text: str) -> str:
    """The three characters that Slack writes as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def encode(world: World, text: str) -> str:
    """The text as Slack hands it on: `@mia` as `<@U0MIA>`, `#general` as `<#C…|general>`, links in angle brackets.

    Tokens of people and channels that exist stay; nothing else in angle brackets gets through.
    """
    parts: list[str] = []
    end = 0
    for match in _PIECE.finditer(text):
        parts += [escape(text[end : match.start()]), _piece(world, match)]
        end = match.end()
    return "".join([*parts, escape(text[end:])])


def _piece(world: World, match: re.Match[str]) -> str:
    whole = match.group()
    if match["token"]:
        name = re.sub(r"^<[@#]|[|>].*$", "", whole)
        return whole if name in world.users or name in world.channels else escape(whole)
    if match["link"]:
        return f"<{escape(whole)}>"
    return _mention(world, match["handle"]) if match["handle"] else _channel(world, match["channel"])


def _mention(world: World, handle: str) -> str:
    if handle.lower() in EVERYBODY:
        return f"<!{handle.lower()}>"
    ids = {user.name.lower(): user.id for user in world.users.values() if not user.deleted}
    for end in range(len(handle), 0, -1):  # “@mia.” at the end of a sentence means mia
        if handle[:end].lower() in ids:
            return f"<@{ids[handle[:end].lower()]}>{escape(handle[end:])}" if _ends(handle, end) else f"@{handle}"
    return f"@{handle}"


def _ends(handle: str, end: int) -> bool:
    return end == len(handle) or handle[end] in ".-"


def _channel(world: World, name: str) -> str:
    for channel in world.channels.values():
        if channel.kind != "im" and channel.name == name.lower():
            return f"<#{channel.id}|{channel.name if channel.kind == 'public' else ''}>"
    return f"#{name}"
