"""What happens when somebody uses one of the app's shortcuts, on a message or anywhere?"""

from __future__ import annotations

from playground import payloads
from playground.acts.lookup import NotPossibleError, message_in, person, place
from playground.town import Playground
from playground.world import JSON, Change, User


async def shortcut(
    playground: Playground, as_user: str, callback_id: str, channel: str | None = None, ts: str | None = None
) -> None:
    """Use a shortcut of the app's manifest, on the message `ts` of the channel where it is one for messages.

    A toast says so when the app does not answer. Raises NotPossibleError.
    """
    user = person(playground, as_user)
    known = next((one for one in playground.world.shortcuts if one.get("callback_id") == callback_id), None)
    if known is None:
        raise NotPossibleError(f"{playground.world.app_name} has no shortcut “{callback_id}”.")
    if known.get("type") == "message":
        if channel is None or ts is None:
            raise NotPossibleError("Choose the message that this shortcut is for.")
        body = _on_message(playground, user, callback_id, channel, ts)
    else:
        trigger = playground.triggers.issue(user.id)
        body = payloads.shortcut(playground.world, user, callback_id, trigger, playground.clock.wall())
    ack = await playground.delivery.deliver("interactive", body)
    if not ack.ok:
        text = f"{playground.world.app_name} did not answer. Please try again."
        playground.world.tell(Change("toast", channel, user=user.id, text=text))


def _on_message(playground: Playground, user: User, callback_id: str, channel: str, ts: str) -> JSON:
    where = place(playground, user, channel)
    message = message_in(playground, user, where, ts)
    reply = {
        "trigger_id": playground.triggers.issue(user.id),
        "action_ts": f"{playground.clock.wall():.6f}",
        "response_url": playground.base_url + playground.response_urls.issue(user.id, where.id),
    }
    return payloads.message_action(playground.world, user, callback_id, about=(where, message), reply=reply)
