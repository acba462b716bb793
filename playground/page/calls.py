"""How is a request between app and playground shown: in a line, and in full, without anything secret?"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from playground.page.cards import face
from playground.page.dates import local
from playground.traffic import Exchange
from playground.world import World

HIDDEN = "•••"
SHOWN = 300  # lines when the page is opened
LONGEST = 60_000  # letters of a payload
# Whoever has one of these could act as the app; what a screenshot or a report shows must not hold them.
_SECRET = re.compile(r"\b(?:xox[a-z]|xapp)-[\w-]+|(?<=ticket=)[\w-]+|(?<=/respond/)[\w-]+|(?<=/upload/)[\w-]+")
_SECRET_KEYS = frozenset({"token", "client_secret", "signing_secret", "authorization", "ticket"})
_KINDS = {
    "events_api": "event",
    "slash_commands": "command",
    "interactive": "interaction",
    "web_api": "Web API",
    "response_url": "answer",
    "upload": "upload",
    "download": "download",
}


@dataclass(frozen=True)
class Line:
    n: int
    way: str  # "to" or "from" the app
    kind: str
    name: str
    about: str
    time: str
    state: str  # of the answer: "42 ms", an error code, or that it is awaited
    is_bad: bool
    is_open: bool
    can_replay: bool


@dataclass(frozen=True)
class Part:
    title: str
    text: str


def line(world: World, exchange: Exchange, zone: str) -> Line:
    """An exchange as one line; the time is that of the wall clock, in the viewer's zone."""
    at = local(exchange.at, zone)
    retry = exchange.envelope.get("retry_attempt") or exchange.envelope.get("x-slack-retry-num")
    took = "…" if exchange.ms is None else f"{exchange.ms:.0f} ms"
    return Line(
        exchange.n,
        exchange.way,
        _KINDS[exchange.kind],
        exchange.name,
        ", ".join(filter(None, (_who(world, exchange), _where(world, exchange), f"retry {retry}" if retry else ""))),
        f"{at:%H:%M:%S}" if at else "",
        f"{exchange.trouble}, {took}" if exchange.trouble else took,
        bool(exchange.trouble),
        exchange.ms is None,
        exchange.delivery > 0,
    )


def parts(exchange: Exchange) -> list[Part]:
    """An exchange in full: what was around the payload, the payload, the answer; without secrets."""
    shown = []
    if exchange.envelope:
        shown.append(Part("Envelope" if "envelope_id" in exchange.envelope else "Headers", pretty(exchange.envelope)))
    sent = exchange.sent
    if isinstance(sent, dict):
        sent = {key: value for key, value in sent.items() if key != "_json"}  # our own note of how they came
    shown.append(Part("Payload" if exchange.way == "to" else "Arguments", pretty(sent)))
    if exchange.ms is None:
        return shown
    title = f"Answer, HTTP {exchange.status}" if exchange.status else "Answer"
    empty = "None came." if exchange.trouble and not exchange.answer else "Empty, which acknowledges it."
    return [*shown, Part(title, pretty(exchange.answer) if exchange.answer else empty)]


def pretty(value: Any) -> str:
    """A value as indented JSON without secrets; JSON within texts and bytes is read, other text stays as it is."""
    redacted = _redacted(_read(value))
    text = redacted if isinstance(redacted, str) else json.dumps(redacted, indent=2, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}\n… and {len(text) - LONGEST} letters more"


def _read(value: Any) -> Any:
    """Arguments such as blocks come as JSON in a text."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, dict):
        return {key: _read(one) for key, one in value.items()}
    if not isinstance(value, str) or value.lstrip()[:1] not in {"{", "["}:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _redacted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: HIDDEN if key in _SECRET_KEYS and one else _redacted(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_redacted(one) for one in value]
    return _SECRET.sub(HIDDEN, value) if isinstance(value, str) else value


def _who(world: World, exchange: Exchange) -> str:
    return face(world, exchange.user).name if exchange.user in world.users else ""


def _where(world: World, exchange: Exchange) -> str:
    channel = world.channels.get(exchange.channel)
    if channel is None:
        return face(world, exchange.channel).name if exchange.channel in world.users else ""
    if channel.kind != "im":
        return f"#{channel.name}"
    other = next((one for one in channel.members if one != world.bot_user_id), "")
    return f"direct, {face(world, other).name}" if other else "direct"
