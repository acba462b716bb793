"""What does the app show in modals and on the Home tab? views.open, push, update, publish."""

from __future__ import annotations

from playground import views
from playground.api.call import Call
from playground.api.registry import Method, Table
from playground.errors import SlackError
from playground.shapes import view_json
from playground.world import JSON, View


def views_open(call: Call) -> JSON:
    """views.open: a modal for the person whose act gave the trigger."""
    trigger_id = _trigger_id(call)
    call.town.triggers.check(trigger_id)
    payload = views.check(call.town, call.data("view", "invalid_arguments"), "modal")
    return _answer(call, views.open_modal(call.town, call.town.triggers.redeem(trigger_id).user, payload))


def views_push(call: Call) -> JSON:
    """views.push: a modal on top of the one in which the person acted."""
    trigger_id = _trigger_id(call)
    trigger = call.town.triggers.check(trigger_id)
    payload = views.check(call.town, call.data("view", "invalid_arguments"), "modal")
    view = views.push_modal(call.town, trigger.user, payload)
    call.town.triggers.redeem(trigger_id)
    return _answer(call, view)


def views_update(call: Call) -> JSON:
    """views.update: new content for a modal or Home; with `hash` only if nobody changed it since."""
    view = views.find(call.town, call.text("view_id"), call.text("external_id"))
    given = call.data("view", "invalid_arguments")
    if view is None:
        raise SlackError("not_found")
    payload = views.check(call.town, given, view.kind, besides=view)
    _same(call, view)
    return _answer(call, views.replace(call.town, view, payload))


def views_publish(call: Call) -> JSON:
    """views.publish: the Home tab of one person."""
    user = call.need("user_id")
    if user not in call.world.users:
        raise SlackError("user_not_found")
    before = call.world.homes.get(user)
    payload = views.check(call.town, call.data("view", "invalid_arguments"), "home", besides=before)
    if before is not None:
        _same(call, before)
    return _answer(call, views.publish(call.town, user, payload))


def _trigger_id(call: Call) -> str:
    return call.text("trigger_id") or call.text("interactivity_pointer") or call.need("trigger_id")


def _same(call: Call, view: View) -> None:
    given = call.text("hash")
    if given and given != view.hash:
        raise SlackError("hash_conflict")


def _answer(call: Call, view: View) -> JSON:
    call.wrote = {"user": view.user, "view_id": view.id, "view": view.payload, "hash": view.hash}
    return {"view": view_json(call.world, view)}


METHODS: Table = (
    Method("views.open", views_open, 4, writes=True),
    Method("views.push", views_push, 4, writes=True),
    Method("views.update", views_update, 4, writes=True),
    Method("views.publish", views_publish, 4, writes=True),
)
