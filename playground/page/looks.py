"""Who looks at what, as the address of the page says it?"""

from __future__ import annotations

from collections.abc import Mapping

from playground.page import sight
from playground.page.sight import HOME, Look
from playground.world import World


def look_of(world: World, query: Mapping[str, str]) -> Look:
    """The look that the query asks for; whatever is not there is replaced by the next best that is."""
    persons = sight.people(world)
    wanted = query.get("as", "")
    viewer = wanted if any(one.id == wanted for one in persons) else (persons[0].id if persons else "")
    at = query.get("at") or query.get("channel", "")  # a permalink names the channel
    if at == sight.MESSAGES and (own := sight.direct(world, viewer)):
        at = own.id
    if at != HOME and not sight.may_see(world, viewer, at):
        at = _first(world, viewer)
    thread = query.get("thread") or None
    last = query.get("last", "")
    count = int(last) if last.isascii() and last.isdigit() and len(last) < 6 else Look.last
    return Look(viewer, at, thread if at != HOME else None, max(1, count))


def _first(world: World, viewer: str) -> str:
    there = sight.channels(world, viewer)
    general = next((one for one in there if one.name == "general"), None)
    return general.id if general else there[0].id if there else HOME
