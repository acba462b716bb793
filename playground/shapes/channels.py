"""How does Slack write down a channel or a direct message?"""

from __future__ import annotations

from playground.world import JSON, Channel, World


def channel_json(world: World, channel: Channel) -> JSON:
    """The channel object of conversations.info, .list, .open and .join, as the app sees it."""
    last_read = channel.read.get(world.bot_user_id, "0000000000.000000")
    shape: JSON = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_im": channel.kind == "im",
        "is_org_shared": False,
        "context_team_id": world.team_id,
        "updated": channel.created * 1000,
    }
    if channel.kind == "im":
        person = next((user for user in channel.members if user != world.bot_user_id), "")
        gone = person in world.users and world.users[person].deleted
        return shape | {"user": person, "is_user_deleted": gone, "is_open": True, "last_read": last_read, "priority": 0}
    told = {"creator": "", "last_set": 0}
    return shape | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_mpim": False,
        "is_private": channel.kind == "private",
        "is_general": channel.name == "general",
        "is_shared": False,
        "is_ext_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "pending_connected_team_ids": [],
        "shared_team_ids": [world.team_id],
        "unlinked": 0,
        "creator": next(iter(channel.members), ""),
        "is_member": world.bot_user_id in channel.members,
        "topic": {"value": channel.topic, **told},
        "purpose": {"value": channel.purpose, **told},
        "previous_names": [],
    }
