"""Would Slack take these blocks, this view? If not, what is wrong and where."""

from __future__ import annotations

from collections.abc import Mapping

from playground.blocks.cards import CARD, CAROUSEL, PLAN, TASK, container
from playground.blocks.layout import BLOCKS
from playground.blocks.place import Place, Problem, Rule, Shape, Sheet, Surface
from playground.blocks.rich import RICH_TEXT
from playground.blocks.rules import anything, flag, string, text
from playground.blocks.tables import DATA_TABLE, DATA_VISUALIZATION, TABLE
from playground.world import JSON, File

MOST: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
ONCE = {"table": 1, "data_visualization": 2}  # block type -> how many a message takes
IN_MESSAGES = frozenset(
    {"markdown", "table", "data_table", "data_visualization", "card", "carousel", "container"}
    | {"context_actions", "plan", "task_card"}
)
IN_MODALS = frozenset({"alert"})
ALL_MARKDOWN = 12_000  # characters of all markdown blocks of a message
TOGETHER = 13_200  # characters of a message's blocks: Slack's own figure is not published, this one was observed
CONTAINER = 30  # characters that a block or element counts beside its text: a careful guess at Slack's own measure


def _block(place: Place) -> None:
    kind = place.value.get("type") if isinstance(place.value, dict) else None
    shape = KINDS.get(kind) if isinstance(kind, str) else None
    if shape is None:
        place.wrong(f"unsupported type: {kind}", "unsupported")
        return
    if not _fits(str(kind), place.sheet.surface):
        place.wrong(f"block {kind} is not allowed in a {place.sheet.surface}", "surface")
        return
    sheet = place.sheet
    sheet.containers += 1
    sheet.counts[str(kind)] = sheet.counts.get(str(kind), 0) + 1
    if sheet.surface == "message" and sheet.counts[str(kind)] > ONCE.get(str(kind), MOST["message"]):
        place.wrong(f"no more than {ONCE[str(kind)]} {kind} blocks allowed in a message", "max_items")
    Shape({"type": anything, **shape.required}, {"block_id": string(255), **shape.optional}, shape.after)(place)


KINDS: dict[str, Shape] = {
    **BLOCKS,
    "rich_text": RICH_TEXT,
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "card": CARD,
    "carousel": CAROUSEL,
    "plan": PLAN,
    "task_card": TASK,
    "container": container(_block),
}


def _fits(kind: str, surface: Surface) -> bool:
    if kind in IN_MESSAGES:
        return surface == "message"
    return surface == "modal" if kind in IN_MODALS else True


def _blocks(place: Place) -> None:
    if not isinstance(place.value, list):
        place.wrong("must be an array", "type")
        return
    seen: set[str] = set()
    for block in place.items(0 if place.sheet.surface == "home" else 1, MOST[place.sheet.surface]):
        _block(block)
        name = block.value.get("block_id") if isinstance(block.value, dict) else None
        if isinstance(name, str) and name in seen:
            block.at("block_id").wrong(f"`block_id` `{name}` already exists for another block", "unique")
        elif isinstance(name, str):
            seen.add(name)
    marked = [block for block in place.value if isinstance(block, dict) and block.get("type") == "markdown"]
    if sum(len(str(block.get("text"))) for block in marked) > ALL_MARKDOWN:
        place.wrong(f"no more than {ALL_MARKDOWN} characters allowed in all markdown blocks", "max_length")


NAMES: dict[str, Rule] = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
VIEWS: dict[str, Shape] = {
    "modal": Shape(
        {"type": anything, "title": text(24), "blocks": _blocks},
        {
            "submit": text(24),
            "close": text(24),
            "submit_disabled": flag,
            "clear_on_close": flag,
            "notify_on_close": flag,
        }
        | NAMES,
    ),
    "home": Shape(
        {"type": anything, "blocks": _blocks},
        {"title": text(24), "submit": text(24), "close": text(24), "clear_on_close": flag, "notify_on_close": flag}
        | NAMES,
    ),
}


def check_message(blocks: list[JSON], files: Mapping[str, File] | None = None) -> list[Problem]:
    """What Slack would refuse in the blocks of a message; pointers begin with /blocks. Empty when all is well.

    Blocks that are too long in all give one problem with the code msg_blocks_too_long.
    """
    sheet = Sheet("message", files or {})
    if blocks:
        _blocks(Place(blocks, "/blocks", sheet))
    if not sheet.problems and sheet.characters + CONTAINER * sheet.containers > TOGETHER:
        sheet.problems.append(Problem("/blocks", "blocks are too long", "msg_blocks_too_long"))
    return sheet.problems


def check_view(view: JSON, files: Mapping[str, File] | None = None) -> list[Problem]:
    """What Slack would refuse in a view; pointers begin with /view. Empty when all is well."""
    kind = view.get("type")
    if kind not in ("modal", "home"):
        return [Problem("/view/type", "must be a valid enum value: modal, home", "enum")]
    sheet = Sheet("home" if kind == "home" else "modal", files or {})
    VIEWS[str(kind)](Place(view, "/view", sheet))
    if kind == "modal" and not view.get("submit") and sheet.counts.get("input"):
        sheet.problems.append(Problem("/view", "missing required field: submit", "missing"))
    return sheet.problems
