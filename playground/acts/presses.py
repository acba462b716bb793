"""What happens when somebody presses a button, chooses from a menu, or fills in an input?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playground import payloads
from playground.acts import elements
from playground.acts.lookup import NotPossibleError, message_in, person, place, view_of
from playground.blocks import FIELDS, initial_state
from playground.town import Playground
from playground.world import JSON, Change, Channel, Message, User, View


@dataclass
class Screen:
    """Where something is pressed: a message in its channel, or a view."""

    blocks: list[JSON]
    state: JSON  # what this person has chosen so far; changed in place
    view: View | None = None
    channel: Channel | None = None
    message: Message | None = None

    def payload(self, playground: Playground, user: User, *, replies: bool = False) -> JSON:
        """The fields of an interaction that say where it was; `replies`: with a response_url, in a message."""
        state = initial_state(self.blocks, kept=self.state)
        if self.view is not None:
            return payloads.in_view(playground.world, self.view, state)
        if self.channel is None or self.message is None:
            raise NotPossibleError("This message is no longer there.")
        found = payloads.in_message(playground.world, self.channel, self.message, state)
        if replies:
            path = playground.response_urls.issue(user.id, self.channel.id, ts=self.message.ts)
            found["response_url"] = playground.base_url + path
        return found


async def press(
    playground: Playground,
    as_user: str,
    where: JSON,
    *,
    action_id: str,
    block_id: str = "",
    value_object: JSON | None = None,
) -> None:
    """Press a button or choose in a menu, and tell the app (block_actions); a toast says so when it does not answer.

    `where` is {"message": [channel, ts]}, {"view": view_id} or {"home": true}; `value_object` what is chosen, such as
    {"selected_option": {"value": "high"}}, nothing for a button. Raises NotPossibleError.
    """
    user = person(playground, as_user)
    screen = screen_of(playground, user, where)
    block, element = elements.find(screen.blocks, block_id, action_id)
    await _send(playground, user, screen, _keep(screen, block, element, value_object or {}))


async def change(
    playground: Playground, as_user: str, view_id: str, *, block_id: str, action_id: str, value_object: JSON
) -> None:
    """Keep what was put into an input of a view; the app hears of it only where Slack would tell it.

    That is: outside input blocks, and in those with dispatch_action. Raises NotPossibleError.
    """
    user = person(playground, as_user)
    screen = screen_of(playground, user, {"view": view_id})
    block, element = elements.find(screen.blocks, block_id, action_id)
    chosen = _keep(screen, block, element, value_object)
    if block.get("type") != "input" or block.get("dispatch_action"):
        await _send(playground, user, screen, chosen)


async def suggest(
    playground: Playground, as_user: str, where: JSON, *, action_id: str, block_id: str = "", text: str
) -> JSON:
    """What the app offers for the text typed into an external select: {"options": […]} or {"option_groups": […]}.

    Empty where the app does not answer in time. Raises NotPossibleError.
    """
    user = person(playground, as_user)
    screen = screen_of(playground, user, where)
    block, element = elements.find(screen.blocks, block_id, action_id)
    ask = {"block_id": block.get("block_id", ""), "action_id": element.get("action_id", ""), "value": text}
    body = payloads.block_suggestion(playground.world, user, screen.payload(playground, user), ask)
    ack = await playground.delivery.deliver("interactive", body)
    answer: JSON = ack.payload or {} if ack.ok else {}
    offered = {name: answer[name] for name in ("options", "option_groups") if isinstance(answer.get(name), list)}
    return offered or {"options": []}


def screen_of(playground: Playground, user: User, where: JSON) -> Screen:
    """The screen that `where` names. Raises NotPossibleError where the person does not see it (any more)."""
    if "message" in where:
        channel_id, ts = where["message"]
        channel = place(playground, user, channel_id)
        message = message_in(playground, user, channel, ts)
        state = playground.world.chosen.setdefault(f"{channel.id} {ts} {user.id}", {})
        return Screen(message.blocks, state, channel=channel, message=message)
    view = playground.world.homes.get(user.id) if where.get("home") else None
    if view is None and where.get("home"):
        raise NotPossibleError(f"{playground.world.app_name} has not shown anything here yet.")
    view = view or view_of(playground, user, str(where.get("view")))
    return Screen(view.payload.get("blocks", []), view.state, view=view)


def _keep(screen: Screen, block: JSON, element: JSON, value_object: JSON) -> JSON:
    """Remember a choice and give the action that tells of it."""
    chosen = elements.choice(element, value_object)
    if element["type"] in FIELDS:
        screen.state.setdefault(block.get("block_id", ""), {})[element.get("action_id", "")] = chosen
    if screen.view is not None:
        screen.view.errors.pop(block.get("block_id", ""), None)  # Slack's mark goes when the field is touched
    told = ("text", "value", "style", "url", "placeholder") if element["type"] == "button" else ("placeholder",)
    seen = {name: element[name] for name in told if name in element}
    return seen | {"action_id": element.get("action_id", ""), "block_id": block.get("block_id", "")} | chosen


async def _send(playground: Playground, user: User, screen: Screen, action: JSON) -> None:
    action = action | {"action_ts": f"{playground.clock.wall():.6f}"}
    trigger = playground.triggers.issue(user.id, screen.view.id if screen.view else None)
    where = screen.payload(playground, user, replies=True)
    ack: Any = await playground.delivery.deliver(
        "interactive", payloads.block_actions(playground.world, user, where, action, trigger)
    )
    if not ack.ok:
        channel = screen.channel.id if screen.channel else None
        text = f"{playground.world.app_name} did not answer, so nothing may have happened. Please try again."
        playground.world.tell(Change("toast", channel, user=user.id, text=text))
