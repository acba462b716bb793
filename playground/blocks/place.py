"""Where in a payload are we, and what is wrong there: a cursor over JSON that collects problems with their pointers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from playground.world import File

Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True)
class Problem:
    pointer: str  # JSON pointer, such as /blocks/0/text
    message: str
    code: str

    @property
    def line(self) -> str:
        """As Slack writes it into response_metadata.messages."""
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"


@dataclass
class Sheet:
    """One payload under examination."""

    surface: Surface
    files: Mapping[str, File]  # those that exist: for slack_file images
    problems: list[Problem] = field(default_factory=list)
    focused: int = 0  # elements with focus_on_load
    characters: int = 0  # of all texts in it
    containers: int = 0  # blocks and elements
    counts: dict[str, int] = field(default_factory=dict)  # block type -> how many


@dataclass(frozen=True)
class Place:
    value: Any
    pointer: str
    sheet: Sheet

    def wrong(self, message: str, code: str) -> None:
        """Note what is not right here."""
        self.sheet.problems.append(Problem(self.pointer, message, code))

    def at(self, key: str | int) -> Place:
        """The value one step further in."""
        return Place(self.value[key], f"{self.pointer}/{key}", self.sheet)

    def has(self, key: str) -> bool:
        """Whether there is such a field with a value: Slack reads null as absent."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def items(self, least: int, most: int) -> list[Place]:
        """The entries of a list that must have so many; none when it is not a list."""
        if not isinstance(self.value, list):
            self.wrong("must be an array", "type")
            return []
        if len(self.value) < least:
            self.wrong(f"no fewer than {least} items allowed", "min_items")
        if len(self.value) > most:
            self.wrong(f"no more than {most} items allowed", "max_items")
        return [self.at(number) for number in range(min(len(self.value), most))]


Rule = Callable[[Place], None]


@dataclass(frozen=True)
class Shape:
    """Which fields an object must and may have, and the rule of each."""

    required: Mapping[str, Rule] = field(default_factory=dict)
    optional: Mapping[str, Rule] = field(default_factory=dict)
    after: Rule | None = None  # for what concerns several fields at once; runs only where each field alone is right

    def __call__(self, place: Place) -> None:
        """Check the object at the place."""
        if not isinstance(place.value, dict):
            place.wrong("must be an object", "type")
            return
        before = len(place.sheet.problems)
        for key, rule in self.required.items():
            if place.has(key):
                rule(place.at(key))
            else:
                place.wrong(f"missing required field: {key}", "missing")
        for key, value in place.value.items():
            if key in self.optional and value is not None:
                self.optional[key](place.at(key))
            elif key not in self.optional and key not in self.required:
                place.wrong(f"invalid additional property: {key}", "additional")
        if self.after is not None and len(place.sheet.problems) == before:
            self.after(place)
