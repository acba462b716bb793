"""How are the blocks drawn that hold others or stand out: alert, card, carousel, container, plan?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from playground.page.markup import el
from playground.page.render.controls import Control
from playground.page.render.elements import element, picture
from playground.page.render.rich import rich_text
from playground.page.render.texts import text
from playground.page.scene import Scene
from playground.page.shape import flag, part, parts, word
from playground.page.values import block_name
from playground.world import JSON

Draw = Callable[[Sequence[JSON], Scene], Markup]
_LEVELS = {"info": "Note", "warning": "Warning", "error": "Problem", "success": "Done"}


def alert(block: JSON, _name: str, scene: Scene) -> Markup:
    """A sentence that stands out, its level in words too."""
    level = word(block, "level", "default")
    title = _LEVELS.get(level)
    mark = el("strong", {}, f"{title}: ") if title else None
    kind = level if level in _LEVELS else "default"
    return el("div", {"class": f"block alert {kind}", "role": "note"}, mark, text(part(block, "text"), scene))


def card(block: JSON, name: str, scene: Scene) -> Markup:
    """Picture, title, subtitle, body and buttons in one box."""
    hero, icon = part(block, "hero_image"), part(block, "icon")
    buttons = (element(Control(one, name, scene)) for one in parts(block, "actions"))
    subtitle, body = part(block, "subtitle"), part(block, "body")
    return el(
        "article",
        {"class": "block card"},
        picture(hero, scene, "picture") if hero else None,
        picture(icon, scene, "tiny") if icon else None,
        el("h4", {}, text(part(block, "title"), scene)) if part(block, "title") else None,
        el("p", {"class": "muted"}, text(subtitle, scene)) if subtitle else None,
        el("div", {"class": "prose"}, text(body, scene)) if body else None,
        el("div", {"class": "actions"}, *buttons) if parts(block, "actions") else None,
    )


def carousel(block: JSON, _name: str, scene: Scene) -> Markup:
    """Cards side by side."""
    cards = (card(one, block_name(one, index), scene) for index, one in enumerate(parts(block, "elements")))
    attrs = {"class": "block carousel", "tabindex": "0", "role": "group", "aria-label": "Cards"}
    return el("div", attrs, *cards)


def container(block: JSON, _name: str, scene: Scene, draw: Draw) -> Markup:
    """Blocks under a title, which may be folded."""
    inside = draw(parts(block, "child_blocks") or parts(block, "blocks"), scene)
    written = part(block, "title")
    title = text(written, scene) if written else rich_text(part(block, "rich_text_title"), "", scene)
    if flag(block, "is_collapsible") or flag(block, "collapsible"):
        folded = flag(block, "default_collapsed") or flag(block, "is_collapsed")
        return el("details", {"class": "block container", "open": not folded}, el("summary", {}, title), inside)
    return el("div", {"class": "block container"}, el("div", {"class": "container-title"}, title), inside)


def task(block: JSON, _name: str, scene: Scene) -> Markup:
    """One step of an agent's work."""
    title = word(block, "title") or word(part(block, "title"), "text")
    details, output = part(block, "details"), part(block, "output")
    return el(
        "div",
        {"class": "block container"},
        el("div", {"class": "container-title"}, f"{title} – {word(block, 'status', 'pending').replace('_', ' ')}"),
        rich_text(details, "", scene) if details else None,
        rich_text(output, "", scene) if output else None,
    )


def plan(block: JSON, _name: str, scene: Scene) -> Markup:
    """The steps of an agent's work."""
    title = word(block, "title") or word(part(block, "title"), "text")
    tasks = (task(one, "", scene) for one in parts(block, "tasks"))
    return el("div", {"class": "block container"}, el("div", {"class": "container-title"}, title), *tasks)
