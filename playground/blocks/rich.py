"""Is a rich_text block right: sections, lists, quotes and preformatted text with their elements."""

from __future__ import annotations

from playground.blocks.place import Place, Rule, Shape
from playground.blocks.rules import anything, choice, flag, link, listed, number, shown, string

STYLE = Shape(
    {}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight"), flag)
)
STYLED: dict[str, Rule] = {"style": STYLE}
ELEMENTS: dict[str, Shape] = {
    "text": Shape({"text": shown(40_000)}, STYLED),
    "link": Shape({"url": link()}, {"text": shown(3000), "unsafe": flag, **STYLED}),
    "user": Shape({"user_id": string(64)}, STYLED),
    "usergroup": Shape({"usergroup_id": string(64)}, STYLED),
    "channel": Shape({"channel_id": string(64)}, STYLED),
    "team": Shape({"team_id": string(64)}, STYLED),
    "emoji": Shape({"name": string(100)}, {"unicode": string(100), "url": link(), "skin_tone": number(1, 6), **STYLED}),
    "broadcast": Shape({"range": choice("here", "channel", "everyone")}, STYLED),
    "color": Shape({"value": string(20)}, STYLED),
    "date": Shape(
        {"timestamp": number(0, 99_999_999_999), "format": string(500)},
        {"url": link(), "fallback": string(500), **STYLED},
    ),
}


def _typed(shapes: dict[str, Shape]) -> Rule:
    def rule(place: Place) -> None:
        kind = place.value.get("type") if isinstance(place.value, dict) else None
        shape = shapes.get(kind) if isinstance(kind, str) else None
        if shape is None:
            place.wrong(f"unsupported type: {kind}", "unsupported")
        else:
            Shape({"type": anything, **shape.required}, shape.optional, shape.after)(place)

    return rule


INLINE = listed(_typed(ELEMENTS), 10_000, least=0)
SECTION = Shape({"elements": INLINE})
PARTS: dict[str, Shape] = {
    "rich_text_section": SECTION,
    "rich_text_list": Shape(
        {"style": choice("bullet", "ordered"), "elements": listed(_typed({"rich_text_section": SECTION}), 10_000)},
        {"indent": number(0, 8), "offset": number(0, 10_000), "border": number(0, 1)},
    ),
    "rich_text_quote": Shape({"elements": INLINE}, {"border": number(0, 1)}),
    "rich_text_preformatted": Shape({"elements": INLINE}, {"border": number(0, 1), "language": string(100)}),
}
RICH_TEXT = Shape({"elements": listed(_typed(PARTS), 10_000, least=0)})


def rich_cell(place: Place) -> None:
    """A rich_text object inside another block, such as a cell of a table."""
    Shape({"type": choice("rich_text"), **RICH_TEXT.required}, {"block_id": string(255)})(place)
