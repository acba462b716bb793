"""Is a plain value right: strings, numbers, flags, lists, text objects."""

from __future__ import annotations

import re

from playground.blocks.place import Place, Rule, Shape


def string(most: int, least: int = 1) -> Rule:
    """A string of so many characters."""

    def rule(place: Place) -> None:
        if not isinstance(place.value, str):
            place.wrong("must be a string", "type")
        elif len(place.value) < least:
            place.wrong(f"must be more than {least - 1} characters", "min_length")
        elif len(place.value) > most:
            place.wrong(f"must be less than {most + 1} characters", "max_length")

    return rule


def shown(most: int, least: int = 1) -> Rule:
    """A string that people read: it also counts for the length of the whole message."""
    check = string(most, least)

    def rule(place: Place) -> None:
        check(place)
        if isinstance(place.value, str):
            place.sheet.characters += len(place.value)

    return rule


def number(low: float, high: float, *, whole: bool = True) -> Rule:
    """A number within bounds, both included."""

    def rule(place: Place) -> None:
        kinds = (int,) if whole else (int, float)
        if isinstance(place.value, bool) or not isinstance(place.value, kinds):
            place.wrong("must be an integer" if whole else "must be a number", "type")
        elif not low <= place.value <= high:
            place.wrong(f"must be between {low:g} and {high:g}", "range")

    return rule


def choice(*allowed: str) -> Rule:
    """One of a few words."""

    def rule(place: Place) -> None:
        if place.value not in allowed:
            place.wrong(f"must be a valid enum value: {', '.join(allowed)}", "enum")

    return rule


def matching(pattern: str, what: str) -> Rule:
    """A string of a certain form."""
    form = re.compile(pattern)

    def rule(place: Place) -> None:
        if not isinstance(place.value, str) or not form.fullmatch(place.value):
            place.wrong(f"must be {what}", "format")

    return rule


def listed(each: Rule, most: int, least: int = 1) -> Rule:
    """A list of so many, each of which is right."""

    def rule(place: Place) -> None:
        for item in place.items(least, most):
            each(item)

    return rule


def flag(place: Place) -> None:
    """True or false."""
    if not isinstance(place.value, bool):
        place.wrong("must be a boolean", "type")


def anything(place: Place) -> None:
    """Whatever it is, it is not looked at."""


def link(most: int = 3000) -> Rule:
    """A web address."""
    check = string(most)

    def rule(place: Place) -> None:
        check(place)
        if isinstance(place.value, str) and not re.match(r"(?:https?|mailto|slack|tel):", place.value):
            place.wrong("Invalid URL", "format")

    return rule


date = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date such as 2026-11-23")
time = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time such as 09:30")


def text(most: int, *kinds: str) -> Rule:
    """A text object of one of the kinds (plain_text when none is named)."""
    allowed = kinds or ("plain_text",)
    body = shown(most)
    plain = Shape({"type": choice("plain_text"), "text": body}, {"emoji": flag})
    marked = Shape({"type": choice("mrkdwn"), "text": body}, {"verbatim": flag})

    def rule(place: Place) -> None:
        if not isinstance(place.value, dict):
            place.wrong("must be an object", "type")
        elif place.value.get("type") not in allowed:
            place.wrong("failed to match all allowed schemas", "schema")
            Place(None, f"{place.pointer}/type", place.sheet).wrong(f"must be one of: {', '.join(allowed)}", "enum")
        else:
            (plain if place.value["type"] == "plain_text" else marked)(place)

    return rule
