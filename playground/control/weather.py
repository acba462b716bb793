"""How do tests make things go wrong or faster: clock, faults, lagging history, limits, broken sockets, a new start?"""

from __future__ import annotations

import base64

from starlette.routing import BaseRoute

from playground.acts import begin_again
from playground.control.answers import BadRequestError, answering, courier, need
from playground.delivery.socket import Connection, SocketWire
from playground.town import Playground
from playground.world import JSON

HOW = ("seconds", "times", "share", "effect", "seed", "code")


def routes(playground: Playground) -> list[BaseRoute]:
    return [
        answering(playground, "clock", move_clock),
        answering(playground, "faults", add_fault),
        answering(playground, "faults", clear_faults, "DELETE"),
        answering(playground, "history", lag_history),
        answering(playground, "limits", switch_limits),
        answering(playground, "sockets", list_sockets, "GET"),
        answering(playground, "sockets", disturb_sockets),
        answering(playground, "pace", set_pace),
        answering(playground, "calendar", put_calendar),
        answering(playground, "reset", reset),
    ]


async def move_clock(playground: Playground, asked: JSON) -> JSON:
    """{"to": "tomorrow 09:00", "zone": "Europe/Berlin"}, {"add": seconds} or {"at": ISO instant}."""
    if "add" in asked:
        playground.clock.skip(need(asked, "add", float))
    else:
        words = need(asked, "at" if "at" in asked else "to", str)
        playground.clock.set(words, need(asked, "zone", str, "UTC"))
    return {"offset": playground.clock.offset, "version": playground.clock.version}


async def add_fault(playground: Playground, asked: JSON) -> JSON:
    """{"method": "chat.postMessage" or "*", "kind", "seconds", "times" or "share", "seed", "effect", "code"}."""
    how = {name: asked[name] for name in HOW if name in asked}
    try:
        playground.faults.add(need(asked, "method", str), need(asked, "kind", str), **how)
    except ValueError as why:
        raise BadRequestError(str(why)) from why
    return {"rules": len(playground.faults.rules)}


async def clear_faults(playground: Playground, asked: JSON) -> JSON:
    playground.faults.clear()
    return {"rules": 0}


async def lag_history(playground: Playground, asked: JSON) -> JSON:
    """{"hide_seconds": x}: messages younger than that are not yet in the history."""
    playground.history.hide_seconds = need(asked, "hide_seconds", float)
    return {"hide_seconds": playground.history.hide_seconds}


async def switch_limits(playground: Playground, asked: JSON) -> JSON:
    """{"on": false}: Slack's rate limits."""
    playground.limits.on = need(asked, "on", bool)
    playground.limits.reset()
    return {"on": playground.limits.on}


async def list_sockets(playground: Playground, asked: JSON) -> JSON:
    """The app's websockets, oldest first."""
    return {"sockets": [{"id": one.id, "state": one.state} for one in courier(playground).sockets.connections]}


async def disturb_sockets(playground: Playground, asked: JSON) -> JSON:
    """{"do": …, "which": place in the list, else all, "seconds": 10}.

    disconnect: a warning, and `seconds` later the renewal; refresh: the renewal now; drop: the connection is cut
    without a word; silence: it stays up but nothing passes any more, pongs neither; link_disabled: Socket Mode was
    switched off.
    """
    wire = courier(playground).sockets
    chosen = list(wire.connections)
    if "which" in asked:
        number = need(asked, "which", int)
        chosen = chosen[number : number + 1]
    for connection in chosen:
        _disturb(playground, wire, connection, asked)
    return {"disturbed": len(chosen)}


def _disturb(playground: Playground, wire: SocketWire, connection: Connection, asked: JSON) -> None:
    what = need(asked, "do", str)
    if what == "drop":
        connection.end.set()
    elif what == "silence":
        courier(playground).spawn(wire.silence(connection))
    elif what == "disconnect":
        courier(playground).spawn(wire.warn(connection, need(asked, "seconds", float, 10.0)))
    elif what in {"refresh", "link_disabled"}:
        reason = "refresh_requested" if what == "refresh" else what
        courier(playground).spawn(wire.ask_to_leave(connection, reason, grace=1.0))
    else:
        raise BadRequestError("“do” must be disconnect, refresh, drop, silence or link_disabled.")


async def set_pace(playground: Playground, asked: JSON) -> JSON:
    """{"patience": 3, "retries": [0.5, 60, 300], "gap": 3, "digestion": 1}: how long Slack waits, and how long it looks
    at an uploaded file, in seconds; tests make it short."""
    pace = courier(playground).pace
    if "retries" in asked:
        pauses = need(asked, "retries", list)
        if not all(isinstance(pause, int | float) and pause >= 0 for pause in pauses):
            raise BadRequestError("“retries” must be a list of seconds.")
        pace.retries = tuple(float(pause) for pause in pauses)
    pace.patience = need(asked, "patience", float, pace.patience)
    pace.gap = need(asked, "gap", float, pace.gap)
    playground.digestion = need(asked, "digestion", float, playground.digestion)
    return {
        "patience": pace.patience,
        "retries": list(pace.retries),
        "gap": pace.gap,
        "digestion": playground.digestion,
    }


async def put_calendar(playground: Playground, asked: JSON) -> JSON:
    """{"name", "base64"}: what /calendars/<name>.ics gives from now on, whatever bytes they are."""
    name = need(asked, "name", str)
    try:
        playground.calendars[name] = base64.b64decode(need(asked, "base64", str), validate=True)
    except ValueError as why:
        raise BadRequestError("“base64” of the calendar cannot be read.") from why
    return {"address": f"{playground.base_url}/calendars/{name}.ics"}


async def reset(playground: Playground, asked: JSON) -> JSON:
    """Everything as at the beginning; the app's connections stay, and the numbers of the journal go on."""
    await begin_again(playground)
    return {"next": playground.journal.last}
