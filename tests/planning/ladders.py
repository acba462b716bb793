"""How do the tests of the ladder write one down?"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from planning.ladder_policy import Kind, LadderPolicy, Level, Severity
from planning.rungs import DeadEnd, Ladder, Raiser, Rung

START = datetime(2026, 11, 23, 9, tzinfo=UTC)  # a Monday


@dataclass(frozen=True)
class Always:
    """Works day and night, so that hours of work are hours; from `since` on."""

    since: datetime = datetime(2000, 1, 1, tzinfo=UTC)

    def after(self, instant: datetime, hours: Decimal) -> datetime | None:
        return max(instant, self.since) + timedelta(hours=float(hours)) if hours > 0 else instant


@dataclass(frozen=True)
class Never:
    def after(self, instant: datetime, hours: Decimal) -> datetime | None:
        return None if hours > 0 else instant


def rung(level: Level, hours: Always | Never | None = None) -> Rung:
    """One person who is called as the level is, or the PMO's channel."""
    who = hours or Always()
    if level is Level.PMO:
        return Rung(channel="C0PMO", hours=(who,))
    return Rung(people=(level.value,), hours=(who,))


def dead(why: DeadEnd = DeadEnd.DEACTIVATED) -> Rung:
    return Rung() if why is DeadEnd.NOBODY else Rung(people=("gone",), dead=why)


def ladder(
    severity: Severity = Severity.HIGH,
    kind: Kind = Kind.WORK,
    raiser: Raiser | None = None,
    policy: LadderPolicy | None = None,
    **others: Rung,
) -> Ladder:
    """Everybody is there, but for the levels that are given by name."""
    rungs = {level: others.get(level.value, rung(level)) for level in Level}
    return Ladder(severity, kind, rungs, raiser or Raiser("raiser", Always()), policy or LadderPolicy())


def hours(number: float) -> datetime:
    """So many hours after the start."""
    return START + timedelta(hours=number)
