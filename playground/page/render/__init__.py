"""How do Block Kit's blocks become HTML? Pure: JSON and a scene in, safe markup out, whatever the JSON is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from markupsafe import Markup

from playground.page.markup import el, join
from playground.page.render import boxes, layout, markdown, rich, tables
from playground.page.render.elements import unknown
from playground.page.scene import Scene
from playground.page.shape import word
from playground.page.values import block_name
from playground.world import JSON

DRAWN: dict[str, Callable[[JSON, str, Scene], Markup]] = {
    "section": layout.section,
    "context": layout.context,
    "actions": layout.actions,
    "context_actions": layout.actions,
    "header": layout.header,
    "divider": layout.divider,
    "image": layout.image,
    "video": layout.video,
    "input": layout.input_block,
    "rich_text": rich.rich_text,
    "markdown": markdown.markdown,
    "table": tables.table,
    "data_table": tables.data_table,
    "data_visualization": tables.figures,
    "alert": boxes.alert,
    "card": boxes.card,
    "carousel": boxes.carousel,
    "task_card": boxes.task,
    "plan": boxes.plan,
}
_DEEPEST = 4  # containers within containers; beyond that only their name is shown


def blocks(payload: Sequence[JSON], scene: Scene) -> Markup:
    """All blocks of a message, a modal or a Home, in one box from which the controls collect each other's values."""
    return el("div", {"class": "blocks"}, drawn(payload, scene))


def drawn(payload: Sequence[JSON], scene: Scene) -> Markup:
    """The blocks one after the other."""
    return join(_block(block, index, scene) for index, block in enumerate(payload) if isinstance(block, dict))


def _block(block: JSON, index: int, scene: Scene) -> Markup:
    kind = word(block, "type")
    name = block_name(block, index)
    if kind == "container" and scene.depth < _DEEPEST:
        return boxes.container(block, name, replace(scene, depth=scene.depth + 1), drawn)
    draw = DRAWN.get(kind)
    return draw(block, name, scene) if draw else el("div", {"class": "block"}, unknown(kind))
