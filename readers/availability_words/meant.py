"""What do words about availability mean, once it is known who said them and when?"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from readers.availability_words.values import CalendarFeed, Hourly, Part, Show, Skills, Unclear


@dataclass(frozen=True, slots=True)
class Absence:
    """Away start to finish, both inclusive, that part of each day; rule: an RRULE by which start to finish repeats."""

    start: date
    finish: date
    part: Part = "day"
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Off:
    """Away; at least one absence, in the order they were said."""

    absences: tuple[Absence, ...]


@dataclass(frozen=True, slots=True)
class Back:
    """At work again from that day on, or from that minute of it."""

    day: date
    minute: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """The project share in percent from start on, up to and with finish; None: without an end."""

    percent: Decimal
    start: date
    finish: date | None


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of the working week from start on, up to and with finish; None: without an end."""

    hours: Hourly
    start: date
    finish: date | None


Availability = Off | Back | Share | Week | Skills | CalendarFeed | Show | Unclear
