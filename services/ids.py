"""Can this be the id of a row?"""

from typing import TypeGuard


def plausible(value: object) -> TypeGuard[str]:
    """Whether `value` looks like an id that we gave. Anything else is not looked up: a database may choke on it."""
    return isinstance(value, str) and value.isascii() and value.isalnum() and len(value) <= 32
