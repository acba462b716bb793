"""What is open on a person's screen: the verbs that open, stack, replace and close modals and publish the Home tab."""

from __future__ import annotations

import json
import secrets

from playground.blocks import Problem, check_view, fill_ids, initial_state
from playground.errors import SlackError
from playground.town import Playground
from playground.world import JSON, Change, View

STACK = 3
LARGEST = 250_000  # characters of a view's JSON


def check(town: Playground, payload: object, kind: str, besides: View | None = None) -> JSON:
    """The payload, when Slack would take it as a view of that kind (modal or home); `besides` is the view it replaces.

    Raises SlackError view_too_large, invalid_arguments (with what is wrong and where) or duplicate_external_id.
    """
    if not isinstance(payload, dict) or not payload:
        raise invalid([Problem("/view", "missing required field: view", "missing")])
    if len(json.dumps(payload, ensure_ascii=False)) > LARGEST:
        raise SlackError("view_too_large")
    problems = check_view(payload, town.world.files)
    if payload.get("type") != kind:
        problems.insert(0, Problem("/view/type", f"must be a view of type: {kind}", "type"))
    if problems:
        raise invalid(problems)
    external = payload.get("external_id")
    if external and any(view.payload.get("external_id") == external for view in every(town) if view is not besides):
        raise SlackError("duplicate_external_id")
    return payload


def invalid(problems: list[Problem], code: str = "invalid_arguments") -> SlackError:
    """Slack's refusal that points to each wrong place."""
    return SlackError(code, response_metadata={"messages": [problem.line for problem in problems]})


def every(town: Playground) -> list[View]:
    """Each view that is open or published."""
    return [view for stack in town.world.modals.values() for view in stack] + list(town.world.homes.values())


def find(town: Playground, view_id: str = "", external_id: str = "") -> View | None:
    """The open or published view with that id or external_id."""
    for view in every(town):
        if (view_id and view.id == view_id) or (external_id and view.payload.get("external_id") == external_id):
            return view
    return None


def open_modal(town: Playground, user: str, payload: JSON) -> View:
    """Show a modal as the only one of the person. The payload has been checked."""
    view = _new(town, user, "modal", payload)
    town.world.modals[user] = [view]
    town.world.tell(Change("view", user=user))
    return view


def push_modal(town: Playground, user: str, payload: JSON) -> View:
    """Put a modal on top of the person's stack. Raises SlackError not_found, push_limit_reached."""
    stack = town.world.modals.get(user)
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= STACK:
        raise SlackError("push_limit_reached")
    view = _new(town, user, "modal", payload)
    view.root_id, view.previous_id = stack[0].id, stack[-1].id
    stack.append(view)
    town.world.tell(Change("view", user=user))
    return view


def replace(town: Playground, view: View, payload: JSON) -> View:
    """Give a view new content; inputs with the same block_id, action_id and type keep what the person put in."""
    view.payload = {**payload, "blocks": fill_ids(payload.get("blocks", []))}
    view.state = initial_state(view.payload["blocks"], kept=view.state)
    view.hash, view.errors = _hash(town), {}
    town.world.tell(Change("home" if view.kind == "home" else "view", user=view.user))
    return view


def publish(town: Playground, user: str, payload: JSON) -> View:
    """Show the payload as the person's Home tab of the app; the view keeps its id from one time to the next."""
    if view := town.world.homes.get(user):
        return replace(town, view, payload)
    view = town.world.homes[user] = _new(town, user, "home", payload)
    town.world.tell(Change("home", user=user))
    return view


def close_modal(town: Playground, user: str, *, all_views: bool = False) -> list[View]:
    """Take the top modal (or all) away; returns those that were closed, top first."""
    stack = town.world.modals.get(user, [])
    closed = stack[::-1] if all_views else stack[-1:]
    remaining = stack[: len(stack) - len(closed)]
    if remaining:
        town.world.modals[user] = remaining
    else:
        town.world.modals.pop(user, None)
    town.world.tell(Change("view", user=user))
    return closed


def _new(town: Playground, user: str, kind: str, payload: JSON) -> View:
    blocks = fill_ids(payload.get("blocks", []))
    view_id = f"V0{secrets.token_hex(5).upper()}"
    shown = {**payload, "blocks": blocks}
    return View(
        view_id,
        "home" if kind == "home" else "modal",
        user,
        shown,
        _hash(town),
        initial_state(blocks),
        root_id=view_id,
    )


def _hash(town: Playground) -> str:
    return f"{int(town.clock.wall())}.{secrets.token_hex(4)}"
