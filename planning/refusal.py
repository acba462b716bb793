"""What is answered where something cannot be meant as it is written?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value, not an exception: a sheet or a form collects many of them before it says anything."""

    sentence: str  # what is wrong and what would be right, for the person who wrote it
