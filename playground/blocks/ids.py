"""Which id has a block or element that came without one: as Slack does, each gets one before it is shown."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random
from zlib import crc32

from playground.world import JSON

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
STILL = frozenset({"image", "mrkdwn", "plain_text"})  # elements that nobody can act on have no action_id


def fill_ids(blocks: list[JSON]) -> list[JSON]:
    """A copy of the blocks in which each has a block_id and each interactive element an action_id.

    The same place gets the same id again, so that an update which leaves ids out keeps what people typed.
    """
    filled = copy.deepcopy(blocks)
    for place, block in enumerate(filled):
        block.setdefault("block_id", short_id(f"block {place} {block.get('type')}"))
        for number, element in enumerate(elements_of(block)):
            if element.get("type") not in STILL:
                element.setdefault("action_id", short_id(f"element {place} {number} {element.get('type')}"))
    return filled


def elements_of(block: JSON) -> Iterator[JSON]:
    """The elements of a block that a person may act on: of actions and context_actions, a section's, an input's."""
    if block.get("type") in ("actions", "context_actions"):
        yield from (element for element in block.get("elements", ()) if isinstance(element, dict))
    if block.get("type") == "section" and isinstance(block.get("accessory"), dict):
        yield block["accessory"]
    if block.get("type") == "input" and isinstance(block.get("element"), dict):
        yield block["element"]
    if block.get("type") == "card":
        yield from (element for element in block.get("actions", ()) if isinstance(element, dict))


def short_id(seed: str) -> str:
    """Five letters and digits, as Slack's own block ids are."""
    return "".join(Random(crc32(seed.encode())).choices(LETTERS, k=5))
