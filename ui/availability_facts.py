"""What do the screens about somebody's availability need to know?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from planning.absences import Absence
from planning.availability import Change, Hours7
from planning.load import WeekLoad
from planning.weeks import Week
from ui.feeds import FeedFacts
from ui.words import Commands


@dataclass(frozen=True)
class Answer:
    """What came of something that the reader said about their own time. The sentences are ours, no words of theirs."""

    sentences: tuple[str, ...]
    today: date
    weeks: Sequence[tuple[Week, int, int]] = ()  # that changed: minutes before, and now
    last: Week | None = None  # the last week that was looked at
    undo: str | None = None  # the id of the change, while it can be taken back
    changed: bool = True


@dataclass(frozen=True)
class Away:
    """One absence in a list. `origin` is said, file or feed; what a feed says cannot be removed here."""

    id: str
    absence: Absence
    origin: str


@dataclass(frozen=True)
class CalendarRead:
    """The calendar that is read: its host only, for the address is a secret; and how the reading goes."""

    host: str
    state: FeedFacts


@dataclass(frozen=True)
class SkillFacts:
    """A skill of the reader. The name is somebody's words."""

    id: str
    name: str
    level: int
    confirmed: bool = False


@dataclass(frozen=True)
class Known:
    """All that is noted of the reader's time and skills."""

    today: date
    week: Hours7
    share: Decimal
    changes: tuple[Change, ...] = ()  # to come
    absences: tuple[Away, ...] = ()  # on, and to come
    skills: tuple[SkillFacts, ...] = ()
    feed: CalendarRead | None = None
    holidays: str | None = None  # DE, DE-BY; None: none are kept
    commands: Commands = field(default_factory=Commands)
    away_through: date | None = None  # of somebody who is away now: the last day of it


@dataclass(frozen=True)
class HomeAvailability:
    """The part of the Home tab about the reader's time."""

    weeks: tuple[WeekLoad, ...]
    known: Known
    roles: tuple[str, ...] = ()
    team: str | None = None
