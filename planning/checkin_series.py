"""Which check-ins are there, for whom, and from when until when may one of them be asked?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planning.occurrences import Daily, resolve

QUESTIONS = 2  # at most
DAY = timedelta(days=1)
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Team:
    code: str


@dataclass(frozen=True, slots=True)
class Project:
    code: str


@dataclass(frozen=True, slots=True)
class People:
    names: frozenset[str]  # as the list names them: e-mail addresses, lower case


Who = Team | Project | People


@dataclass(frozen=True)
class Series:
    """A check-in that comes again: on these days from one time of day until another, by each person's own clock."""

    name: str
    who: Who
    days: frozenset[int]  # Monday is 0; at least one
    at: time
    until: time  # not later than `at`: on the next day
    questions: tuple[str, ...] = ()  # none: only whether something is in their way
    quiet_days: int = 5  # working days without a word after which somebody is asked

    def __post_init__(self) -> None:
        if not self.days or not self.days <= frozenset(range(7)):
            raise ValueError(f"{self.name} needs days from 0 to 6")
        if len(self.questions) > QUESTIONS:
            raise ValueError(f"{self.name} asks more than {QUESTIONS} questions")
        if self.quiet_days < 1:
            raise ValueError(f"{self.name} needs at least one quiet day")

    def is_for(self, *, name: str, teams: Collection[str], projects: Collection[str]) -> bool:
        """Whether it asks the person with this e-mail address, of these teams and projects (codes)."""
        match self.who:
            case Team(code):
                return code in teams
            case Project(code):
                return code in projects
            case People(names):
                return name.lower() in names


@dataclass(frozen=True)
class Window:
    """From when until when one check-in may be asked; instants are aware UTC."""

    day: date  # the person's own, on which it opens: the key by which they are asked once
    opens: datetime
    closes: datetime  # not any more

    @property
    def key(self) -> str:
        return self.day.isoformat()

    @property
    def reminds_at(self) -> datetime:
        """Four fifths of the way through it."""
        return self.opens + (self.closes - self.opens) * 4 / 5


def unheard(opens: time, closes: time, quiet_from: time, quiet_until: time) -> bool:
    """Whether quiet hours swallow the whole window; both may go over midnight."""
    quiet = (_minutes(quiet_until) - _minutes(quiet_from)) % DAY_MINUTES
    since = (_minutes(opens) - _minutes(quiet_from)) % DAY_MINUTES
    return since < quiet and quiet - since >= ((_minutes(closes) - _minutes(opens)) % DAY_MINUTES or DAY_MINUTES)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def rule(series: Series, zone: ZoneInfo) -> Daily:
    """When it opens for somebody in that zone."""
    return Daily(series.at, zone, series.days)


def window(series: Series, day: date, zone: ZoneInfo) -> Window:
    """The window of one local day, also over midnight; never longer than to where the next day's opens.

    Where the clocks skip all of it, it is as long as it would have been, from the first instant after.
    """
    last = day if series.until > series.at else day + DAY
    opens, closes = resolve(day, series.at, zone), resolve(last, series.until, zone)
    if closes <= opens:
        closes = opens + (datetime.combine(last, series.until) - datetime.combine(day, series.at))
    return Window(day, opens, closes)


def latest(series: Series, zone: ZoneInfo, now: datetime) -> Window:
    """The window that opened last: the only one that may still be open, however long nobody looked."""
    return window(series, date.fromisoformat(rule(series, zone).last_until(now).key), zone)
