"""How does a person write in a channel, add a picture, and react?"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from playground.acts.lookup import NotPossibleError, message_in, person, place, place_to_write
from playground.acts.words import encode
from playground.shapes import message_json
from playground.town import Playground
from playground.world import File, Message

LONGEST = 40_000  # characters that Slack takes in one message
BIGGEST = 10_000_000  # bytes of one file, so that a demo's memory holds
FILES_AT_ONCE = 10


async def say(
    playground: Playground,
    as_user: str,
    channel: str,
    text: str,
    *,
    thread_ts: str | None = None,
    files: Sequence[File] = (),
) -> Message:
    """Post a person's message, in a thread with `thread_ts`, with files from `upload`; the app hears of it.

    Sends the message event and, where the app is mentioned, app_mention. Raises NotPossibleError.
    """
    user = person(playground, as_user)
    where = place_to_write(playground, user, channel)
    if not text.strip() and not files:
        raise NotPossibleError("There is nothing to send yet.")
    if len(files) > FILES_AT_ONCE:
        raise NotPossibleError(f"A message takes up to {FILES_AT_ONCE} files.")
    if thread_ts is not None:
        parent = message_in(playground, user, where, thread_ts)
        parent.thread_ts = parent.thread_ts or parent.ts
        thread_ts = parent.thread_ts
    message = Message(where.id, "", user.id, encode(playground.world, text)[:LONGEST], thread_ts=thread_ts)
    if files:
        message.files, message.subtype = [file.id for file in files], "file_share"
    for file in files:
        file.channels.append(where.id)
    playground.post(message)
    if thread_ts is not None:
        playground.touch(parent)  # its count of replies has changed
    playground.emit_message(message)
    _mention(playground, message)
    return message


def _mention(playground: Playground, message: Message) -> None:
    world = playground.world
    if world.channels[message.channel].kind != "im" and f"<@{world.bot_user_id}>" in message.text:
        event = message_json(world, message, reading=False)
        playground.emit({**event, "type": "app_mention", "channel": message.channel, "event_ts": message.ts})


async def upload(playground: Playground, as_user: str, name: str, content: bytes, mimetype: str) -> File:
    """Keep a file that a person chose; it is seen once `say` takes it along. Raises NotPossibleError."""
    user = person(playground, as_user)
    if not content:
        raise NotPossibleError("This file is empty.")
    if len(content) > BIGGEST:
        raise NotPossibleError("This file is too big; the playground takes up to 10 MB.")
    file = File(f"F{secrets.token_hex(5).upper()}", name, name, "", mimetype, content, user.id, complete=True)
    file.created = int(playground.clock.wall())
    playground.world.files[file.id] = file
    return file


async def react(playground: Playground, as_user: str, channel: str, ts: str, name: str) -> None:
    """Add a reaction (`name` without colons), or take the person's own back. Raises NotPossibleError."""
    user = person(playground, as_user)
    where = place(playground, user, channel)
    message = message_in(playground, user, where, ts)
    emoji = name.strip(":")
    if not emoji:
        raise NotPossibleError("Choose an emoji first.")
    people = message.reactions.setdefault(emoji, [])
    added = user.id not in people
    if added:
        people.append(user.id)
    else:
        people.remove(user.id)
        if not people:
            del message.reactions[emoji]
    playground.touch(message)
    event = {
        "user": user.id,
        "reaction": emoji,
        "item_user": message.user,
        "event_ts": f"{playground.clock.wall():.6f}",
    }
    item = {"type": "message", "channel": where.id, "ts": message.ts}
    playground.emit({"type": "reaction_added" if added else "reaction_removed", "item": item, **event})
