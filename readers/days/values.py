"""What can words say about a day, as long as nobody knows yet on which day they were said?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Direction = Literal["past", "future"]
Kind = Literal["since", "by", "until", "from", "on", "ago", "for", "bare"]
Unit = Literal["minute", "hour", "day", "workday", "week", "month", "quarter", "year"]
Edge = Literal["start", "end", "whole"]


@dataclass(frozen=True, slots=True)
class Near:
    """So many days from today: today 0, tomorrow 1, yesterday -1."""

    days: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (Monday 0). week None: the nearest in the asked direction; else of this ISO week plus week.

    before: the latest one strictly before today ("last Wednesday").
    """

    number: int
    week: int | None = None
    before: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day of the calendar; without a year the nearest in the asked direction."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class MonthDay:
    """ "The 24th": the nearest one in the asked direction."""

    day: int


@dataclass(frozen=True, slots=True)
class Distance:
    """So far from now: "in two weeks" 2 weeks, "3 days ago" -3 days."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Lasting:
    """ "For a week": began so long ago. It says nothing about the future."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Period:
    """A week, month, quarter or year (which: -1 last, 0 this, 1 next), its first day, its last, or just "next week"."""

    unit: Unit
    which: int
    edge: Edge


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its name; its first or its last day, of the nearest one in the asked direction."""

    month: int
    edge: Edge


Value = Near | Weekday | Calendar | MonthDay | Distance | Lasting | Period | Month


@dataclass(frozen=True, slots=True)
class Clock:
    """A time on the clock. 24:00 is midnight at the end of a day. offset in minutes where the words named one (UTC)."""

    hour: int
    minute: int = 0
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words in text[start:end] that name a day, a time or both; at least one of value and clock is there.

    kind says how the sentence leads in ("since", "by", …); the lead is part of the span. Nothing in it depends on the
    day it was said on, so it can be stored or handed on and resolved later.
    """

    start: int
    end: int
    kind: Kind
    value: Value | None
    clock: Clock | None
    said: str


@dataclass(frozen=True, slots=True)
class Moment:
    """The local day that was meant, and the instant (aware, UTC) when the words named a time on the clock."""

    day: date
    at: datetime | None
