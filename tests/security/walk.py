"""How does somebody go through every door with the same ids in their hands? Made from ROUTES, so a new door is tried too."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from handlers import ROUTES
from handlers.routes import Kind, Route
from tests.handlers.desk import Body, Desk
from ui.blocker_parts import DUPLICATE, EDIT, HISTORY, LINKS, WITHDRAW

VERBS = (WITHDRAW, EDIT, LINKS, DUPLICATE, HISTORY)
CARRYING = [route for route in ROUTES if route.kind in {Kind.ACTION, Kind.VIEW}]
WRITTEN = ("list", "help", "blockers", "blockers APOLLO", "waiting for @Yuki on APOLLO", "")


def by_name(route: Route) -> str:
    return f"{route.kind}:{route.name}"


def on_buttons(ids: Sequence[str]) -> list[str]:
    """Everything that a button or a menu of ours carries, made of these ids."""
    pairs = [f"{one}:{other}" for one in ids for other in ids if one != other]
    return [*ids, *pairs, *(f"{verb}:{one}" for verb in VERBS for one in ids)]


def in_forms(ids: Sequence[str]) -> list[str]:
    """Everything that a form of ours was opened with, made of these ids."""
    return [*ids, *(f"{one}:card" for one in ids)]


def carrying(desk: Desk, route: Route, who: str, ids: Sequence[str]) -> Iterator[Body]:
    """A button or form of that route, with each value; its inputs are filled in with the ids as well."""
    if route.kind is Kind.ACTION:
        for value in on_buttons(ids):
            yield desk.press(who, route.name, value, selected_option={"value": value})
    else:
        for value, other in product(in_forms(ids), ids):
            yield desk.submit(who, route.name, value, **answers(other))


def answers(other: str) -> dict[str, Any]:
    """Inputs of every form, filled in as somebody might who means the blocker `other`."""
    chosen = {"value": other, "text": {"type": "plain_text", "text": "x"}}
    return {
        "title": {"value": "written again"},
        "words": {"value": "some words"},
        "person": {"selected_user": "U0YUKI"},
        "people": {"selected_users": ["U0YUKI"]},
        "blocks": {"selected_options": [chosen]},
        "same_as": {"selected_option": chosen},
        "project": {"selected_option": chosen},
        "needed_by": {"selected_date": "2026-03-06"},
    }


def speaking(desk: Desk, who: str, channel: str, ts: str) -> Iterator[Body]:
    """Every command, shortcut and event, about the message at (channel, ts)."""
    for route in ROUTES:
        if route.kind is Kind.COMMAND:
            yield from (desk.command(who, text, name=route.name, channel=channel) for text in WRITTEN)
        elif route.kind is Kind.MESSAGE_SHORTCUT:
            yield desk.shortcut(who, {"ts": ts, "text": "words of a message", "user": "U0YUKI"})
        elif route.kind is Kind.EVENT and route.name.startswith("message."):
            yield desk.reply(who, channel, ts, f"a reply of {who}")
        elif route.kind is Kind.EVENT:
            user: Any = {"id": f"U0{who.upper()}", "real_name": who, "profile": {}, "team_id": desk.world.workspace}
            told = user if route.name in {"team_join", "user_change"} else user["id"]
            yield desk.event({"type": route.name, "user": told, "tab": "home", "channel": "D1"})
