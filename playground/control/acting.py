"""How do tests act as a person, and hear what the app answered?"""

from __future__ import annotations

import asyncio
import base64
import binascii
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

from starlette.routing import BaseRoute

from playground import acts
from playground.control.answers import BadRequestError, answering, courier, need
from playground.delivery import Ack, Kind
from playground.delivery.courier import collecting
from playground.shapes import view_json
from playground.town import Playground
from playground.world import JSON, Channel, Message, View

KINDS = ("events_api", "slash_commands", "interactive")


@dataclass(frozen=True)
class Act:
    """One act: the function, and the names of what it must be given and may be given."""

    do: Callable[..., Awaitable[Any]]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


ACTS = {
    "say": Act(acts.say, ("channel", "text"), ("thread_ts", "files")),
    "command": Act(acts.command, ("channel", "line")),
    "press": Act(acts.press, ("where", "action_id"), ("block_id", "value_object")),
    "change": Act(acts.change, ("view_id", "block_id", "action_id", "value_object")),
    "suggest": Act(acts.suggest, ("where", "action_id", "text"), ("block_id",)),
    "submit": Act(acts.submit, ("view_id",), ("values",)),
    "close": Act(acts.close, ("view_id",), ("all_views",)),
    "open_home": Act(acts.open_home, (), ("tab",)),
    "open_dm": Act(acts.open_dm),
    "shortcut": Act(acts.shortcut, ("callback_id",), ("channel", "ts")),
    "react": Act(acts.react, ("channel", "ts", "name")),
    "mark_read": Act(acts.mark_read, ("channel",)),
}


def routes(playground: Playground) -> list[BaseRoute]:
    return [
        answering(playground, "act", act),
        answering(playground, "event", send_event),
        answering(playground, "redeliver", redeliver),
        answering(playground, "verify", verify),
    ]


async def act(playground: Playground, asked: JSON) -> JSON:
    """{"as", "do", …the act's own}: does it and waits for the app's acknowledgement, at most three seconds."""
    name = need(asked, "do", str)
    if name == "skip":
        to, seconds = asked.get("to"), asked.get("seconds")
        await acts.skip(playground, to=to, seconds=seconds, as_user=asked.get("as"))
        return {"offset": playground.clock.offset, "version": playground.clock.version}
    if name not in ACTS:
        raise BadRequestError(f"There is no act “{name}”; choose one of {', '.join([*ACTS, 'skip'])}.")
    wanted = ACTS[name]
    given = {key: asked[key] for key in wanted.takes if asked.get(key) is not None}
    for key in wanted.needs:
        need(asked, key, object)
        given[key] = asked[key]
    user = need(asked, "as", str)
    if "files" in given:
        given["files"] = [await _file(playground, user, one) for one in need(given, "files", list)]
    with collecting() as answers:
        result = await wanted.do(playground, user, **given)
    return {**_told(list(await asyncio.gather(*answers))), "result": _result(playground, result)}


async def _file(playground: Playground, user: str, told: Any) -> Any:
    if not isinstance(told, dict):
        raise BadRequestError("A file needs name, mimetype and base64.")
    try:
        content = base64.b64decode(need(told, "base64", str), validate=True)
    except binascii.Error as why:
        raise BadRequestError("“base64” of the file cannot be read.") from why
    return await acts.upload(playground, user, need(told, "name", str), content, need(told, "mimetype", str))


def _told(acks: list[Ack]) -> JSON:
    """What the app answered: `ack` and `ms` of the first delivery, and each one under `deliveries`."""
    each = [{"answer": ack.payload or ack.text or None, "ms": ack.ms, "failure": ack.failure} for ack in acks]
    first = each[0] if each else {"answer": None, "ms": 0.0, "failure": ""}
    return {"ack": first["answer"], "ms": first["ms"], "failure": first["failure"], "deliveries": each}


def _result(playground: Playground, result: object) -> Any:
    if isinstance(result, Message):
        return {"channel": result.channel, "ts": result.ts}
    if isinstance(result, View):
        return view_json(playground.world, result) | {"errors": result.errors}
    return result.id if isinstance(result, Channel) else result


async def send_event(playground: Playground, asked: JSON) -> JSON:
    """{"event": {…}} sends any event; {"kind", "body"} sends any payload of any kind as it is."""
    with collecting() as answers:
        if "event" in asked:
            courier(playground).deliver_event(need(asked, "event", dict))
        else:
            kind = need(asked, "kind", str)
            if kind not in KINDS:
                raise BadRequestError(f"“kind” must be one of {', '.join(KINDS)}.")
            await courier(playground).deliver(cast(Kind, kind), need(asked, "body", dict))
    return _told(list(await asyncio.gather(*answers)))


async def redeliver(playground: Playground, asked: JSON) -> JSON:
    """{"n": journal number of a delivery, "times": 1, "together": false}: sends it again, with the same event id."""
    times, together = need(asked, "times", int, 1), need(asked, "together", bool, False)
    try:
        acks = await courier(playground).redeliver(need(asked, "n", int), times, together)
    except ValueError as why:
        raise BadRequestError(str(why)) from why
    return _told(acks)


async def verify(playground: Playground, asked: JSON) -> JSON:
    """Ask the app's request URL to prove itself (url_verification)."""
    return _told([await courier(playground).verify_url()])
