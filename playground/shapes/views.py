"""How does Slack write down a modal or a Home tab?"""

from __future__ import annotations

from playground.world import JSON, View, World


def view_json(world: World, view: View) -> JSON:
    """The view object of views.* answers and of view_submission, with what the person filled in under state.values."""
    payload = view.payload
    return {
        "id": view.id,
        "team_id": world.team_id,
        "type": view.kind,
        "blocks": payload.get("blocks", []),
        "private_metadata": payload.get("private_metadata", ""),
        "callback_id": payload.get("callback_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "title": payload.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "clear_on_close": payload.get("clear_on_close", False),
        "notify_on_close": payload.get("notify_on_close", False),
        "close": payload.get("close"),
        "submit": payload.get("submit"),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id or view.id,
        "app_id": world.app_id,
        "external_id": payload.get("external_id", ""),
        "app_installed_team_id": world.team_id,
        "bot_id": world.bot_id,
    }
