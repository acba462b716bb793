"""What do wall clocks show, found by walking through time and looking at them? The oracle for planning.occurrences."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planning.occurrences import Daily

ZONES = (
    "UTC", "Europe/Berlin", "Europe/London", "Europe/Lisbon", "America/New_York", "America/Los_Angeles",
    "America/St_Johns", "America/Havana", "America/Santiago", "America/Sao_Paulo", "America/Nuuk", "Africa/Cairo",
    "Africa/Casablanca", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran", "Asia/Beirut", "Australia/Lord_Howe",
    "Australia/Adelaide", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia", "Antarctica/Troll",
)  # fmt: skip
TIMES = [time(half // 2, half % 2 * 30) for half in range(48)]
FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
DAY, STEP = timedelta(days=1), timedelta(minutes=15)


class Clock:
    """The wall clock of one zone: for each quarter of an hour that it ever shows later than all before, when."""

    def __init__(self, name: str, first: date = FIRST, last: date = LAST) -> None:
        self.zone = ZoneInfo(name)
        self.shown: list[datetime] = []
        self.instants: list[datetime] = []
        self.changes: set[date] = set()  # days on which it was put on or back
        self._walked = datetime.combine(first, time(), tzinfo=UTC) - 2 * DAY
        self._offset: timedelta | None = None
        self.walk_on(last)

    def walk_on(self, last: date) -> None:
        """Look at it until after that day."""
        instant, offset = self._walked, self._offset
        while instant < datetime.combine(last, time(), tzinfo=UTC) + 3 * DAY:
            here = instant.astimezone(self.zone)
            local = here.replace(tzinfo=None, fold=0)
            if not self.shown or local > self.shown[-1]:
                self.shown.append(local)
                self.instants.append(instant)
            if offset is not None and here.utcoffset() != offset:
                self.changes.add(here.date())
            offset = here.utcoffset()
            instant += STEP
        self._walked, self._offset = instant, offset

    def first_showing(self, wanted: datetime) -> datetime:
        """When it first shows that, or where it skips it, something later."""
        if wanted > self.shown[-1]:
            self.walk_on(wanted.date())
        return self.instants[bisect_left(self.shown, wanted)]

    def near_changes(self) -> Iterator[tuple[date, date]]:
        """Four days before each change to four days after it."""
        for day in sorted(self.changes):
            if day - 4 * DAY >= FIRST and day + 4 * DAY <= LAST:
                yield day - 4 * DAY, day + 4 * DAY


def walked(clock: Clock, times: Iterable[time], stretches: Iterable[tuple[date, date]]) -> Counter[str]:
    """Follow series from occurrence to occurrence through these stretches of days, and count what went wrong."""
    found: Counter[str] = Counter()
    spans = list(stretches)
    for at in times:
        daily = Daily(at, clock.zone)
        for first, last in spans:
            here = daily.first_after(clock.first_showing(datetime.combine(first, time())) - timedelta(seconds=1))
            seen: Counter[date] = Counter()
            while (day := date.fromisoformat(here.key)) <= last:
                seen[day] += 1
                found["occurrences"] += 1
                found["wrong"] += here.at != clock.first_showing(datetime.combine(day, at))
                here = daily.first_after(here.at)
            days = (last - first).days + 1
            found["missed"] += days - len(seen)
            found["doubled"] += seen.total() - len(seen)
    return found
