"""When does somebody not want to be disturbed, and when does that end?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planning.occurrences import Daily, resolve

DAY = timedelta(days=1)
MIDNIGHT = time()
INSTANT = timedelta(microseconds=1)
HEEDED = DAY  # how long do-not-disturb holds up a message: Slack keeps it silent anyway, and nothing waits for ever


@dataclass(frozen=True, slots=True)
class Span:
    """Instants (aware UTC) from `start` on, before `end`."""

    start: datetime
    end: datetime

    def __contains__(self, instant: datetime) -> bool:
        return self.start <= instant < self.end


@dataclass(frozen=True)
class Times:
    """One person's own times, by their own clock."""

    zone: ZoneInfo
    workdays: frozenset[int]  # Monday is 0; at least one: the others are quiet
    quiet_from: time
    quiet_until: time  # not later than `quiet_from`: on the next day; equal to it: there are no quiet hours
    merged_at: time  # when they want what could wait, in one message
    holidays: frozenset[date] = frozenset()  # as quiet as a day off
    away: Span | None = None
    do_not_disturb: Span | None = None  # as Slack says

    def __post_init__(self) -> None:
        if not self.workdays or not self.workdays <= frozenset(range(7)):
            raise ValueError("somebody needs days from 0 to 6 on which they may be reached")


def opening(times: Times, at: datetime, since: datetime) -> datetime:
    """The first instant from `at` on at which something not urgent may be said that was to be said at `since`."""
    while ends := [span.end for span in _closed(times, at, since) if at in span]:
        at = max(ends)
    return at


def hour(times: Times, at: datetime, since: datetime) -> datetime:
    """The next time that they chose for merged messages, from `at` on and not while they are away.

    Where that is a quiet one, when the quiet ends.
    """
    daily = Daily(times.merged_at, times.zone, times.workdays)
    chosen = daily.first_after(at - INSTANT).at
    if times.away is not None and chosen in times.away:
        chosen = daily.first_after(times.away.end - INSTANT).at
    return opening(times, chosen, since)


def next_monday(zone: ZoneInfo, at: datetime) -> datetime:
    """When the next week begins there."""
    today = at.astimezone(zone).date()
    return resolve(today + (7 - today.weekday()) * DAY, MIDNIGHT, zone)


def _closed(times: Times, at: datetime, since: datetime) -> Iterator[Span]:
    """The stretches that may hold this instant."""
    today = at.astimezone(times.zone).date()
    for day in (today - DAY, today, today + DAY):
        if day.weekday() not in times.workdays or day in times.holidays:
            yield _span(times.zone, day, MIDNIGHT, MIDNIGHT)
        if times.quiet_from != times.quiet_until:
            yield _span(times.zone, day, times.quiet_from, times.quiet_until)
    if times.away is not None:
        yield times.away
    if times.do_not_disturb is not None:
        yield Span(times.do_not_disturb.start, min(times.do_not_disturb.end, since + HEEDED))


def _span(zone: ZoneInfo, day: date, start: time, end: time) -> Span:
    last = day if end > start else day + DAY
    return Span(resolve(day, start, zone), resolve(last, end, zone))
