"""How are the elements drawn that choose from a list?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import urlencode

from markupsafe import Markup

from playground.page.markup import Attrs, el, join
from playground.page.render.controls import Control
from playground.page.render.texts import text
from playground.page.shape import part, parts, word
from playground.page.values import chosen_ids, options_of
from playground.world import JSON

Choice = tuple[str, str]  # what is sent, what is shown


def static_select(control: Control) -> Markup:
    """One of the payload's options."""
    chosen = word(part(control.value(), "selected_option"), "value")
    groups = parts(control.element, "option_groups")
    if groups:
        inside = join(
            el(
                "optgroup",
                {"label": word(part(group, "label"), "text")},
                _options(_listed(parts(group, "options")), chosen),
            )
            for group in groups
        )
    else:
        inside = _options(_listed(parts(control.element, "options")), chosen)
    return _select(control, inside, chosen)


def id_select(control: Control) -> Markup:
    """One person, channel or conversation."""
    chosen = "".join(chosen_ids(word(control.element, "type"), control.value()))
    return _select(control, _options(_known(control), chosen), chosen)


def multi_static_select(control: Control) -> Markup:
    """Several of the payload's options."""
    chosen = [word(option, "value") for option in parts(control.value(), "selected_options")]
    return _many(control, _listed(options_of(control.element)), chosen)


def multi_id_select(control: Control) -> Markup:
    """Several people, channels or conversations."""
    return _many(control, _known(control), chosen_ids(word(control.element, "type"), control.value()))


def ticks(control: Control) -> Markup:
    """Checkboxes or radio buttons, each with its description."""
    single = word(control.element, "type") == "radio_buttons"
    value = control.value()
    picked = [part(value, "selected_option")] if single else parts(value, "selected_options")
    chosen = [word(option, "value") for option in picked if option]
    rows = []
    for index, option in enumerate(parts(control.element, "options")):
        sent, note = word(option, "value"), part(option, "description")
        attrs = {
            "type": "radio" if single else "checkbox",
            "name": control.name,
            "value": sent,
            "checked": sent in chosen,
            "id": f"{control.id}-{index}",
            "autocomplete": "off",
        }
        small = el("small", {}, text(note, control.scene)) if note else None
        label = el("span", {}, text(part(option, "text"), control.scene), small)
        rows.append(el("label", {"class": "tick"}, el("input", attrs), label))
    role = {"role": "radiogroup" if single else "group", "id": control.id, "tabindex": "-1"}
    return control.wrap("ticks", el("div", {**role, **control.names(), **control.act()}, join(rows)))


def external_select(control: Control) -> Markup:
    """Options that the app supplies while the person types; what was chosen is sent written out in full."""
    many = word(control.element, "type").startswith("multi_")
    value = control.value()
    picked = parts(value, "selected_options") if many else [part(value, "selected_option")]
    chips = join(chosen_option(control.name, option) for option in picked if option)
    door = control.scene.door("suggest", control.block_id, control.action_id)
    search = {
        "type": "search",
        "id": control.id,
        "class": "field",
        "autocomplete": "off",
        "placeholder": control.placeholder("Type to search"),
        "name": "sought",
        "role": "combobox",
        "aria-expanded": "false",
        "aria-controls": f"{control.id}-found",
        "hx-get": f"{door}&{urlencode({'name': control.name})}" if door else None,
        "hx-trigger": "focus, input changed delay:200ms",
        "hx-target": f"#{control.id}-found",
        **control.names(),
    }
    found = {"class": "found", "id": f"{control.id}-found", "role": "listbox"}
    kept = {"class": "chips", "data-many": many, **control.act()}
    return control.wrap("external", el("div", kept, chips), el("input", search), el("div", found))


def chosen_option(name: str, option: JSON) -> Markup:
    """An option of an external select that is chosen, with a cross that takes it away."""
    label = word(part(option, "text"), "text")
    sent = el("input", {"type": "hidden", "name": name, "value": json.dumps(option)})
    return el(
        "span", {"class": "chip"}, sent, label, el("button", {"type": "button", "aria-label": f"Remove {label}"}, "×")
    )


def suggested(name: str, options: list[JSON]) -> Markup:
    """The list under an external select; picking one puts the chip that it carries into the field."""
    if not options:
        return el("p", {"class": "muted"}, "Nothing found.")
    return join(
        el(
            "button",
            {"type": "button", "role": "option", "aria-selected": "false", "data-picks": True},
            word(part(option, "text"), "text"),
            el("template", {}, chosen_option(name, option)),
        )
        for option in options
    )


def _select(control: Control, inside: Markup, chosen: str) -> Markup:
    attrs = {"id": control.id, "name": control.name, "class": "field", "autocomplete": "off"}
    first = el("option", {"value": "", "selected": not chosen}, control.placeholder("Choose…"))
    return control.wrap("select", el("select", {**attrs, **control.names(), **control.act()}, first, inside))


def _many(control: Control, choices: Iterable[Choice], chosen: list[str]) -> Markup:
    rows, picked = [], []
    for index, (sent, label) in enumerate(choices):
        on = sent in chosen
        attrs: Attrs = {"type": "checkbox", "name": control.name, "value": sent, "checked": on, "autocomplete": "off"}
        box = el("input", {**attrs, "id": f"{control.id}-{index}"})
        rows.append(el("label", {"class": "tick"}, box, el("span", {}, label)))
        picked += [label] if on else []
    # A name of its own would hide what is chosen from a screen reader: the label stands before it instead.
    summary = {"class": "field", "id": control.id, **control.names(), "aria-label": None}
    name = el("span", {"class": "only-read"}, f"{control.label}: ") if control.label else None
    shown = ", ".join(picked) or control.placeholder("Choose…")
    group = {"class": "many", "role": "group", **control.act("change delay:500ms")}
    return control.wrap(
        "multi",
        el(
            "details",
            {},
            el("summary", summary, name, el("span", {"data-chosen": True}, shown)),
            el("div", group, join(rows)),
        ),
    )


def _listed(options: list[JSON]) -> list[Choice]:
    return [(word(option, "value"), word(part(option, "text"), "text")) for option in options]


def _known(control: Control) -> list[Choice]:
    kind = word(control.element, "type")
    people = [(user, f"@{name}") for user, name in control.scene.members.items()]
    channels = [(channel, f"#{name}") for channel, name in control.scene.channels.items()]
    if "users" in kind:
        return people
    return channels if "channels" in kind else channels + people


def _options(choices: Iterable[Choice], chosen: str) -> Markup:
    return join(el("option", {"value": sent, "selected": sent == chosen}, label) for sent, label in choices)
