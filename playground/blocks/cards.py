"""Is a card, a carousel or a container right, and what stands in it?"""

from __future__ import annotations

from playground.blocks.elements import BOTH, element
from playground.blocks.layout import image_element
from playground.blocks.place import Place, Rule, Shape
from playground.blocks.rich import rich_cell
from playground.blocks.rules import anything, choice, flag, listed, shown, string, text


def _something(place: Place) -> None:
    if not any(place.has(key) for key in ("hero_image", "title", "actions", "body")):
        place.wrong("must provide one of: hero_image, title, actions, body", "one_of")


CARD = Shape(
    {},
    {
        "hero_image": image_element,
        "icon": image_element,
        "slack_icon": anything,
        "title": text(150, *BOTH),
        "subtitle": text(150, *BOTH),
        "body": text(200, *BOTH),
        "actions": listed(element(frozenset({"button", "workflow_button"})), 5),
    },
    _something,
)


def _card(place: Place) -> None:
    Shape({"type": choice("card")}, {"block_id": string(255), **CARD.optional}, CARD.after)(place)


CAROUSEL = Shape({"elements": listed(_card, 10)})


def container(child: Rule) -> Shape:
    """A frame around up to ten blocks, each of which `child` checks."""
    return Shape(
        {"child_blocks": listed(child, 10)},
        {
            "title": text(150),
            "rich_text_title": rich_cell,
            "subtitle": text(150, *BOTH),
            "icon": image_element,
            "is_collapsible": flag,
            "default_collapsed": flag,
            "has_header_divider": flag,
            "width": choice("narrow", "standard", "wide", "full"),
        },
        _titled,
    )


def _titled(place: Place) -> None:
    if not place.has("title") and not place.has("rich_text_title"):
        place.wrong("must provide one of: title, rich_text_title", "one_of")
    folds = place.value.get("is_collapsible") is True
    if place.value.get("default_collapsed") and not folds:
        place.at("default_collapsed").wrong("needs is_collapsible", "folding")
    if place.value.get("has_header_divider") and folds:
        place.at("has_header_divider").wrong("cannot be used with is_collapsible", "folding")


TASK = Shape(
    {"task_id": string(255), "title": shown(3000), "status": choice("pending", "in_progress", "complete", "error")},
    {"details": rich_cell, "output": rich_cell, "sources": listed(anything, 100, least=0)},
)


def _task(place: Place) -> None:
    Shape({"type": choice("task_card"), **TASK.required}, {"block_id": string(255), **TASK.optional})(place)


PLAN = Shape({"title": shown(3000)}, {"tasks": listed(_task, 50, least=0)})
