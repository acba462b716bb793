"""What did a round of a row find: how much was tried, what came of it, and what should never be?"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

KEPT = 20  # sentences about what went wrong; more of them say nothing new


@dataclass
class Findings:
    """Figures by name. `count` adds to one; `never` counts what must be 0, and keeps a sentence for each such thing."""

    figures: Counter[str] = field(default_factory=Counter)
    worst: dict[str, float] = field(default_factory=dict)  # the largest value seen, such as a time
    broken: list[str] = field(default_factory=list)

    def count(self, name: str, number: int = 1) -> None:
        self.figures[name] += number

    def never(self, name: str, things: Iterable[object]) -> None:
        found = list(things)
        self.figures[name] += len(found)
        self.broken += [f"{name}: {thing}" for thing in found[:KEPT]]

    def most(self, name: str, value: float) -> None:
        self.worst[name] = max(value, self.worst.get(name, value))

    def add(self, other: "Findings") -> None:
        self.figures.update(other.figures)
        for name, value in other.worst.items():
            self.most(name, value)
        self.broken = [*self.broken, *other.broken][:KEPT]

    def told(self) -> str:
        """All figures on one line, such as `commands 300, lost 0, settled within 3.1`."""
        counted = [f"{name} {number:,}" for name, number in self.figures.items()]
        return ", ".join([*counted, *(f"{name} {value:.4g}" for name, value in self.worst.items())])


Round = Callable[[int, Random], Findings]  # the round's number, counted from 0, and its own chance
