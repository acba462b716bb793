"""How is a block of a Slack message made so that Slack takes it?

A limit broken by our own words is a ValueError, found by the tests; what other people wrote is cut to fit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from readers.graphemes import size
from ui.text import DATE_AND_TIME, cut, inert, moment_words, one_line

T = TypeVar("T")
Block = dict[str, Any]
Element = dict[str, Any]
View = dict[str, Any]

MESSAGE_CHARACTERS = 12_000  # Slack refuses a message at about 13,200 (msg_blocks_too_long)
_SHOWN = frozenset({"text", "alt_text", "fallback", "initial_value"})
TEXT_CHARACTERS = 3_900  # chat.update refuses more than 4,000


@dataclass(frozen=True)
class Message:
    """What is posted: `text` alone must say everything, because screen readers and notifications read nothing else."""

    text: str
    blocks: list[Block]

    def __post_init__(self) -> None:
        within("message text", self.text, 1, TEXT_CHARACTERS)
        if not 1 <= len(self.blocks) <= 50:
            raise ValueError(f"a message has 1 to 50 blocks, not {len(self.blocks)}")
        if (total := sum(map(size, texts(self.blocks)))) >= MESSAGE_CHARACTERS:
            raise ValueError(f"the blocks of a message hold less than {MESSAGE_CHARACTERS} characters, not {total}")


def texts(value: object) -> list[str]:
    """Every string of a payload that a person may read."""
    found: list[str] = []
    _gather(value, found)
    return found


def _gather(value: object, found: list[str]) -> None:  # generators in generators took three times as long
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(inner, str):
                _gather(inner, found)
            elif key in _SHOWN:
                found.append(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _gather(inner, found)


def within(what: str, text: str, low: int, high: int) -> str:
    """`text` itself if it holds `low` to `high` UTF-16 units, else ValueError."""
    if not low <= size(text) <= high:
        raise ValueError(f"{what} holds {low} to {high} characters, not {size(text)}")
    return text


def plain(text: str, limit: int) -> Element:
    """Text that Slack does not parse. Somebody's own words are safe in it."""
    return {"type": "plain_text", "text": inert(text, limit) or "–", "emoji": True}


def mrkdwn(markup: str, limit: int = 3000) -> Element:
    """Text with our formatting; what others wrote went through `escape` before. Slack links nothing by itself in it."""
    return {"type": "mrkdwn", "text": within("a text", markup, 1, limit), "verbatim": True}


def section(markup: str = "", *, fields: Sequence[str] = (), accessory: Element | None = None) -> Block:
    """A paragraph, up to ten fields in two columns, or both; with one element at its right."""
    block: Block = {"type": "section"}
    if markup:
        block["text"] = mrkdwn(markup)
    if fields:
        block["fields"] = [mrkdwn(field, 2000) for field in at_most("fields", fields, 10)]
    if accessory:
        block["accessory"] = accessory
    if not markup and not fields:
        raise ValueError("a section needs a text or fields")
    return block


def said(text: str, limit: int, *, accessory: Element | None = None) -> Block:
    """A paragraph in somebody's own words."""
    block: Block = {"type": "section", "text": plain(text, limit)}
    return {**block, "accessory": accessory} if accessory else block


def header(text: str) -> Block:
    return {"type": "header", "text": plain(one_line(text), 150)}


def context(*markup: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(words) for words in at_most("context elements", markup, 10)]}


def divider() -> Block:
    return {"type": "divider"}


def image(file_id: str, alt: str) -> Block:
    """A picture that Slack already holds; `alt` says what it shows."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": within("alt text", alt, 1, 2000)}


def actions(*elements: Element) -> Block:
    ids = [element["action_id"] for element in at_most("actions", elements, 25)]
    if len(set(ids)) != len(ids):
        raise ValueError(f"an action id occurs twice in one row: {ids}")
    return {"type": "actions", "elements": list(elements)}


def button(
    action_id: str,
    label: str,
    value: str,
    *,
    style: str | None = None,
    confirm: Element | None = None,
    says: str | None = None,
) -> Element:
    """A button. `says` is what a screen reader reads instead of the label, for rows where the label alone is vague."""
    element: Element = {
        "type": "button",
        "action_id": within("an action id", action_id, 1, 255),
        "text": {"type": "plain_text", "text": within("a button", label, 1, 75), "emoji": True},
        "value": within("a button's value", value, 1, 2000),
    }
    if style not in (None, "primary", "danger"):
        raise ValueError(f"Slack knows no button style {style}")
    optional = {"style": style, "confirm": confirm, "accessibility_label": says and cut(says, 75)}
    return element | {key: it for key, it in optional.items() if it}


def confirm(title: str, text: str, *, yes: str, no: str = "Keep it") -> Element:
    """A question before a button acts."""
    return {
        "title": {"type": "plain_text", "text": within("a confirm title", title, 1, 100)},
        "text": {"type": "plain_text", "text": within("a confirm text", text, 1, 300)},
        "confirm": {"type": "plain_text", "text": within("a confirm button", yes, 1, 30)},
        "deny": {"type": "plain_text", "text": within("a confirm button", no, 1, 30)},
    }


def option(label: str, value: str) -> Element:
    """One choice of a menu; somebody's words are cut at 75."""
    return {"text": plain(one_line(label), 75), "value": within("an option's value", value, 1, 150)}


def overflow(action_id: str, choices: Sequence[tuple[str, str]]) -> Element:
    """The ⋯ menu: one to five (label, value)."""
    if not 1 <= len(choices) <= 5:
        raise ValueError(f"an overflow menu has 1 to 5 choices, not {len(choices)}")
    return {"type": "overflow", "action_id": action_id, "options": [option(label, value) for label, value in choices]}


def menu(action_id: str, placeholder: str, choices: Sequence[tuple[str, str]], chosen: str | None = None) -> Element:
    """A choice of one among (label, value), outside of a form; `chosen` is the value that stands there."""
    options = [option(label, value) for label, value in at_most("choices", choices, 100)]
    element: Element = {
        "type": "static_select",
        "action_id": within("an action id", action_id, 1, 255),
        "placeholder": {"type": "plain_text", "text": within("a placeholder", placeholder, 1, 150)},
        "options": options,
    }
    initial = next((one for one in options if one["value"] == chosen), None)
    return element | ({"initial_option": initial} if initial is not None else {})


def person_menu(action_id: str, placeholder: str) -> Element:
    """A choice among everybody in the workspace, outside of a form."""
    words = {"type": "plain_text", "text": within("a placeholder", placeholder, 1, 150)}
    return {"type": "users_select", "action_id": within("an action id", action_id, 1, 255), "placeholder": words}


def rich(*parts: Element) -> Block:
    """A block of `line`s and `quoted`s. Slack parses nothing in it, so it suits other people's words."""
    return {"type": "rich_text", "elements": list(parts)}


def code(text: str) -> Block:
    """Text as it is, in a box. Slack parses nothing in it."""
    inside = {"type": "text", "text": within("a box of text", text, 1, 3000)}
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [inside]}]}


def line(*elements: Element) -> Element:
    return {"type": "rich_text_section", "elements": list(elements)}


def quoted(text: str, limit: int) -> Element:
    return {"type": "rich_text_quote", "elements": [words(text, limit)]}


def words(text: str, limit: int = 500, *, bold: bool = False) -> Element:
    """Somebody's words, or ours, inside a `line`. Blanks at the ends are kept when the text is ours."""
    element: Element = {"type": "text", "text": inert(text, limit) or "–"}
    return element | ({"style": {"bold": True}} if bold else {})


def between(text: str) -> Element:
    """Our own words between two elements of a `line`, blanks kept."""
    return {"type": "text", "text": text}


def instant(at: datetime) -> Element:
    """An aware instant inside a `line`, in the zone of the reader's device."""
    return {"type": "date", "timestamp": int(at.timestamp()), "format": DATE_AND_TIME, "fallback": moment_words(at)}


def at_most(what: str, items: Iterable[T], high: int) -> list[T]:
    """1 to `high` items, else ValueError."""
    found = list(items)
    if not 1 <= len(found) <= high:
        raise ValueError(f"there are 1 to {high} {what}, not {len(found)}")
    return found
