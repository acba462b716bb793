"""How does a portfolio come from one process to another, without trust in who packed it?

As JSON of which only our own kinds of values can be made: whatever a child was talked into, it can say no more than
a wrong portfolio.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from inspect import isclass
from types import ModuleType
from typing import Any

from readers.tables import plan_values, units, values
from readers.tables.values import Portfolio, Problem

Found = Portfolio | list[Problem]


def _classes(*modules: ModuleType) -> dict[str, Any]:
    found = [one for module in modules for one in vars(module).values() if isclass(one)]
    return {one.__name__: one for one in found if is_dataclass(one) or issubclass(one, Enum)}


_CLASSES = _classes(values, plan_values, units)
_READ: Mapping[str, Callable[[str], Any]] = {
    "Decimal": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}


def pack(found: Found) -> bytes:
    return json.dumps(_packed(found), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def unpack(data: bytes) -> Found:
    """What was packed. ValueError where it is nothing of the kind."""
    try:
        found = _unpacked(json.loads(data))
    except (TypeError, KeyError, ArithmeticError, RecursionError) as error:
        raise ValueError("this is no portfolio") from error
    if isinstance(found, Portfolio) or (isinstance(found, tuple) and all(isinstance(one, Problem) for one in found)):
        return list(found) if isinstance(found, tuple) else found
    raise ValueError("this is no portfolio")


def _packed(value: Any) -> Any:
    """Texts, numbers and None as they are, all else as [kind, …]."""
    if value is None or isinstance(value, bool | int) or type(value) is str:
        return value
    if isinstance(value, Enum):
        return [type(value).__name__, value.value]
    if is_dataclass(value):
        return [type(value).__name__, *(_packed(getattr(value, one.name)) for one in fields(value))]
    if isinstance(value, Sequence):
        return ["tuple", *map(_packed, value)]
    if isinstance(value, frozenset):
        return ["frozenset", *sorted(value)]
    return [type(value).__name__, str(value)]


def _unpacked(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    kind, *inside = value
    if kind in _READ:
        return _READ[kind](inside[0])
    made = [_unpacked(one) for one in inside]
    if kind in {"tuple", "frozenset"}:
        return tuple(made) if kind == "tuple" else frozenset(made)
    return _CLASSES[kind](*made)
