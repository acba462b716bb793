"""Who can be asked at which level of a ladder, until when is each waited for, and who has to be passed over?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from planning.ladder_policy import Kind, LadderPolicy, Level, Severity, of


class Hours(Protocol):
    """Somebody's working hours; planning.working_time has them."""

    def after(self, instant: datetime, hours: Decimal, /) -> datetime | None:
        """When so many of their hours have passed; None: in no time that could be waited for."""


class DeadEnd(StrEnum):
    """Why a level is passed over."""

    NOBODY = "nobody"  # nobody is named there
    DEACTIVATED = "deactivated"
    ARCHIVED = "archived"  # or deleted, or the bot is not in it
    SAME = "same"  # those there raised it themselves, or are asked at a lower level
    AWAY = "away"  # or works too little before the wait would be over


@dataclass(frozen=True, slots=True)
class Rung:
    """Those who can be reached at a level; of somebody away the deputy. Somebody gone is not among them."""

    people: tuple[str, ...] = ()  # ids
    channel: str | None = None
    hours: tuple[Hours, ...] = ()  # of those who should act; without any they count as away
    dead: DeadEnd | None = None  # why nobody can be reached, where somebody is named

    @property
    def end(self) -> DeadEnd | None:
        if self.dead is None and not self.people and self.channel is None:
            return DeadEnd.NOBODY
        return self.dead


@dataclass(frozen=True, slots=True)
class Passed:
    """A level that is not told, to be noted."""

    level: Level
    why: DeadEnd


@dataclass(frozen=True, slots=True)
class Raiser:
    person: str  # id
    hours: Hours | None  # None: they cannot be asked any more


@dataclass(frozen=True, slots=True)
class Ladder:
    """What holds for one blocker now; made anew each time, because people come and go."""

    severity: Severity
    kind: Kind
    rungs: Mapping[Level, Rung]  # a level that is left out has nobody
    raiser: Raiser
    policy: LadderPolicy

    @property
    def levels(self) -> tuple[Level, ...]:
        return self.policy.levels(self.severity, self.kind)

    def rung(self, level: Level) -> Rung:
        return self.rungs.get(level, Rung())

    def end(self, level: Level) -> DeadEnd | None:
        """Why nobody is asked at that level whatever the time; None where somebody is."""
        rung = self.rung(level)
        if rung.end is not None or level is Level.OWNER or rung.channel is not None:
            return rung.end
        levels = tuple(Level)
        lower = [self.rung(one) for one in levels[: levels.index(level)]]
        told = {person for one in lower if one.end is None for person in one.people} | {self.raiser.person}
        return DeadEnd.SAME if told.issuperset(rung.people) else None

    def wait(self, level: Level) -> Decimal:
        return self.policy.wait(level, self.severity)

    def after(self, level: Level, instant: datetime, hours: Decimal) -> datetime | None:
        """When the first of those at that level has had so many working hours since `instant`."""
        found = (one.after(instant, hours) for one in self.rung(level).hours)
        return min((at for at in found if at is not None), default=None)

    def away(self) -> timedelta:
        return timedelta(days=of(self.policy.away_days, self.severity))

    def soon(self, since: datetime, at: datetime | None) -> datetime:
        """`at`, but no later than anything may keep it quiet; that latest time where there is none."""
        latest = since + timedelta(days=self.policy.quiet_days)
        return latest if at is None else min(at, latest)

    def over(self, level: Level, at: datetime) -> datetime | None:
        """When whoever is told at `at` has had their time; None where they are away for longer than is waited for."""
        over = self.after(level, at, self.wait(level))
        return over if over is not None and over <= at + self.away() else None


def dead_ends(ladder: Ladder) -> tuple[Passed, ...]:
    """The levels that this ladder would pass over at any time, lowest first."""
    return tuple(Passed(level, why) for level in ladder.levels if (why := ladder.end(level)))


def above(ladder: Ladder, level: Level | None, at: datetime) -> tuple[Level | None, tuple[Passed, ...]]:
    """The next level above `level` (None: from the first) to be told at `at`, and those passed over on the way.

    Whoever is away is passed over if anybody further up is there; if all are away, the lowest of them is told.
    """
    passed: list[Passed] = []
    away: list[Level] = []
    for one in ladder.levels[0 if level is None else _index(level) + 1 :]:
        why = ladder.end(one)
        if why is None and ladder.over(one, at) is not None:
            return one, tuple(passed)
        if why is None:
            away.append(one)
        passed.append(Passed(one, why or DeadEnd.AWAY))
    if not away:
        return None, tuple(passed)
    return away[0], tuple(one for one in passed if _index(one.level) < _index(away[0]))


def waited(ladder: Ladder, level: Level, since: datetime) -> tuple[datetime, DeadEnd | None]:
    """Until when `level`, told at `since`, is waited for; or `since` itself, and why it is passed over."""
    why = ladder.end(level)
    if why is not None:
        return since, why
    over = ladder.over(level, since)
    if over is not None:
        return over, None
    further, _ = above(ladder, level, since)
    if further is not None and ladder.over(further, since) is not None:
        return since, DeadEnd.AWAY
    return ladder.soon(since, ladder.after(level, since, ladder.wait(level))), None


def _index(level: Level) -> int:
    return tuple(Level).index(level)
