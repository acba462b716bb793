"""What does the app say? chat.postMessage, update, delete, postEphemeral, getPermalink."""

from __future__ import annotations

from playground.api import posting
from playground.api.call import Call
from playground.api.registry import Method, Table
from playground.errors import SlackError
from playground.shapes import message_json
from playground.world import JSON, Message

LONGEST_UPDATE = 4_000


def post_message(call: Call) -> JSON:
    """chat.postMessage: a message to a channel, a thread, or a person."""
    channel = posting.target(call)
    text, blocks = posting.words(call)
    metadata, root = posting.metadata(call), posting.root(call, channel)
    call.post_allowed(channel.id)
    message = _own(call, channel.id, text, blocks or [])
    message.metadata = metadata or None
    if root is not None:
        root.thread_ts = message.thread_ts = root.ts
        message.broadcast = call.flag("reply_broadcast")
    call.town.post(message)
    if root is not None:
        call.town.touch(root)  # its count of replies is on the page
    call.town.emit_message(message)
    call.wrote = _entry(message)
    return {"channel": channel.id, "ts": message.ts, "message": message_json(call.world, message)}


def update(call: Call) -> JSON:
    """chat.update: new words for one of the app's own messages; what is left out (metadata, blocks) stays."""
    channel = call.seen_channel()
    message = call.message(channel)
    if message.user != call.world.bot_user_id:
        raise SlackError("cant_update_message")
    if channel.archived:
        raise SlackError("is_inactive")
    if len(call.text("text")) > LONGEST_UPDATE:
        raise SlackError("msg_too_long")
    text, blocks = posting.words(call)
    metadata = posting.metadata(call)
    before = message_json(call.world, message)
    message.text = text
    message.blocks = message.blocks if blocks is None else blocks
    if metadata is not None:
        message.metadata = metadata or None
    message.edited_ts = call.town.next_ts(channel.id)
    call.town.touch(message)
    call.town.emit_changed(message, before)
    call.wrote = _entry(message)
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": message_json(call.world, message)}


def delete(call: Call) -> JSON:
    """chat.delete: one of the app's own messages goes."""
    channel = call.seen_channel()
    message = call.message(channel)
    if message.user != call.world.bot_user_id:
        raise SlackError("cant_delete_message")
    before = message_json(call.world, message)
    message.deleted = True
    call.town.touch(message)
    call.town.emit_changed(message, before)
    call.wrote = {"channel": channel.id, "ts": message.ts, "user": message.user}
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(call: Call) -> JSON:
    """chat.postEphemeral: words that one person of the channel sees until they look elsewhere."""
    channel = posting.target(call)
    text, blocks = posting.words(call)
    user = call.need("user")
    person = call.world.users.get(user)
    if person is None or person.deleted or user not in channel.members:
        raise SlackError("user_not_in_channel")
    root = posting.root(call, channel)
    message = _own(call, channel.id, text, blocks or [])
    message.ephemeral_for = user
    message.thread_ts = root.ts if root else None
    call.town.post(message)
    call.wrote = {**_entry(message), "user": user}
    return {"message_ts": message.ts}


def get_permalink(call: Call) -> JSON:
    """chat.getPermalink: the address of a message."""
    channel = call.seen_channel()
    message = call.message(channel, "message_ts")
    link = f"{call.town.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts and message.thread_ts != message.ts:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def _own(call: Call, channel: str, text: str, blocks: list[JSON]) -> Message:
    world = call.world
    return Message(channel, "", world.bot_user_id, text, blocks, bot_id=world.bot_id, app_id=world.app_id)


def _entry(message: Message) -> JSON:
    return {
        "channel": message.channel,
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "metadata": message.metadata,
        "thread_ts": message.thread_ts,
    }


WRITE = ("chat:write",)
METHODS: Table = (
    Method("chat.postMessage", post_message, 5, WRITE, writes=True),
    Method("chat.update", update, 3, WRITE, writes=True),
    Method("chat.delete", delete, 3, WRITE, writes=True),
    Method("chat.postEphemeral", post_ephemeral, 4, WRITE, writes=True),
    Method("chat.getPermalink", get_permalink, 5, takes_json=False),
)
