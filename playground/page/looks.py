"""Who looks at what, as the address of the page says it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from playground.page import sight
from playground.page.sight import HOME, SEARCH, Look
from playground.world import World

BEFORE = 20  # messages above one that is led to
LONGEST = 200  # letters that are searched for


def look_of(world: World, query: Mapping[str, str]) -> Look:
    """The look that the query asks for; whatever is not there is replaced by the next best that is."""
    persons = sight.people(world)
    wanted = query.get("as", "")
    viewer = wanted if any(one.id == wanted for one in persons) else (persons[0].id if persons else "")
    at = query.get("at") or query.get("channel", "")  # a permalink names the channel
    if at == sight.MESSAGES and (own := sight.direct(world, viewer)):
        at = own.id
    if at not in {HOME, SEARCH} and not sight.may_see(world, viewer, at):
        at = _first(world, viewer)
    last = query.get("last", "")
    count = int(last) if last.isascii() and last.isdigit() and len(last) < 6 else Look.last
    look = Look(viewer, at, None, max(1, count), q=query.get("q", "")[:LONGEST], traffic=query.get("traffic") == "1")
    if not look.in_channel:
        return look
    look = replace(look, thread=query.get("thread") or None, show=query.get("show") or None)
    return _reaching(world, look)


def _reaching(world: World, look: Look) -> Look:
    """Far enough back to hold the message that is to be shown, and some before it."""
    if look.show is None:
        return look
    there = sight.listed(world, look)
    back = next((back for back, one in enumerate(reversed(there)) if one.ts <= look.show), 0)
    return replace(look, last=max(look.last, back + BEFORE))


def _first(world: World, viewer: str) -> str:
    there = sight.channels(world, viewer)
    general = next((one for one in there if one.name == "general"), None)
    return general.id if general else there[0].id if there else HOME
