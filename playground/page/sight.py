"""What does one person see: which channels, which messages, what is unread?"""

from __future__ import annotations

from dataclasses import dataclass

from playground.page.scene import Scene
from playground.town import Playground
from playground.world import JSON, Channel, Message, User, World

HOME = "home"  # where one can look besides a channel id
SEARCH = "search"
MESSAGES = "messages"  # the direct channel with the app, whatever its id


@dataclass(frozen=True)
class Look:
    """Who looks at what: a channel id, HOME or SEARCH, a thread by its first message's ts, so many messages back."""

    viewer: str
    at: str
    thread: str | None = None
    last: int = 60
    show: str | None = None  # the ts of a message to be led to
    q: str = ""  # what is searched for
    traffic: bool = False  # whether the requests are shown beside it

    @property
    def in_channel(self) -> bool:
        return self.at not in {HOME, SEARCH}


def people(world: World) -> list[User]:
    """Everybody whom a visitor can be."""
    return [user for user in world.users.values() if not user.is_bot and not user.deleted]


def channels(world: World, viewer: str) -> list[Channel]:
    """The channels that the person is in, by name; without direct ones."""
    there = (one for one in world.channels.values() if one.kind != "im" and viewer in one.members)
    return sorted(there, key=lambda channel: (channel.archived, channel.name))


def direct(world: World, viewer: str) -> Channel | None:
    """The person's direct channel with the app, where there is one."""
    members = {viewer, world.bot_user_id}
    return next((one for one in world.channels.values() if one.kind == "im" and set(one.members) == members), None)


def may_see(world: World, viewer: str, channel_id: str) -> bool:
    """Whether the person is in the channel."""
    channel = world.channels.get(channel_id)
    return channel is not None and viewer in channel.members


def may_write(world: World, viewer: str, channel_id: str) -> bool:
    """Whether the person has a composer there; an app may have turned off that people write to it directly."""
    channel = world.channels.get(channel_id)
    if channel is None or channel.archived or viewer not in channel.members:
        return False
    return not (channel.kind == "im" and world.bot_user_id in channel.members and world.is_read_only)


def visible(message: Message, viewer: str) -> bool:
    """Whether the person sees the message at all."""
    return not message.deleted and message.ephemeral_for in {None, viewer}


def in_channel(message: Message) -> bool:
    """Whether it stands in the channel itself, not only in a thread."""
    return message.thread_ts in {None, message.ts} or message.broadcast


def listed(world: World, look: Look) -> list[Message]:
    """The messages of the channel itself, oldest first."""
    there = world.messages.get(look.at, [])
    return [message for message in there if visible(message, look.viewer) and in_channel(message)]


def above(world: World, look: Look, ts: str) -> Message | None:
    """The message that stands above the one with this ts."""
    for message in reversed(world.messages.get(look.at, [])):
        if message.ts < ts and visible(message, look.viewer) and in_channel(message):
            return message
    return None


def replies(world: World, channel: str, root: str, viewer: str) -> list[Message]:
    """The answers in a thread, oldest first, without the message that it hangs on."""
    return threads(world, channel, viewer).get(root, [])


def threads(world: World, channel: str, viewer: str) -> dict[str, list[Message]]:
    """Every thread's answers by the ts that it hangs on, from one pass over the channel."""
    found: dict[str, list[Message]] = {}
    for message in world.messages.get(channel, []):
        if message.thread_ts not in {None, message.ts} and visible(message, viewer):
            found.setdefault(str(message.thread_ts), []).append(message)
    return found


def unread(world: World, channel: Channel, viewer: str) -> int:
    """How many messages came since the person last looked, at most 99."""
    seen = channel.read.get(viewer, "")
    count = 0
    for message in reversed(world.messages.get(channel.id, [])):
        if message.ts <= seen or count == 99:
            break
        if visible(message, viewer) and message.user != viewer and in_channel(message):
            count += 1
    return count


def scene(playground: Playground, viewer: str) -> Scene:
    """The scene for drawing to this person, without anything to act on yet."""
    world = playground.world
    user = world.users.get(viewer)
    there = [one for one in world.users.values() if not one.deleted]
    named = {one.id: one.real_name or one.name for one in world.users.values()}
    return Scene(
        viewer=viewer,
        zone=user.tz if user else "UTC",
        now=playground.clock.now(),
        people=named,
        members={one.id: named[one.id] for one in sorted(there, key=lambda one: (one.is_bot, named[one.id]))},
        channels={one.id: one.name for one in channels(world, viewer)},
        elsewhere={} if user is None or user.is_restricted else _elsewhere(world, viewer),
        alt_texts={file.id: file.alt_txt or file.title or file.name for file in world.files.values()},
    )


def _elsewhere(world: World, viewer: str) -> dict[str, str]:
    """The names of the public channels that the person is not in: everybody but a guest may know them."""
    return {one.id: one.name for one in world.channels.values() if one.kind == "public" and viewer not in one.members}


def blocks_at(playground: Playground, viewer: str, where: JSON) -> list[JSON]:
    """The blocks on which `where` says that something happens; none when they are gone."""
    world = playground.world
    place = where.get("message")
    if isinstance(place, list) and len(place) == 2:
        message = playground.find(str(place[0]), str(place[1]))
        return message.blocks if message else []
    views = [*world.modals.get(viewer, []), *([world.homes[viewer]] if viewer in world.homes else [])]
    for view in views:
        if view.id == where.get("view") or (where.get("home") and view.kind == "home"):
            blocks: list[JSON] = view.payload.get("blocks", [])
            return blocks
    return []
