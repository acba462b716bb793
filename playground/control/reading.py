"""What do tests see: the journal, messages, views, people, channels and the clock?"""

from __future__ import annotations

from starlette.routing import BaseRoute

from playground.control.answers import BadRequestError, answering, need
from playground.shapes import channel_json, file_json, message_json, user_json, view_json
from playground.town import Playground
from playground.world import JSON, Message, View


def routes(playground: Playground) -> list[BaseRoute]:
    handlers = {
        "journal": journal,
        "messages": messages,
        "view": view,
        "home": home,
        "world": world,
        "clock": clock,
        "file": file,
    }
    return [answering(playground, path, handler, "GET") for path, handler in handlers.items()]


async def journal(playground: Playground, asked: JSON) -> JSON:
    """?since=N&kind=accepted,refused: the entries after number N, and the number to ask for next time."""
    kinds = set(str(asked.get("kind", "")).split(",")) - {""}
    entries = playground.journal.since(need(asked, "since", int, 0))
    return {"next": playground.journal.last, "entries": [e for e in entries if not kinds or e["kind"] in kinds]}


async def messages(playground: Playground, asked: JSON) -> JSON:
    """?channel=C…|#name, or ?user=U… for their direct channel: everything to be seen there, oldest first.

    Replies stand among the rest with their thread_ts; ephemeral_for names the only person who sees a message.
    """
    channel = _channel(playground, asked)
    there = [one for one in playground.world.messages.get(channel, []) if not one.deleted]
    return {"channel": channel, "messages": [_message(playground, one) for one in there]}


def _channel(playground: Playground, asked: JSON) -> str:
    if "user" in asked:
        return playground.direct(_user(playground, asked)).id
    wanted = need(asked, "channel", str)
    for channel in playground.world.channels.values():
        if wanted in {channel.id, f"#{channel.name}"}:
            return channel.id
    raise BadRequestError(f"There is no channel “{wanted}”.")


def _user(playground: Playground, asked: JSON) -> str:
    wanted = need(asked, "user", str)
    if wanted not in playground.world.users:
        raise BadRequestError(f"There is nobody with the id “{wanted}”.")
    return wanted


def _message(playground: Playground, message: Message) -> JSON:
    more = {"ephemeral_for": message.ephemeral_for, "response_to": message.response_to, "shown_at": message.shown_at}
    return message_json(playground.world, message) | {"channel": message.channel, **more}


async def view(playground: Playground, asked: JSON) -> JSON:
    """?user=U…: their top modal (null when none is open) and the ids of the whole stack, bottom first."""
    stack = playground.world.modals.get(_user(playground, asked), [])
    return {"view": _view(playground, stack[-1] if stack else None), "stack": [one.id for one in stack]}


async def home(playground: Playground, asked: JSON) -> JSON:
    """?user=U…: what the app published on their Home, null when nothing yet."""
    return {"view": _view(playground, playground.world.homes.get(_user(playground, asked)))}


def _view(playground: Playground, shown: View | None) -> JSON | None:
    if shown is None:
        return None
    return view_json(playground.world, shown) | {"errors": shown.errors, "busy": shown.busy}


async def world(playground: Playground, asked: JSON) -> JSON:
    """The people, channels with their members, and files."""
    here, now = playground.world, playground.clock.wall()
    return {
        "team": {"id": here.team_id, "name": here.team_name, "domain": here.domain},
        "app": {"id": here.app_id, "name": here.app_name, "bot_user_id": here.bot_user_id, "bot_id": here.bot_id},
        "people": [user_json(here, user, now) for user in here.users.values()],
        "channels": [channel_json(here, one) | {"members": one.members} for one in here.channels.values()],
        "files": [file_json(here, one) for one in here.files.values()],
    }


async def clock(playground: Playground, asked: JSON) -> JSON:
    """?seen=V&wait=20: the clock's offset in seconds, at once when its version is not V, else when it moves."""
    if "seen" in asked:
        await playground.clock.wait(need(asked, "seen", int), min(60.0, need(asked, "wait", float, 0.0)))
    return {"offset": playground.clock.offset, "version": playground.clock.version, "now": playground.clock.now()}


async def file(playground: Playground, asked: JSON) -> JSON:
    """?id=F…: one file's description."""
    wanted = need(asked, "id", str)
    if wanted not in playground.world.files:
        raise BadRequestError(f"There is no file “{wanted}”.")
    return {"file": file_json(playground.world, playground.world.files[wanted])}
