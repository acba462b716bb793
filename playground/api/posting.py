"""May the app post this here: channel, words, blocks and metadata of a message, checked as Slack does."""

from __future__ import annotations

import json

from playground.api.call import Call
from playground.blocks import check_message, fill_ids
from playground.errors import SlackError
from playground.views import invalid
from playground.world import JSON, Channel, Message

LONGEST_TEXT = 40_000  # longer texts are cut
LONGEST_MARKDOWN = 12_000
LARGEST_METADATA = 8_000  # characters; Slack has the error but does not publish its figure


def target(call: Call) -> Channel:
    """Where a message goes: a channel, or the direct channel of a person. Raises SlackError."""
    channel = resolve(call, call.need("channel"))
    world = call.world
    if channel.kind == "im" and any(
        person in world.users and world.users[person].deleted for person in channel.members
    ):
        raise SlackError("channel_not_found")
    if channel.archived:
        raise SlackError("is_archived")
    if world.bot_user_id not in channel.members:
        if channel.kind != "public":
            raise SlackError("channel_not_found")
        if "chat:write.public" not in world.scopes:
            raise SlackError("not_in_channel")
    return channel


def resolve(call: Call, name: str) -> Channel:
    """The channel of an id, of a name such as #general, or the direct one of a user id. Raises channel_not_found."""
    world = call.world
    if channel := world.channels.get(name):
        return channel
    if person := world.users.get(name):
        if person.deleted or person.is_bot or person.is_stranger:
            raise SlackError("channel_not_found")
        return call.town.direct(name)
    for channel in world.channels.values():
        if channel.kind != "im" and channel.name == name.removeprefix("#"):
            return channel
    raise SlackError("channel_not_found")


def words(call: Call) -> tuple[str, list[JSON] | None]:
    """Text and blocks (None when not given) of the call, checked. Raises SlackError."""
    text, blocks, markdown = call.text("text"), call.blocks(), call.text("markdown_text")
    if markdown:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        if len(markdown) > LONGEST_MARKDOWN:
            raise SlackError("msg_too_long")
        blocks = [{"type": "markdown", "text": markdown}]
    if not text.strip() and not blocks and not call.data("attachments", "invalid_attachments"):
        raise SlackError("no_text")
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT]
        call.warnings.append("message_truncated")
    return text, checked(call, blocks)


def checked(call: Call, blocks: list[JSON] | None) -> list[JSON] | None:
    """The blocks with ids in all places. Raises SlackError invalid_blocks, msg_blocks_too_long."""
    if not blocks:
        return blocks
    if problems := check_message(blocks, call.world.files):
        if problems[0].code == "msg_blocks_too_long":
            raise SlackError("msg_blocks_too_long")
        raise invalid(problems, "invalid_blocks")
    return fill_ids(blocks)


def metadata(call: Call) -> JSON | None:
    """Event type and payload to keep with a message; None when not given, {} to remove it. Raises SlackError."""
    given = call.data("metadata", "invalid_metadata_format")
    if given is None:
        return None
    if given == {}:
        return {}
    if not isinstance(given, dict) or not isinstance(given.get("event_type"), str):
        raise SlackError("invalid_metadata_format")
    if not isinstance(given.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(given, ensure_ascii=False)) > LARGEST_METADATA:
        raise SlackError("metadata_too_large")
    return given


def root(call: Call, channel: Channel) -> Message | None:
    """The first message of the thread that is answered, None without thread_ts. Raises SlackError thread_not_found."""
    ts = call.text("thread_ts")
    if not ts:
        return None
    message = call.town.find(channel.id, ts)
    if message is not None and message.thread_ts and message.thread_ts != message.ts:
        message = call.town.find(channel.id, message.thread_ts)
    if message is None or message.ephemeral_for:
        raise SlackError("thread_not_found")
    return message
