"""Is an everyday block right: section, header, context, actions, divider, image, input, markdown, video, alert."""

from __future__ import annotations

from playground.blocks.elements import (
    BOTH,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    element,
)
from playground.blocks.place import Place, Rule, Shape
from playground.blocks.rules import choice, flag, link, listed, shown, string, text

ONLY_IN_MODALS = frozenset({"file_input"})


def stored_image(place: Place) -> None:
    """A slack_file must be one that was uploaded and processed: Slack answers invalid_blocks until it is."""
    if not isinstance(place.value, dict) or ("id" in place.value) == ("url" in place.value):
        place.wrong("must provide exactly one of: id, url", "one_of")
        return
    name = place.value.get("id") or str(place.value["url"]).rpartition("/")[2]
    file = place.sheet.files.get(name)
    if file is None or not file.complete or file.in_work or not file.mimetype.startswith("image/"):
        place.wrong("invalid slack file", "slack_file")


def _one_image(place: Place) -> None:
    if ("image_url" in place.value) == ("slack_file" in place.value):
        place.wrong("must provide exactly one of: image_url, slack_file", "one_of")


IMAGE: dict[str, Rule] = {"image_url": link(), "slack_file": stored_image}
image_element = Shape({"type": choice("image"), "alt_text": shown(2000)}, IMAGE, _one_image)


def _in_section(place: Place) -> None:
    image = isinstance(place.value, dict) and place.value.get("type") == "image"
    (image_element if image else element(IN_SECTION))(place)


def _in_context(place: Place) -> None:
    image = isinstance(place.value, dict) and place.value.get("type") == "image"
    (image_element if image else text(2000, *BOTH))(place)


def _has_words(place: Place) -> None:
    if not place.has("text") and not place.has("fields"):
        place.wrong("must provide one of: text, fields", "one_of")


def unique_actions(place: Place) -> None:
    """An action_id may stand only once in a block."""
    names = [one["action_id"] for one in place.value["elements"] if "action_id" in one]
    for number, one in enumerate(place.value["elements"]):
        if "action_id" in one and names.count(one["action_id"]) > 1:
            Place(None, f"{place.pointer}/elements/{number}/action_id", place.sheet).wrong(
                f"`action_id` `{one['action_id']}` already exists for another element in this block", "unique"
            )


def _input_fits(place: Place) -> None:
    kind = place.value["element"]["type"]
    if kind in ONLY_IN_MODALS and place.sheet.surface != "modal":
        place.at("element").wrong(f"element {kind} is allowed in modals only", "surface")


BLOCKS: dict[str, Shape] = {
    "section": Shape(
        {},
        {
            "text": text(3000, *BOTH),
            "fields": listed(text(2000, *BOTH), 10),
            "accessory": _in_section,
            "expand": flag,
        },
        _has_words,
    ),
    "header": Shape({"text": text(150)}),
    "context": Shape({"elements": listed(_in_context, 10)}),
    "actions": Shape({"elements": listed(element(IN_ACTIONS), 25)}, after=unique_actions),
    "context_actions": Shape({"elements": listed(element(IN_CONTEXT_ACTIONS), 5)}, after=unique_actions),
    "divider": Shape(),
    "image": Shape({"alt_text": shown(2000)}, {"title": text(2000), **IMAGE}, _one_image),
    "input": Shape(
        {"label": text(2000), "element": element(IN_INPUT)},
        {"hint": text(2000), "optional": flag, "dispatch_action": flag},
        _input_fits,
    ),
    "markdown": Shape({"text": shown(12_000)}),
    "video": Shape(
        {"alt_text": shown(2000), "title": text(199), "thumbnail_url": link(), "video_url": link()},
        {
            "author_name": string(49),
            "description": text(199),
            "provider_icon_url": link(),
            "provider_name": string(199),
            "title_url": link(),
        },
    ),
    "alert": Shape({"text": text(3000, *BOTH)}, {"level": choice("default", "info", "warning", "error", "success")}),
}
