"""What can somebody say about their availability, as long as nobody knows on which day they said it?"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from readers.days.values import Calendar, Month, Period, Value

Ending = Literal["through", "until", "before"]
Week7 = tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A time range of a day, in minutes after midnight; 1440 is the end of the day. str(): `14:00-16:00`."""

    start: int
    finish: int

    def __str__(self) -> str:
        return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in (self.start, self.finish))


@dataclass(frozen=True, slots=True)
class Hours:
    """So many hours of a day, whichever they are. str(): `4` or `2.5`."""

    amount: Decimal

    def __str__(self) -> str:
        return f"{self.amount.normalize():f}"


Part = Literal["day", "am", "pm"] | Between | Hours


@dataclass(frozen=True, slots=True)
class IsoWeek:
    """Week 32, Monday to Sunday; without a year the nearest that is not over."""

    number: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class WeeksOf:
    """ "The first two weeks of August": its days 1 to 14. first counts from 1; 0: the last ones, back from its end."""

    first: int
    count: int
    month: Month | Period


@dataclass(frozen=True, slots=True)
class WeekWith:
    """The week of 7 December: Monday to Sunday, whichever of its days that is."""

    day: Calendar


Days = Value | IsoWeek | WeeksOf | WeekWith


@dataclass(frozen=True, slots=True)
class Rule:
    """How an absence repeats. days: `FR`, or `1FR` and `-1FR` in a month; none in a week means all of that week."""

    freq: Literal["WEEKLY", "MONTHLY"]
    interval: int = 1
    days: tuple[str, ...] = ()
    month_days: tuple[int, ...] = ()

    def __str__(self) -> str:
        parts = [f"FREQ={self.freq}"]
        parts += [f"INTERVAL={self.interval}"] if self.interval > 1 else []
        parts += [f"BYDAY={','.join(self.days)}"] if self.days else []
        parts += [f"BYMONTHDAY={','.join(map(str, self.month_days))}"] if self.month_days else []
        return ";".join(parts)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days as they were said.

    start None: from now on. finish None: all that start names, or, where it was said with a "from" (opens), no end.
    ending: a day named as the end belongs to it, except after "before"; a week or month after "until" does not.
    part holds for each day; first and last, where they are there, for the first and the last day instead.
    """

    start: Days | None = None
    finish: Days | None = None
    opens: bool = False
    ending: Ending = "through"
    part: Part = "day"
    first: Part | None = None
    last: Part | None = None
    rule: Rule | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class OffWords:
    """Off, once or several times."""

    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class BackWords:
    """Back at work; day None: now. minute: of the day, where a time was said."""

    day: Days | None = None
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class ShareWords:
    """So much of the day is for projects."""

    percent: Decimal
    when: Stretch


@dataclass(frozen=True, slots=True)
class Hourly:
    """The hours of a working week. Exactly one of the three is there.

    days: Monday to Sunday, None where a day stays as it is now; each: on every day that is worked now; total: in the
    week, spread evenly over the days that are worked now.
    """

    days: Week7 | None = None
    each: Decimal | None = None
    total: Decimal | None = None

    def on(self, now: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
        """The hours Monday to Sunday that follow for somebody whose week now has these; always seven, in whole minutes.

        Where no day is worked now, Monday to Friday count as worked. The hours of a total add up to it exactly.
        """
        if self.days is not None:
            return tuple(old if new is None else new for old, new in zip(now, self.days, strict=True))
        worked = [at for at, hours in enumerate(now) if hours] or list(range(5))
        if self.each is not None:
            return tuple(self.each if at in worked else Decimal(0) for at in range(7))
        minutes, rest = divmod(int((self.total or Decimal(0)) * 60), len(worked))
        return tuple(
            Decimal(minutes + (worked.index(at) < rest)) / 60 if at in worked else Decimal(0) for at in range(7)
        )


@dataclass(frozen=True, slots=True)
class WeekWords:
    """Another working week."""

    hours: Hourly
    when: Stretch


@dataclass(frozen=True, slots=True)
class SkillSaid:
    """A skill by the name that the person gave it (raw: escape it), level 1 to 5 where one was said."""

    name: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Skills:
    """What the person can do; no items: they only want to see or change the list."""

    items: tuple[SkillSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """Read this address (https or webcal, raw, not checked); None: read none any more. It is a secret: not in repr."""

    address: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Show:
    """What was asked to be shown."""

    what: Literal["list", "help", "form"]


@dataclass(frozen=True, slots=True)
class Unclear:
    """What was understood ("" for nothing), what is asked back, and phrases of which each would be a clear answer.

    understood and choices are made anew, never from the person's own words, which may hold a reason.
    """

    understood: str
    question: str
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.understood:
            return self.question
        first = self.question[:1] if self.question.startswith("I ") else self.question[:1].lower()
        return f"{self.understood[:1].upper()}{self.understood[1:]}: {first}{self.question[1:]}"


AvailabilityWords = OffWords | BackWords | ShareWords | WeekWords | Skills | CalendarFeed | Show | Unclear
