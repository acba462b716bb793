"""Is a table, a data table or a chart right, with Slack's counts of rows, columns, series and characters."""

from __future__ import annotations

from playground.blocks.place import Place, Shape
from playground.blocks.rich import rich_cell
from playground.blocks.rules import anything, choice, flag, listed, number, shown, string

CELL_CHARACTERS = 10_000  # in all cells of a table together

RAW = {
    "raw_text": Shape({"type": anything, "text": shown(10_000)}),
    "raw_number": Shape({"type": anything, "value": number(-1e300, 1e300, whole=False), "text": shown(1000)}),
}


def _cell(place: Place) -> None:
    kind = place.value.get("type") if isinstance(place.value, dict) else None
    if kind == "rich_text":
        rich_cell(place)
    elif isinstance(kind, str) and kind in RAW:
        RAW[kind](place)
    else:
        place.wrong("failed to match all allowed schemas", "schema")


def _counted(place: Place) -> None:
    """All cells of one table together may hold so many characters."""
    before = place.sheet.characters
    for row in place.items(1, 101):
        for cell in row.items(1, 20):
            _cell(cell)
    if place.sheet.characters - before > CELL_CHARACTERS:
        place.wrong(f"no more than {CELL_CHARACTERS} characters allowed in all cells", "max_length")


def _table_rows(place: Place) -> None:
    if isinstance(place.value, list) and len(place.value) > 100:
        place.wrong("no more than 100 items allowed", "max_items")
        return
    _counted(place)


def _even(place: Place) -> None:
    """A data table has a header, at least one row below it, and rows of one length without rich text in the header."""
    rows = place.value["rows"]
    if len(rows) < 2:
        place.at("rows").wrong("no fewer than 2 items allowed", "min_items")
        return
    for index, row in enumerate(rows):
        if len(row) != len(rows[0]):
            place.at("rows").at(index).wrong(f"must have {len(rows[0])} cells as the header does", "columns")
    for index, cell in enumerate(rows[0]):
        if cell["type"] == "rich_text":
            place.at("rows").at(0).at(index).wrong("rich_text is not allowed in the header", "schema")


COLUMN = Shape({}, {"align": choice("left", "center", "right"), "is_wrapped": flag})


def _column(place: Place) -> None:
    if place.value is not None:  # null keeps the default of that column
        COLUMN(place)


TABLE = Shape({"rows": _table_rows}, {"column_settings": listed(_column, 20)})
DATA_TABLE = Shape(
    {"caption": shown(2000), "rows": _counted},
    {"page_size": number(1, 100), "row_header_column_index": number(0, 19)},
    _even,
)

POINT = Shape({"label": string(20), "value": number(-1e300, 1e300, whole=False)})
SEGMENT = Shape({"label": string(20), "value": number(1e-300, 1e300, whole=False)})
SERIES = Shape({"name": string(20), "data": listed(POINT, 20)})
AXES = Shape({"categories": listed(string(20), 20)}, {"x_label": string(50), "y_label": string(50)})
PIE = Shape({"type": anything, "segments": listed(SEGMENT, 6)})


def _series_fit(place: Place) -> None:
    """Series have names of their own and one value for each category, in the categories' order."""
    names = [one["name"] for one in place.value["series"]]
    if len(set(names)) < len(names):
        place.at("series").wrong("series names must be unique", "unique")
    for index, one in enumerate(place.value["series"]):
        if [point["label"] for point in one["data"]] != place.value["axis_config"]["categories"]:
            place.at("series").at(index).wrong("data must have one value for each category", "categories")


XY = Shape({"type": anything, "series": listed(SERIES, 6), "axis_config": AXES}, {}, _series_fit)


def _chart(place: Place) -> None:
    kind = place.value.get("type") if isinstance(place.value, dict) else None
    if kind == "pie":
        PIE(place)
    elif kind in ("bar", "area", "line"):
        XY(place)
    else:
        place.wrong("failed to match all allowed schemas", "schema")


DATA_VISUALIZATION = Shape({"title": shown(50), "chart": _chart})
