"""How does Slack write down a message, its replies and its reactions?"""

from __future__ import annotations

from playground.shapes.files import file_json
from playground.shapes.people import bot_profile
from playground.world import JSON, Message, World


def message_json(world: World, message: Message, *, reading: bool = True, metadata: bool = True) -> JSON:
    """A message as in conversations.history and interactions; with `reading` also its edits, replies and reactions."""
    shape: JSON = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": world.team_id,
    }
    if message.bot_id:
        shape |= {"bot_id": message.bot_id, "app_id": message.app_id or world.app_id, "bot_profile": bot_profile(world)}
    elif not message.subtype:
        shape["client_msg_id"] = f"00000000-0000-4000-8000-{message.ts.replace('.', '')[-12:]}"
    for name, value in (
        ("subtype", "thread_broadcast" if message.broadcast else message.subtype),
        ("blocks", message.blocks),
        ("thread_ts", message.thread_ts),
        ("files", [file_json(world, world.files[file]) for file in message.files if file in world.files]),
        ("metadata", message.metadata if metadata else None),
    ):
        if value:
            shape[name] = value
    if message.thread_ts and message.thread_ts != message.ts:
        shape |= _parent(world, message)
    return shape | (_read(world, message) if reading else {})


def _parent(world: World, message: Message) -> JSON:
    for other in world.messages.get(message.channel, ()):
        if other.ts == message.thread_ts:
            return {"parent_user_id": other.user}
    return {}


def _read(world: World, message: Message) -> JSON:
    shape: JSON = {}
    if message.edited_ts:
        shape["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.reactions:
        shape["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()
        ]
    if message.thread_ts == message.ts:
        shape |= _replies(world, message)
    return shape


def _replies(world: World, message: Message) -> JSON:
    replies = [
        other
        for other in world.messages.get(message.channel, ())
        if other.thread_ts == message.ts and other is not message and not other.deleted and not other.ephemeral_for
    ]
    if not replies:
        return {}
    people = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "reply_count": len(replies),
        "reply_users_count": len(people),
        "latest_reply": replies[-1].ts,
        "reply_users": people[:5],
        "is_locked": False,
        "subscribed": world.bot_user_id in people or message.user == world.bot_user_id,
    }
