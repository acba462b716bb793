"""What did somebody say about their files, where the files leave a question open?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

NOTE = "-"  # as the wanted column: none of ours, to be kept as a note
NOTES = "notes"  # as the wanted sheet: none of ours; its rows become notes of the projects that they name
Dates = Literal["day-first", "month-first"]
Decimals = Literal["point", "comma"]
Named = Mapping[tuple[str, str], str]  # (sheet, column as written, folded by `folded`) → our column, or NOTE


def folded(header: str) -> str:
    """A header as it is compared with another one: without regard to case and spaces."""
    return " ".join(header.split()).casefold()


@dataclass(frozen=True, slots=True)
class Remembered:
    """Which columns earlier imports took for which: those that somebody named, and those that were found."""

    said: Named = field(default_factory=dict)
    found: Named = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """Answers to what files leave open.

    columns: said now; sheets: our name for the name of a file or sheet (folded); dates: what 03/04/2026 begins with;
    decimal: which mark 1,200 and 1.200 have before their fraction.
    """

    columns: Named = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    dates: Dates | None = None
    decimal: Decimals | None = None
    remembered: Remembered = field(default_factory=Remembered)


NONE = Choices()
