"""When does one person work, and when have so many of their working hours passed?

All of their hours count, not only the part that projects may use. What a day holds is reckoned as for capacity; here it
also gets its place on the clock of the person's zone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from planning.absences import Part, present
from planning.availability import Availability, Terms, in_force, terms
from planning.capacity import CapacityPolicy
from planning.capacity_rows import days_off
from planning.minutes import HOUR, MIDNIGHT, whole
from planning.occurrences import exists, resolve
from planning.refusal import Refusal
from planning.weeks import DAYS, Weeks, week_of

HORIZON = timedelta(days=730)  # who does not work within two years is not waited for
# Holidays and calendars are asked for whole weeks, which must not run into the ends of what dates can say.
FIRST_DAY, LAST_DAY = date(2, 1, 1), date(9990, 1, 1)
_AT_ONCE = 2  # weeks that are looked at together: most waits end within them
_MICROSECONDS = Decimal(3_600_000_000)  # of an hour


class Stretch(NamedTuple):
    """Worked from `begin` until just before `end` (aware UTC), as part of the block of that local day."""

    day: date
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """One person's working hours. Whether Slack still knows them is not asked here.

    A day's block begins at the policy's time in `zone` and may reach over midnight. On a day of a clock change it lasts
    as long as it does. Who keeps the holidays of a region that nobody knows is reckoned without public holidays.
    """

    one: Availability
    zone: ZoneInfo
    policy: CapacityPolicy

    def after(self, instant: datetime, hours: Decimal) -> datetime | None:
        """When `hours` working hours have passed since `instant`; None if that takes more than two years.

        After none it is `instant` itself, and after all of a day its end, not the next day's beginning.
        """
        left = timedelta(microseconds=int(hours * _MICROSECONDS))
        if left <= timedelta():
            return instant
        for _, begin, end in self._near(instant):
            here = max(begin, instant)
            if end - here >= left:
                return here + left
            left -= max(end - here, timedelta())
        return None

    def between(self, start: datetime, end: datetime) -> Decimal:
        """How many working hours lie from `start` to `end`; 0 where `end` comes first."""
        found = (min(to, end) - max(begin, start) for _, begin, to in self._near(start, end))
        total = sum((length for length in found if length > timedelta()), timedelta())
        return Decimal(total // timedelta(microseconds=1)) / _MICROSECONDS

    def is_working(self, instant: datetime) -> bool:
        return any(begin <= instant < end for _, begin, end in self._near(instant, instant))

    def next_start(self, instant: datetime) -> datetime | None:
        """When they begin, or go on after an absence, at or after `instant`; None if not within two years."""
        return next((begin for _, begin, _ in self._near(instant) if begin >= instant), None)

    def day_begins(self, instant: datetime, number: int) -> datetime | None:
        """The beginning of the `number`-th (from 1) working day that begins at or after `instant`, or None as above."""
        seen: date | None = None
        for day, begin, _ in self._near(instant):
            if day != seen and begin >= instant:
                number -= 1
                if number <= 0:
                    return begin
            seen = day
        return None

    def _near(self, instant: datetime, until: datetime | None = None) -> Iterator[Stretch]:
        """In order: from what may reach over the last midnights to `instant`, to `until`, else for two years."""
        first = _local_day(instant, self.zone)
        # A day more, because clocks set back at midnight show the day before once more.
        last = min(first + HORIZON, LAST_DAY) if until is None else _local_day(until, self.zone) + timedelta(days=1)
        steps = terms(self.one)
        here = max(first - timedelta(days=2), FIRST_DAY)
        while here <= last:
            weeks = Weeks(week_of(here), _AT_ONCE)
            parts, holidays = self._parts(weeks), self._holidays(weeks)
            for number in weeks.days(here, last):
                yield from self._day(date.fromordinal(number), steps, parts.get(number, []), holidays)
            here = date.fromordinal(weeks.last_day + 1)

    def _day(
        self, day: date, steps: list[Terms], parts: list[Part], holidays: Mapping[int, Decimal]
    ) -> Iterator[Stretch]:
        number = day.toordinal()
        pattern = in_force(steps, day).week[(number - 1) % DAYS] * HOUR
        if not pattern or not exists(day, self.zone):
            return
        room = pattern * (1 - holidays[number]) if number in holidays else pattern
        for begin, end in present(parts, room, pattern, self._day_start()):
            start, stop = self._instant(day, begin), self._instant(day, end)
            if start < stop:  # else a gap in the clock has swallowed it
                yield Stretch(day, start, stop)

    def _instant(self, day: date, minutes: Decimal) -> datetime:
        """When the clock shows so many minutes after the beginning of that day's block, to the second."""
        days, seconds = divmod(self._day_start() * 60 + whole(minutes * 60), MIDNIGHT * 60)
        hour, rest = divmod(seconds, HOUR * 60)
        return resolve(day + timedelta(days=days), time(hour, *divmod(rest, 60)), self.zone)

    def _day_start(self) -> int:
        return self.policy.day_start.hour * HOUR + self.policy.day_start.minute

    def _parts(self, weeks: Weeks) -> Mapping[int, list[Part]]:
        found: dict[int, list[Part]] = {}
        for absence in self.one.absences:
            for day in absence.days(weeks):
                found.setdefault(day, []).append(absence.part)
        return found

    def _holidays(self, weeks: Weeks) -> Mapping[int, Decimal]:
        if self.one.region is None:
            return {}
        known = days_off(self.one.region, weeks, halves=self.policy.half_holidays)
        return {} if isinstance(known, Refusal) else known


def _local_day(instant: datetime, zone: ZoneInfo) -> date:
    """The day that it is there, within what can be reckoned with."""
    if not FIRST_DAY < instant.date() < LAST_DAY:
        return min(max(instant.date(), FIRST_DAY), LAST_DAY)
    return instant.astimezone(zone).date()
