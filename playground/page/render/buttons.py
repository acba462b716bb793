"""How are buttons and the overflow menu drawn?"""

from __future__ import annotations

from markupsafe import Markup

from playground.page.markup import Attrs, el, join, safe_link
from playground.page.render.controls import Control, confirm
from playground.page.render.texts import text
from playground.page.shape import part, parts, word


def button(control: Control) -> Markup:
    """A button; one with an address is a link that also tells the app."""
    element = control.element
    style = word(element, "style")
    attrs: Attrs = {
        "class": f"button {style}" if style in ("primary", "danger") else "button",
        "id": control.id,
        "aria-label": word(element, "accessibility_label") or None,
        **_press(control),
    }
    label = text(part(element, "text"), control.scene)
    address = safe_link(word(element, "url"))
    if address:
        opens: Attrs = {"href": address, "target": "_blank", "rel": "noopener", "data-opens": True}
        drawn = el("a", {**attrs, **opens}, label, el("span", {"class": "away", "aria-hidden": "true"}, " ↗"))
    else:
        drawn = el("button", {"type": "button", **attrs}, label)
    return el("span", {"class": "control is-button"}, drawn, confirm(element, control.scene))


def icon_button(control: Control) -> Markup:
    """A button with a picture of what it does; only deleting has one in Slack so far."""
    icon = {"trash": "🗑"}.get(word(control.element, "icon"), "•")
    attrs = {"type": "button", "class": "button icon", "id": control.id, **_press(control)}
    name = word(part(control.element, "text"), "text", "Act")
    return el("span", {"class": "control is-button"}, el("button", {**attrs, "aria-label": name, "title": name}, icon))


def feedback_buttons(control: Control) -> Markup:
    """Thumbs up and thumbs down."""
    drawn = []
    for key, icon in (("positive_button", "👍"), ("negative_button", "👎")):
        inside = part(control.element, key)
        name = word(inside, "accessibility_label") or word(part(inside, "text"), "text", "Feedback")
        attrs: Attrs = {"type": "button", "class": "button icon", "aria-label": name, "title": name}
        drawn.append(el("button", {**attrs, **_press(control, word(inside, "value"))}, icon))
    return el("span", {"class": "control is-button"}, *drawn)


def overflow(control: Control) -> Markup:
    """The menu behind three dots."""
    menu = f"{control.id}-menu"
    items = []
    for option in parts(control.element, "options"):
        attrs: Attrs = {"type": "button", "role": "menuitem", "data-closes": menu}
        note = part(option, "description")
        label = [
            text(part(option, "text"), control.scene),
            el("small", {}, text(note, control.scene)) if note else None,
        ]
        items.append(el("button", {**attrs, **_press(control, word(option, "value"))}, *label))
    opener = {
        "type": "button",
        "class": "button dots",
        "id": control.id,
        "popovertarget": menu,
        "aria-haspopup": "menu",
        "aria-label": control.label or "More actions",
    }
    return el(
        "span",
        {"class": "control is-button"},
        el("button", opener, "⋯"),
        el("div", {"class": "menu", "role": "menu", "id": menu, "popover": True}, join(items)),
        confirm(control.element, control.scene),
    )


def _press(control: Control, value: str | None = None) -> Attrs:
    door = control.scene.door("press", control.block_id, control.action_id, value)
    if door is None:
        return {}
    wired: Attrs = {
        "hx-post": door,
        "hx-include": "closest .blocks",
        "hx-swap": "none",
        "hx-disable": "this",
    }
    return {**wired, **control.question()}
