"""What does the whole page hold, with the panels that stand beside the messages?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from playground.page import calls, cards, search, sight
from playground.page.drawing import Drawing
from playground.page.shape import word
from playground.page.sight import HOME, SEARCH, Look
from playground.traffic import Exchange
from playground.world import JSON, User, World

FEW = 8  # people whom one overlooks without searching


def page(drawing: Drawing, look: Look) -> str:
    """The whole page."""
    return drawing.draw("page.html", **_frame(drawing, look))


def _frame(drawing: Drawing, look: Look) -> dict[str, Any]:
    world = drawing.playground.world
    title, topic = cards.place_title(world, look)
    channel = world.channels.get(look.at)
    return {
        "world": world,
        "look": look,
        "title": title,
        "topic": topic,
        "channel": channel,
        "address": cards.address,
        "me": cards.face(world, look.viewer),
        "members": len(channel.members) if channel else 0,
        "may_write": sight.may_write(world, look.viewer, look.at),
        "shortcuts": [one for one in world.shortcuts if one.get("type") == "global"],
        "earlier": drawing.earlier(look),
        "first": _first(drawing, look),
        "mark": world.mark,
        "sample": _sample(drawing, look),
        "side": drawing.side(look),
        "persons": _persons(world),
        "persons_many": len(sight.people(world)) > FEW,
        "clock": drawing.clock(look),
        "messages": drawing.messages(look),
        "home": drawing.home(look) if look.at == HOME else None,
        "search": _searched(drawing, look) if look.at == SEARCH else None,
        "traffic": _traffic(drawing, look) if look.traffic else None,
        "thread": drawing.thread(look) if look.thread else None,
        "modals": drawing.modals(look),
        "hints": _hints(drawing, look),
    }


def _persons(world: World) -> list[tuple[str, list[tuple[User, cards.Face, Markup]]]]:
    """Whom a visitor can be: by what they are, the groups in the order in which the world first names them."""
    groups: dict[str, list[tuple[User, cards.Face, Markup]]] = {}
    for user in sight.people(world):
        groups.setdefault(user.group, []).append((user, cards.face(world, user.id), _with_code(user.tries)))
    return list(groups.items())


def _first(drawing: Drawing, look: Look) -> str:
    """The ts of the first message that is shown, from which on the page is kept up to date as a whole."""
    shown = sight.listed(drawing.playground.world, look)[-look.last :]
    return shown[0].ts if shown else ""


def _sample(drawing: Drawing, look: Look) -> str:
    """What a newcomer may write as this person."""
    user = drawing.playground.world.users.get(look.viewer)
    written = re.search(r"`([^`]+)`", user.tries if user else "")
    first = drawing.playground.world.commands[0]["command"] if drawing.playground.world.commands else ""
    return written[1] if written else first


def _hints(drawing: Drawing, look: Look) -> JSON:
    """What the composer offers while one types: commands and people."""
    world = drawing.playground.world
    return {
        "commands": [
            {key: word(one, key) for key in ("command", "description", "usage_hint")} for one in world.commands
        ],
        "people": [{"name": one.name, "real_name": one.real_name} for one in world.users.values() if not one.deleted],
        "channels": [{"name": one.name} for one in sight.channels(world, look.viewer)],
    }


def _searched(drawing: Drawing, look: Look) -> Markup:
    """The form, and what was found."""
    world, scene = drawing.playground.world, sight.scene(drawing.playground, look.viewer)
    found, count = search.found(world, look, scene)
    me = cards.face(world, look.viewer)
    return drawing.markup("search.html", look=look, found=found, count=count, me=me)


def _traffic(drawing: Drawing, look: Look) -> Markup:
    """The requests between app and playground, in a panel."""
    shown = call_lines(drawing, look, drawing.playground.traffic.newest(calls.SHOWN))
    return drawing.markup(
        "traffic.html", look=look, calls=shown, address=cards.address, app=drawing.playground.world.app_name
    )


def call_lines(drawing: Drawing, look: Look, exchanges: Sequence[Exchange]) -> Markup:
    """A line for each of these requests."""
    world, zone = drawing.playground.world, sight.scene(drawing.playground, look.viewer).zone
    lines = [calls.line(world, one, zone) for one in exchanges]
    return drawing.markup("calls.html", lines=lines, look=look, app=world.app_name)


def call_in_full(drawing: Drawing, look: Look, n: int) -> Markup:
    """One request in full."""
    exchange = drawing.playground.traffic.get(n)
    parts = calls.parts(exchange) if exchange else []
    return drawing.markup("call.html", parts=parts, n=n, look=look, can_replay=bool(exchange and exchange.delivery))


def _with_code(text: str) -> Markup:
    """A plain text with what stands between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704  # it is escaped
