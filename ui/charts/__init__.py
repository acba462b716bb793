"""Which pictures can be drawn? One a file; each from facts that are plain values, so that they can be kept."""

from collections.abc import Callable, Mapping
from typing import Any

from ui.charts import load

Facts = Mapping[str, Any]

DRAWN: Mapping[str, Callable[[Facts], bytes]] = {load.KIND: load.png}


def draw(kind: str, facts: Facts) -> bytes:
    """The PNG of a kind of picture. KeyError for a kind that nobody draws."""
    return DRAWN[kind](facts)
