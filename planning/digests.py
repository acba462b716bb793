"""When is the weekly digest due, and which week does it tell?"""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from planning.occurrences import Daily, Occurrence
from planning.weeks import Week, read_week, week_of


@dataclass(frozen=True)
class Weekly:
    """On a day of each week (Monday is 0), at a time by the clocks of a zone.

    The key is the week that is told, such as `2026-W47`: the last one that was over by then.
    """

    day: int
    at: time
    zone: ZoneInfo

    def first_after(self, instant: datetime) -> Occurrence:
        return _telling(self._days().first_after(instant))

    def last_until(self, instant: datetime) -> Occurrence:
        return _telling(self._days().last_until(instant))

    def count(self, after: Occurrence, until: Occurrence) -> int:
        return max(0, told(until.key) - told(after.key))

    def _days(self) -> Daily:
        return Daily(self.at, self.zone, (self.day,))


def told(key: str) -> Week:
    """The week of a key."""
    week = read_week(key)
    if not isinstance(week, Week):
        raise ValueError(f"{key} is not the key of a digest")
    return week


def _telling(occurrence: Occurrence) -> Occurrence:
    return Occurrence(occurrence.at, str(week_of(date.fromisoformat(occurrence.key)) + -1))
