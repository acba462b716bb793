"""What does a person open and look at, and when is it for them?"""

from __future__ import annotations

from playground.acts.lookup import NotPossibleError, person, place
from playground.clock import NotATimeError
from playground.shapes import view_json
from playground.town import Playground
from playground.world import JSON, Change, Channel, Message


async def open_home(playground: Playground, as_user: str, tab: str = "home") -> None:
    """Open the app's tab "home" or "messages"; the app hears of every opening (app_home_opened)."""
    user = person(playground, as_user)
    if tab not in {"home", "messages"}:
        raise NotPossibleError("The app has the tabs “home” and “messages”.")
    channel = playground.direct(user.id)
    event: JSON = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": tab}
    view = playground.world.homes.get(user.id)
    if view is not None and tab == "home":
        event["view"] = view_json(playground.world, view)
    playground.emit(event | {"event_ts": f"{playground.clock.wall():.6f}"})


async def open_dm(playground: Playground, as_user: str) -> Channel:
    """The person's direct channel with the app, made when it is not there yet."""
    return playground.direct(person(playground, as_user).id)


async def mark_read(playground: Playground, as_user: str, channel: str) -> None:
    """Remember that the person has seen everything in the channel."""
    user = person(playground, as_user)
    where = place(playground, user, channel)
    seen = [message.ts for message in playground.world.messages.get(where.id, []) if _sees(message, user.id)]
    if seen and where.read.get(user.id, "") < seen[-1]:
        where.read[user.id] = seen[-1]
        playground.world.tell(Change("read", where.id, user=user.id))


def _sees(message: Message, user: str) -> bool:
    return not message.deleted and message.ephemeral_for in {None, user}


async def skip(
    playground: Playground, *, to: str | None = None, seconds: float | None = None, as_user: str | None = None
) -> None:
    """Move the clock: `to` words such as "tomorrow 9:00" or "a week" in the zone of `as_user`, or by seconds."""
    if (to is None) == (seconds is None):
        raise NotPossibleError("Say either when to skip to or by how many seconds.")
    if seconds is not None:
        playground.clock.skip(seconds)
        return
    zone = playground.world.users[as_user].tz if as_user in playground.world.users else "UTC"
    try:
        playground.clock.set(str(to), zone)
    except NotATimeError as why:
        raise NotPossibleError(str(why)) from why
