"""How are tables and the figures of a chart drawn?"""

from __future__ import annotations

from markupsafe import Markup

from playground.page.markup import el, join
from playground.page.render.rich import inline
from playground.page.scene import Scene
from playground.page.shape import entries, part, parts, word
from playground.world import JSON

_ALIGNS = ("left", "center", "right")


def table(block: JSON, _name: str, scene: Scene) -> Markup:
    """A table block; its first row is the head."""
    settings = [word(one, "align") if isinstance(one, dict) else "" for one in entries(block, "column_settings")]
    return _drawn(_rows(block), settings, "", scene)


def data_table(block: JSON, _name: str, scene: Scene) -> Markup:
    """A data_table block with all its rows: sorting and pages are left to Slack."""
    return _drawn(_rows(block), [], word(block, "caption"), scene)


def figures(block: JSON, _name: str, _scene: Scene) -> Markup:
    """A chart as the table of its figures, which says the same."""
    chart = part(block, "chart") or block
    rows = []
    for one in parts(chart, "segments"):
        rows.append((word(one, "label"), word(one, "value")))
    for series in parts(chart, "series"):
        told = ", ".join(f"{word(point, 'label')} {word(point, 'value')}" for point in parts(series, "data"))
        rows.append((word(series, "name"), told))
    drawn = (el("tr", {}, el("th", {"scope": "row"}, label), el("td", {}, value)) for label, value in rows)
    title = word(block, "title") or word(part(block, "title"), "text", "Chart")
    return el("div", {"class": "block table-box"}, el("table", {}, el("caption", {}, title), join(drawn)))


def _rows(block: JSON) -> list[list[JSON]]:
    return [[cell for cell in row if isinstance(cell, dict)] for row in entries(block, "rows") if isinstance(row, list)]


def _drawn(rows: list[list[JSON]], aligns: list[str], caption: str, scene: Scene) -> Markup:
    body = []
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        cells = (
            el(tag, {"class": _align(aligns, place), "scope": None if number else "col"}, _cell(cell, scene))
            for place, cell in enumerate(row)
        )
        body.append(el("tr", {}, *cells))
    title = el("caption", {}, caption) if caption else None
    inside = el("table", {}, title, el("thead", {}, *body[:1]), el("tbody", {}, *body[1:]))
    return el(
        "div", {"class": "block table-box", "tabindex": "0", "role": "group", "aria-label": caption or "Table"}, inside
    )


def _align(aligns: list[str], place: int) -> str | None:
    return f"to-{aligns[place]}" if place < len(aligns) and aligns[place] in _ALIGNS else None


def _cell(cell: JSON, scene: Scene) -> Markup | str:
    if word(cell, "type") == "rich_text":
        return join(inline(one, scene) for one in parts(cell, "elements"))
    return word(cell, "text") or word(cell, "value")
