"""Who and what is meant by an act, and may this person see it?"""

from __future__ import annotations

from playground.town import Playground
from playground.world import Channel, Message, User, View


class NotPossibleError(ValueError):
    """The act cannot be done; the message is a sentence for the person who tried."""


def person(playground: Playground, user: str) -> User:
    """The acting person. Raises NotPossibleError for somebody unknown or deactivated."""
    found = playground.world.users.get(user)
    if found is None:
        raise NotPossibleError(f"There is nobody with the id “{user}” here.")
    if found.deleted:
        raise NotPossibleError(f"{found.real_name} no longer has an account here.")
    return found


def place(playground: Playground, user: User, channel: str) -> Channel:
    """A channel that the person sees, by id or #name. Raises NotPossibleError."""
    channels = playground.world.channels
    found = channels.get(channel)
    if found is None and channel.startswith("#"):
        found = next((one for one in channels.values() if one.name == channel[1:] and one.kind != "im"), None)
    if found is None or (found.kind != "public" and user.id not in found.members):
        raise NotPossibleError(f"There is no channel “{channel}” that {user.real_name} can see.")
    return found


def place_to_write(playground: Playground, user: User, channel: str) -> Channel:
    """A channel in which the person may write now. Raises NotPossibleError."""
    found = place(playground, user, channel)
    if found.archived:
        raise NotPossibleError(f"#{found.name} is archived, so nobody can write there any more.")
    if user.id not in found.members:
        raise NotPossibleError(f"{user.real_name} is not in #{found.name}; join the channel first.")
    return found


def message_in(playground: Playground, user: User, channel: Channel, ts: str) -> Message:
    """A message that the person sees. Raises NotPossibleError where it is gone or meant for somebody else."""
    found = playground.find(channel.id, ts)
    if found is None or found.ephemeral_for not in {None, user.id}:
        raise NotPossibleError("This message is no longer there.")
    return found


def view_of(playground: Playground, user: User, view_id: str) -> View:
    """An open modal or the Home of the person. Raises NotPossibleError where it is closed."""
    home = playground.world.homes.get(user.id)
    open_now = [*playground.world.modals.get(user.id, []), *([home] if home else [])]
    found = next((view for view in open_now if view.id == view_id), None)
    if found is None:
        raise NotPossibleError("This window is no longer open.")
    return found
