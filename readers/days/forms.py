"""What is one way to write a day: a pattern, and what it means?"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from readers.days.values import Clock, Value


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form read. clock: the time an ISO instant carries. name: the weekday or month in it, as spelled.

    weak: is a day only where a word such as "by" or "since" leads in to it.
    """

    value: Value
    clock: Clock | None = None
    name: str | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a day, matched in a text in small letters; read gives None for what only looks like one."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Reading | None]


# Parts of longer words, versions, addresses, amounts of money and ranges ("Mon-Wed", "2-3 days ago") are no days.
_BEFORE = r"(?<![\w.,:/@#+$€£\-–—'’])(?<![0-9]\s[-–—]\s)"
_AFTER = r"(?![\w/@]|[-–—'’.:]\w|,[0-9])"


def form(pattern: str, read: Callable[[re.Match[str]], Reading | None]) -> Form:
    """A form whose words stand free in the sentence."""
    return Form(re.compile(_BEFORE + "(?:" + pattern + ")" + _AFTER), read)
