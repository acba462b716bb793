"""What happens when somebody submits a modal or closes it?"""

from __future__ import annotations

from typing import Any

from playground import payloads, views
from playground.acts import elements
from playground.acts.lookup import NotPossibleError, person, view_of
from playground.blocks import initial_state
from playground.errors import SlackError
from playground.town import Playground
from playground.world import JSON, Change, User, View

TROUBLE = "We had some trouble connecting. Try again?"
WHOLE = ""  # the key under View.errors for a sentence about the whole window instead of one block


async def submit(playground: Playground, as_user: str, view_id: str, values: JSON | None = None) -> View | None:
    """Submit a modal; `values` ({block_id: {action_id: value object}}) are put in first.

    Gives the view that the person sees then: the same one with `errors` (block_id -> sentence; "" for the whole
    window) or changed, a pushed one, the one below, or None when all are closed. Raises NotPossibleError.
    """
    user = person(playground, as_user)
    view = view_of(playground, user, view_id)
    if view.kind != "modal" or "submit" not in view.payload:
        raise NotPossibleError("There is nothing to submit here.")
    if view.busy:
        raise NotPossibleError("This is being sent already; one moment.")
    blocks = view.payload.get("blocks", [])
    _put_in(view, blocks, values or {})
    view.state = initial_state(blocks, kept=view.state)
    view.errors = elements.problems(blocks, view.state)
    if not view.errors:
        await _send(playground, user, view)
    playground.world.tell(Change("view", user=user.id))
    stack = playground.world.modals.get(user.id, [])
    return stack[-1] if stack else None


async def close(playground: Playground, as_user: str, view_id: str, all_views: bool = False) -> None:
    """Close a modal and those above it, or the whole stack; the app hears of it where it asked to (notify_on_close).

    Raises NotPossibleError.
    """
    user = person(playground, as_user)
    view = view_of(playground, user, view_id)
    stack = playground.world.modals.get(user.id, [])
    if view not in stack:
        raise NotPossibleError("This window cannot be closed.")
    whole = all_views or bool(view.payload.get("clear_on_close"))
    closed = []
    for _ in range(len(stack) if whole else len(stack) - stack.index(view)):
        closed += views.close_modal(playground, user.id)
    for one in closed:
        if one.payload.get("notify_on_close"):
            state = initial_state(one.payload.get("blocks", []), kept=one.state)
            body = payloads.view_closed(playground.world, user, one, state, whole)
            await playground.delivery.deliver("interactive", body)


def _put_in(view: View, blocks: list[JSON], values: JSON) -> None:
    for block_id, actions in values.items():
        for action_id, value_object in actions.items():
            block, element = elements.find(blocks, block_id, action_id)
            chosen = elements.choice(element, value_object)
            view.state.setdefault(block.get("block_id", ""), {})[element.get("action_id", "")] = chosen


async def _send(playground: Playground, user: User, view: View) -> None:
    trigger = playground.triggers.issue(user.id, view.id)
    urls = list(_response_urls(playground, user, view))
    body = payloads.view_submission(playground.world, user, view, view.state, (trigger, urls))
    view.busy = True
    playground.world.tell(Change("view", user=user.id))
    try:
        ack: Any = await playground.delivery.deliver("interactive", body)
    finally:
        view.busy = False
    if not ack.ok:
        view.errors = {WHOLE: TROUBLE}
    elif view in playground.world.modals.get(user.id, []):  # else the app or the person closed it meanwhile
        _follow(playground, view, ack.payload or {})


def _response_urls(playground: Playground, user: User, view: View) -> list[JSON]:
    found: list[JSON] = []
    for block, element in elements.elements(view.payload.get("blocks", [])):
        chosen = view.state.get(block.get("block_id", ""), {}).get(element.get("action_id", ""), {})
        channel = chosen.get("selected_conversation") or chosen.get("selected_channel")
        if element.get("response_url_enabled") and channel in playground.world.channels:
            url = playground.base_url + playground.response_urls.issue(user.id, channel)
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            found.append(ids | {"channel_id": channel, "response_url": url})
    return found


def _follow(playground: Playground, view: View, answer: JSON) -> None:
    """Do what the app's answer says; an answer that Slack would not take leaves the view with Slack's sentence."""
    try:
        _act(playground, view, answer)
    except SlackError as why:
        action = answer.get("response_action")
        playground.journal.add(
            "refused", method=f"response_action {action}", user=view.user, error=why.code, **why.fields
        )
        view.errors = {WHOLE: TROUBLE}


def _act(playground: Playground, view: View, answer: JSON) -> None:
    action = answer.get("response_action")
    if action == "errors":
        view.errors = _errors(view, answer.get("errors"))
    elif action == "update":
        views.replace(playground, view, views.check(playground, answer.get("view"), "modal", besides=view))
    elif action == "push":
        views.push_modal(playground, view.user, views.check(playground, answer.get("view"), "modal"))
    elif action == "clear":
        views.close_modal(playground, view.user, all_views=True)
    elif not answer:
        _take_away(playground, view)
    else:
        raise SlackError("invalid_response_action")


def _errors(view: View, errors: object) -> dict[str, str]:
    inputs = {block.get("block_id") for block in view.payload.get("blocks", []) if block.get("type") == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_errors", known=sorted(str(one) for one in inputs))
    return {block_id: str(sentence) for block_id, sentence in errors.items()}


def _take_away(playground: Playground, view: View) -> None:
    """An empty answer closes the submitted view and what was opened above it."""
    stack = playground.world.modals.get(view.user, [])
    for _ in range(len(stack) - stack.index(view)):
        views.close_modal(playground, view.user)
