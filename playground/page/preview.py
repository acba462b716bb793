"""What does one payload look like alone, without a channel around it? For the gallery."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from markupsafe import Markup

from playground.page import cards, sight
from playground.page.drawing import Drawing
from playground.page.render import blocks
from playground.page.scene import Scene
from playground.page.shape import parts, word, words
from playground.page.sight import Look
from playground.world import JSON, Message, View

KINDS = ("message", "modal", "home")


def preview(drawing: Drawing, kind: str, payload: JSON, viewer: str, theme: str) -> str:
    """A page with a message, a modal or a Home whose controls have no effect; `theme` is light or dark."""
    scene = sight.scene(drawing.playground, viewer)
    values: dict[str, Any] = {"cards": [], "view": None, "body": None, "actions": []}
    if kind == "message":
        values["cards"] = [_message(drawing, scene, payload)]
    elif kind == "modal":
        values["view"] = _modal(scene, payload)
    else:
        values["body"] = _body(scene, payload)
    app = drawing.playground.world.app_name
    return drawing.draw("preview.html", kind=kind, theme=theme, look=Look(viewer, "preview"), app=app, **values)


def _message(drawing: Drawing, scene: Scene, payload: JSON) -> cards.MessageCard:
    world = drawing.playground.world
    files = [one for one in words(payload, "files") if one in world.files]
    sample = Message("preview", "1.0", world.bot_user_id, word(payload, "text"), parts(payload, "blocks"), files=files)
    sample.shown_at = scene.now
    card = cards.message_card(world, Look(scene.viewer, "preview"), scene, sample, before=sample)
    return replace(card, body=blocks(sample.blocks, scene)) if sample.blocks else card


def _modal(scene: Scene, payload: JSON) -> cards.ViewCard:
    return replace(
        cards.view_card(scene, View("preview", "modal", scene.viewer, payload, "")), body=_body(scene, payload)
    )


def _body(scene: Scene, payload: JSON) -> Markup:
    return blocks(parts(payload, "blocks"), scene)
