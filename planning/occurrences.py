"""When is it that time of day in that zone, and what was missed since? Never by listing what lies between."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))  # Monday is 0
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, order=True)
class Occurrence:
    """One time at which something is due. The key stays the same when the zone it is meant in changes."""

    at: datetime  # aware UTC
    key: str


class Rule(Protocol):
    """A series of instants that has no end."""

    def first_after(self, instant: datetime) -> Occurrence:
        """The first occurrence strictly after `instant`."""

    def last_until(self, instant: datetime) -> Occurrence:
        """The last occurrence at or before `instant`."""

    def count(self, after: Occurrence, until: Occurrence) -> int:
        """How many occurrences lie after the first, up to and with the second."""


def resolve(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant (aware UTC) at which clocks in `zone` show `at` on `day`.

    Where they skip it (a gap), the first instant after the gap; where they show it twice (a fold), the first time.
    """
    wanted = datetime.combine(day, at.replace(fold=0))
    instant = wanted.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None, fold=0) == wanted:
        return instant
    return _end_of_gap(wanted, zone, instant)


def exists(day: date, zone: ZoneInfo) -> bool:
    """Whether the calendar of `zone` has this day: in 2011 Samoa went from 29 to 31 December."""
    last = datetime.combine(day, time.max)
    return any(
        resolve(day, moment, zone).astimezone(zone).date() == day
        for moment in (time.min, last.time().replace(microsecond=0))
    )


def _end_of_gap(wanted: datetime, zone: ZoneInfo, before: datetime) -> datetime:
    """By halving: read with the offset before the change the skipped time lies after it, with the later one before."""
    low = wanted.replace(tzinfo=zone, fold=1).astimezone(UTC)
    high = before
    old = low.astimezone(zone).utcoffset()
    while high - low > SECOND:
        middle = low + timedelta(seconds=int((high - low).total_seconds()) // 2)
        if middle.astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return high


@dataclass(frozen=True)
class Daily:
    """At a time of day in a zone, on some days of the week. The key is the local date."""

    at: time
    zone: ZoneInfo
    days: Collection[int] = EVERY_DAY  # Monday is 0; at least one

    def on(self, day: date) -> Occurrence:
        return Occurrence(resolve(day, self.at, self.zone), day.isoformat())

    def first_after(self, instant: datetime) -> Occurrence:
        return self._walk(instant.astimezone(self.zone).date() - timedelta(days=2), 1, lambda at: at > instant)

    def last_until(self, instant: datetime) -> Occurrence:
        return self._walk(instant.astimezone(self.zone).date() + timedelta(days=2), -1, lambda at: at <= instant)

    def count(self, after: Occurrence, until: Occurrence) -> int:
        """Counted by weeks. A day that a zone's calendar left out counts too: so it is never left unsaid."""
        first, last = date.fromisoformat(after.key), date.fromisoformat(until.key)
        weeks, rest = divmod(max(0, (last - first).days), 7)
        return weeks * len(set(self.days)) + sum(
            (first + timedelta(days=number)).weekday() in self.days for number in range(1, rest + 1)
        )

    def _walk(self, day: date, step: int, fits: "Fits") -> Occurrence:
        """From a day that is surely on the other side of the instant; at most two weeks far."""
        while True:
            if day.weekday() in self.days and exists(day, self.zone):
                found = self.on(day)
                if fits(found.at):
                    return found
            day += timedelta(days=step)


class Fits(Protocol):
    def __call__(self, at: datetime, /) -> bool: ...


@dataclass(frozen=True)
class Every:
    """At equal distances, counted from 1970; the key is the instant."""

    step: timedelta

    def first_after(self, instant: datetime) -> Occurrence:
        return self._number(self._index(instant) + 1)

    def last_until(self, instant: datetime) -> Occurrence:
        return self._number(self._index(instant))

    def count(self, after: Occurrence, until: Occurrence) -> int:
        return max(0, self._index(until.at) - self._index(after.at))

    def _index(self, instant: datetime) -> int:
        return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // self.step

    def _number(self, index: int) -> Occurrence:
        at = datetime(1970, 1, 1, tzinfo=UTC) + index * self.step
        return Occurrence(at, at.isoformat(timespec="seconds"))


def catch_up(rule: Rule, due: Occurrence, now: datetime) -> tuple[Occurrence, int]:
    """What to run now that `due` has come: the last occurrence up to `now`, and how many are passed over for it."""
    last = rule.last_until(now)
    if last.at <= due.at or last.key == due.key:
        return due, 0
    return last, rule.count(due, last)
