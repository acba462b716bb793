"""How is a payload read when any part of it may be missing or of the wrong type? These never raise."""

from __future__ import annotations

from typing import Any

from playground.world import JSON


def part(source: JSON, key: str) -> JSON:
    """The object under the key, an empty one when it is something else."""
    found = source.get(key)
    return found if isinstance(found, dict) else {}


def parts(source: JSON, key: str) -> list[JSON]:
    """The objects of the list under the key; whatever else is in the list is left out."""
    found = source.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def entries(source: JSON, key: str) -> list[Any]:
    """The list under the key, an empty one when it is something else."""
    found = source.get(key)
    return found if isinstance(found, list) else []


def word(source: JSON, key: str, otherwise: str = "") -> str:
    """The text under the key; numbers are written out, everything else is `otherwise`."""
    found = source.get(key)
    if isinstance(found, str):
        return found
    if isinstance(found, int | float) and not isinstance(found, bool):
        return str(found) if abs(found) < 10**300 else otherwise
    return otherwise


def words(source: JSON, key: str) -> list[str]:
    """The texts of the list under the key."""
    return [one for one in entries(source, key) if isinstance(one, str)]


def number(source: JSON, key: str, otherwise: int = 0) -> int:
    """The whole number under the key, also when it is written as text."""
    found = word(source, key)
    digits = found.lstrip("-")
    return int(found) if digits.isascii() and digits.isdigit() and len(found) < 19 else otherwise


def flag(source: JSON, key: str, otherwise: bool = False) -> bool:
    """Whether the key is true."""
    found = source.get(key)
    return found if isinstance(found, bool) else otherwise
