"""What can one piece of a phrase about availability mean?"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from readers.availability_words.values import Days, Part, Rule
from readers.days.values import Lasting

Said = (
    Literal["off", "back", "was", "working", "part time", "full time", "home"]
    | Literal["take back", "not", "except", "unsure", "vague"]
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the phrase is about. more: what it says about a time that follows ("leaving at": from, "in at": until)."""

    kind: Literal[
        "off",
        "back",
        "working",
        "part time",
        "full time",
        "home",
        "take back",
        "not",
        "except",
        "unsure",
        "vague",
        "was",
    ]
    more: Literal["from", "until"] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """How what follows is bound to what came before."""

    kind: Literal["from", "until", "to", "through", "before", "and", "after", "pause"]
    since: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """Days, and the part of them that was said in the same breath ("Friday morning")."""

    value: Days
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class At:
    """A time on the clock, in minutes after midnight."""

    minute: int


@dataclass(frozen=True, slots=True)
class Times:
    """A range on the clock; not sure: two bare numbers, which may be days of a month as well."""

    start: int
    finish: int
    sure: bool


@dataclass(frozen=True, slots=True)
class PartSaid:
    """A part of the day. each: said of every day ("mornings"); half: "half a day", whichever half."""

    part: Part
    each: bool = False
    half: bool = False


@dataclass(frozen=True, slots=True)
class Repeat:
    """A repetition that names its days."""

    rule: Rule


@dataclass(frozen=True, slots=True)
class Every:
    """Every so many weeks, on days that are named elsewhere in the phrase, if any."""

    weeks: int


@dataclass(frozen=True, slots=True)
class Percent:
    """So many percent."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """So many hours: in a week, on each day, or neither was said."""

    hours: Decimal
    per: Literal["week", "day", ""]


@dataclass(frozen=True, slots=True)
class DaysPerWeek:
    """So many days a week, none of them named."""

    days: int


@dataclass(frozen=True, slots=True)
class Length:
    """So long; now: counted from today where nothing else is named ("for 3 days", "the next 3 days")."""

    value: Lasting
    now: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that was not understood. It may be a reason: it is looked at and never handed on."""

    word: str


Piece = Head | Link | Day | At | Times | PartSaid | Repeat | Every | Percent | Amount | DaysPerWeek | Length | Unknown
