"""Of which blockers has nobody said anything for so long that their owner is asked, once, how they stand?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from planning.occurrences import resolve


class Days(Protocol):
    """Somebody's working days; planning.working_time has them."""

    @property
    def zone(self) -> ZoneInfo: ...

    def day_begins(self, instant: datetime, number: int, /) -> datetime | None:
        """The beginning of the `number`-th working day that begins at or after `instant`; None: there is none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a live blocker."""

    blocker: str  # id
    owner: Days
    changed_at: datetime  # the last word or change of anybody; else when it was reported
    next_date: date | None = None  # by which its owner has promised something
    asked_at: datetime | None = None  # when its owner was last asked


@dataclass(frozen=True, slots=True)
class Question:
    """To be asked once: `spell` names the silence, which the next word ends."""

    blocker: str
    at: datetime
    spell: str


def question(one: Standing, days: int) -> Question | None:
    """When its owner is asked if nobody says anything: as they begin their day after `days` whole working days without
    a word, and not before a promised date is over.

    None: they were asked in this spell, or do not work within two years.
    """
    if one.asked_at is not None and one.asked_at >= one.changed_at:
        return None
    at = one.owner.day_begins(one.changed_at, days + 1)
    if at is not None and one.next_date is not None:
        over = resolve(one.next_date + timedelta(days=1), time(), one.owner.zone)
        at = one.owner.day_begins(max(at, over), 1)
    return None if at is None else Question(one.blocker, at, f"{one.blocker}:{one.changed_at.isoformat()}")


def stale(blockers: Iterable[Standing], now: datetime, days: int) -> list[Question]:
    """The questions that are due, those that have waited longest first."""
    found = (question(one, days) for one in blockers)
    return sorted((one for one in found if one is not None and one.at <= now), key=lambda one: (one.at, one.blocker))
