"""When is somebody asked next, and what becomes of what was planned before a clock, a list or a series changed?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from planning.checkin_series import Series, latest, rule
from planning.occurrences import Occurrence, exists


class Left(StrEnum):
    """Why what was planned is not asked."""

    NO_SERIES = "there is no such check-in any more"
    NOT_ASKED = "not among those whom it asks any more"
    OTHER_DAYS = "it comes on other days now"


@dataclass(frozen=True)
class Times:
    """Of one series in one zone."""

    current: Occurrence | None  # whose window is open now
    next: Occurrence  # the first after now


@dataclass(frozen=True)
class Replan:
    """What is to be done about one person's timer."""

    plan: tuple[Occurrence, ...] = ()  # the first of these that was not there before
    move: Occurrence | None = None  # what waits, to another instant of the same day
    drop: str | None = None  # the key of what waits and does not fit any more


def times(series: Series, zone: ZoneInfo, now: datetime) -> Times:
    window = latest(series, zone, now)
    current = Occurrence(window.opens, window.key) if now < window.closes else None
    return Times(current, rule(series, zone).first_after(now))


def following(series: Series, zone: ZoneInfo, due: Occurrence, now: datetime) -> tuple[Occurrence, int]:
    """What comes after one that has rung, and how many are passed over for it: after a long sleep only the window that
    is still open is looked at.
    """
    daily, found = rule(series, zone), times(series, zone, now)
    after = found.current if found.current is not None and found.current.key > due.key else found.next
    while after.key <= due.key:  # it rang before its time by this zone's clock
        after = daily.first_after(after.at)
    return after, max(0, daily.count(due, after) - 1)


def replanned(series: Series, zone: ZoneInfo, waits: Occurrence | None, found: Times) -> Replan | None:
    """What is to be done where that waits; None: nothing. A day that was asked on is never planned again."""
    both = tuple(one for one in (found.current, found.next) if one is not None)
    if waits is None:
        return Replan(plan=both)
    day = date.fromisoformat(waits.key)
    if day.weekday() not in series.days or not exists(day, zone):
        return Replan(plan=both, drop=waits.key)
    if waits.key > found.next.key:
        return Replan(plan=(found.next,), drop=waits.key)
    here = rule(series, zone).on(day)
    return Replan(move=here) if here.at != waits.at else None
