"""Which drawing belongs to which kind of element?"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from playground.page.markup import el, safe_picture
from playground.page.render import buttons, inputs, pickers
from playground.page.render.controls import Control
from playground.page.scene import Scene
from playground.page.shape import part, word
from playground.world import JSON

DRAWN: dict[str, Callable[[Control], Markup]] = {
    "button": buttons.button,
    "workflow_button": buttons.button,
    "icon_button": buttons.icon_button,
    "feedback_buttons": buttons.feedback_buttons,
    "overflow": buttons.overflow,
    "static_select": pickers.static_select,
    "external_select": pickers.external_select,
    "users_select": pickers.id_select,
    "conversations_select": pickers.id_select,
    "channels_select": pickers.id_select,
    "multi_static_select": pickers.multi_static_select,
    "multi_external_select": pickers.external_select,
    "multi_users_select": pickers.multi_id_select,
    "multi_conversations_select": pickers.multi_id_select,
    "multi_channels_select": pickers.multi_id_select,
    "checkboxes": pickers.ticks,
    "radio_buttons": pickers.ticks,
    "plain_text_input": inputs.text_input,
    "email_text_input": inputs.text_input,
    "url_text_input": inputs.text_input,
    "number_input": inputs.text_input,
    "rich_text_input": inputs.rich_input,
    "datepicker": inputs.date_or_time,
    "timepicker": inputs.date_or_time,
    "datetimepicker": inputs.instant,
    "file_input": inputs.file_input,
}


def element(control: Control) -> Markup:
    """The element drawn, a small named box for a kind that is not known here."""
    kind = word(control.element, "type")
    if kind == "image":
        return picture(control.element, control.scene, "thumb")
    draw = DRAWN.get(kind)
    return draw(control) if draw else unknown(kind)


def unknown(kind: str) -> Markup:
    """What stands in for a block or an element that is not known here."""
    return el("span", {"class": "unknown"}, f"{kind or 'something'} (not drawn here)")


def picture(source: JSON, scene: Scene, kind: str) -> Markup:
    """An image by its address or by its file, with its alternative text."""
    file = word(part(source, "slack_file"), "id")
    address = f"/files/{file}" if file.isalnum() else safe_picture(word(source, "image_url"))
    alt = word(source, "alt_text") or scene.alt_texts.get(file, "")
    if not address:
        return el("span", {"class": "unknown"}, f"Picture: {alt}" if alt else "A picture without an address")
    return el("img", {"class": kind, "src": address, "alt": alt, "loading": "lazy", "referrerpolicy": "no-referrer"})
