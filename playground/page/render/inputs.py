"""How are the elements drawn that take text, a date or a file?"""

from __future__ import annotations

from markupsafe import Markup

from playground.page.markup import Attrs, el
from playground.page.render.controls import Control
from playground.page.shape import flag, number, part, word, words
from playground.page.values import chosen_ids, rich_text_words, wall_value

_TYPES = {"email_text_input": "email", "url_text_input": "url", "number_input": "text", "plain_text_input": "text"}
_PICKERS = {"datepicker": "date", "timepicker": "time"}


def text_input(control: Control) -> Markup:
    """A line or a box of text; numbers too, because Slack checks them itself and says so."""
    element = control.element
    kind = word(element, "type")
    value = word(control.value(), "value")
    attrs: Attrs = {
        **_shared(control),
        "placeholder": control.placeholder() or None,
        "maxlength": number(element, "max_length") or None,
        **_typing(control),
    }
    if flag(element, "multiline"):
        return control.wrap("text", el("textarea", {**attrs, "rows": 4}, "\n" + value))
    mode = {"inputmode": "decimal"} if kind == "number_input" else {}
    return control.wrap(
        "text", el("input", {**attrs, **mode, "type": _TYPES.get(kind, "text"), "value": value or None})
    )


def rich_input(control: Control) -> Markup:
    """Formatted text as a plain box: what is typed arrives as one section."""
    value = rich_text_words(part(control.value(), "rich_text_value"))
    attrs: Attrs = {**_shared(control), "placeholder": control.placeholder() or None, **control.act()}
    return control.wrap("text", el("textarea", {**attrs, "rows": 4}, "\n" + value))


def date_or_time(control: Control) -> Markup:
    """A day of the calendar or a time of day, by the browser's own picker."""
    kind = word(control.element, "type")
    value = "".join(chosen_ids(kind, control.value())) or None
    attrs: Attrs = {**_shared(control), "type": _PICKERS.get(kind, "date"), "value": value}
    return control.wrap("date", el("input", {**attrs, **control.act("change delay:400ms")}))


def instant(control: Control) -> Markup:
    """A date with a time, in the viewer's zone."""
    value = wall_value(control.value().get("selected_date_time"), control.scene.zone)
    attrs: Attrs = {**_shared(control), "type": "datetime-local", "value": value or None}
    return control.wrap("date", el("input", {**attrs, **control.act("change delay:400ms")}))


def file_input(control: Control) -> Markup:
    """Files from the person's machine, sent with the form."""
    accepted = ",".join("." + one for one in words(control.element, "filetypes"))
    many = number(control.element, "max_files", 10) > 1
    attrs: Attrs = {**_shared(control), "type": "file", "accept": accepted or None, "multiple": many}
    return control.wrap("file", el("input", attrs))


def _shared(control: Control) -> Attrs:
    return {
        "id": control.id,
        "name": control.name,
        "class": "field",
        "autocomplete": "off",
        "data-focus": flag(control.element, "focus_on_load"),
        **control.names(),
    }


def _typing(control: Control) -> Attrs:
    """When a text is sent: at Enter, or while it is typed where the payload asks for that; else only into the state."""
    moments = words(part(control.element, "dispatch_action_config"), "trigger_actions_on") or ["on_enter_pressed"]
    if not control.dispatches:
        return control.act("change")
    if "on_character_entered" in moments:
        return control.act("input changed delay:300ms")
    return control.act("keydown[key=='Enter'&&!shiftKey] prevent")
