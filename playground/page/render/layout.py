"""How are the everyday blocks drawn: section, fields, context, actions, header, image, divider, input?"""

from __future__ import annotations

from markupsafe import Markup

from playground.page.markup import Attrs, el, join, safe_link
from playground.page.mrkdwn import link
from playground.page.render.controls import Control
from playground.page.render.elements import element, picture
from playground.page.render.texts import text
from playground.page.scene import Scene
from playground.page.shape import flag, part, parts, word
from playground.world import JSON

_LABELLED_GROUP = frozenset({"checkboxes", "radio_buttons"})


def section(block: JSON, name: str, scene: Scene) -> Markup:
    """Text, fields in two columns, and one element at the side."""
    written, fields, side = part(block, "text"), parts(block, "fields"), part(block, "accessory")
    body = el(
        "div",
        {"class": "section-body"},
        el("div", {"class": "prose"}, text(written, scene)) if written else None,
        el("div", {"class": "fields"}, *(el("div", {}, text(one, scene)) for one in fields)) if fields else None,
    )
    if not side:
        return el("div", {"class": "block section"}, body)
    control = Control(side, name, scene, label=word(written, "text")[:80])
    wide = " has-choices" if word(side, "type") in _LABELLED_GROUP else ""
    return el("div", {"class": f"block section{wide}"}, body, el("div", {"class": "accessory"}, element(control)))


def context(block: JSON, _name: str, scene: Scene) -> Markup:
    """Small print with small pictures."""
    drawn = [
        picture(one, scene, "tiny") if word(one, "type") == "image" else el("span", {}, text(one, scene))
        for one in parts(block, "elements")
    ]
    return el("div", {"class": "block context"}, *drawn)


def actions(block: JSON, name: str, scene: Scene) -> Markup:
    """A row of elements."""
    drawn = (
        element(Control(one, name, scene, label=word(part(one, "placeholder"), "text")))
        for one in parts(block, "elements")
    )
    return el("div", {"class": "block actions"}, *drawn)


def header(block: JSON, _name: str, scene: Scene) -> Markup:
    """A large line of plain text."""
    return el("h3", {"class": "block header"}, text(part(block, "text"), scene))


def divider(_block: JSON, _name: str, _scene: Scene) -> Markup:
    """A thin line."""
    return el("hr", {"class": "block divider"})


def image(block: JSON, _name: str, scene: Scene) -> Markup:
    """A picture with its title above it."""
    title = part(block, "title")
    caption = el("figcaption", {}, text(title, scene)) if title else None
    return el("figure", {"class": "block image"}, caption, picture(block, scene, "picture"))


def video(block: JSON, _name: str, scene: Scene) -> Markup:
    """A film as its picture and a link: nothing is embedded here."""
    title = text(part(block, "title"), scene)
    address = safe_link(word(block, "title_url") or word(block, "video_url"))
    shown = picture({"image_url": block.get("thumbnail_url"), "alt_text": block.get("alt_text")}, scene, "picture")
    return el(
        "figure", {"class": "block image"}, el("figcaption", {}, link(address, title) if address else title), shown
    )


def input_block(block: JSON, name: str, scene: Scene) -> Markup:
    """A labelled input with its hint and, after a refused submission, what is wrong with it."""
    inside = part(block, "element")
    optional, label = flag(block, "optional"), word(part(block, "label"), "text")
    grouped = word(inside, "type") in _LABELLED_GROUP or word(inside, "type").startswith("multi_")
    dispatches = flag(block, "dispatch_action")
    control = Control(inside, name, scene, dispatches, label if grouped else "", required=not optional)
    aside = el("span", {"class": "optional"}, " (optional)") if optional else None
    star = None if optional else el("span", {"class": "required", "title": "Required", "aria-hidden": "true"}, " *")
    named = join([text(part(block, "label"), scene), aside, star])
    hint = part(block, "hint")
    names: Attrs = {"class": "label"} if grouped else {"class": "label", "for": control.id}
    error = el("p", {"class": "error", "id": f"{control.id}-error"}, control.error) if control.error else None
    return el(
        "div",
        {"class": "block input has-error" if control.error else "block input"},
        el("span" if grouped else "label", names, named),
        element(control),
        error,
        el("p", {"class": "hint"}, text(hint, scene)) if hint else None,
    )
