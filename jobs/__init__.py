"""Doors that time opens. What runs how often, and what happens at which series of timers: all of it on this page."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from jobs import (
    attention,
    availability,
    cards,
    checkins,
    digests,
    drops,
    failures,
    files,
    health,
    housekeeping,
    ladders,
    people,
    pictures,
    priorities,
    timers,
)
from jobs.feeds import reading
from jobs.work import Series, Tick
from planning.occurrences import Every
from services.timers import Choice

SERIES: Mapping[str, Series] = {
    # name                 when                              what
    "people.refresh":      Series(Every(timedelta(hours=1)), people.refresh),
    "cards.draw":          Series(Every(timedelta(hours=1)), cards.draw),
    "availability.settle": Series(Every(timedelta(hours=1)), availability.settle),
    "housekeeping.tidy":   Series(Every(timedelta(hours=6)), housekeeping.tidy),
    "ladder":              Series(None, ladders.climb),
    "stale":               Series(None, ladders.ask),
    # With the name of the check-in and the id of the person; all of one minute are many.
    "checkin":             Series(None, checkins.ring, checkins.ring_together),
    "checkin.remind":      Series(None, checkins.remind),  # with the id of what they were asked
    "digest":              Series(None, digests.tell),
}  # fmt: skip

# They may take minutes, and nothing else is to wait for them.
SLOW = frozenset({"people.refresh", "cards.draw", "availability.settle", "housekeeping.tidy"})

# Thousands may be due in one minute, and nothing urgent is to stand behind them.
CROWDS = frozenset({"checkin"})
QUICK, MANY = Choice(SLOW, named=False, crowds=CROWDS), Choice(frozenset(), crowds=CROWDS)

TIMETABLE = (
    #    name            seconds  job; the first of some waits for what the others do first
    Tick("timers.ring",     1.0, partial(timers.ring, series=SERIES, choice=QUICK, lease_seconds=3.0)),
    Tick("timers.crowds",   1.0, partial(timers.ring, series=SERIES, choice=MANY, lease_seconds=3.0), first=0.3),
    Tick("timers.slow",     5.0, partial(timers.ring, series=SERIES, choice=Choice(SLOW)), first=1.0),
    Tick("timers.ensure",  60.0, partial(timers.ensure, series=SERIES)),
    Tick("ladders.begin",   2.0, ladders.begin, first=0.5),
    Tick("ladders.hasten", 60.0, ladders.hasten),
    Tick("checkins.ensure", 60.0, checkins.ensure, first=2.0),
    Tick("digests.plan",   60.0, digests.plan),
    Tick("priorities.watch", 60.0, priorities.watch, first=3.0),
    Tick("attention.say",   5.0, attention.say),
    Tick("attention.heed", 60.0, attention.heed, first=2.0),
    Tick("people.meet",    15.0, people.meet),
    Tick("feeds.read",      5.0, reading.read),
    Tick("feeds.read_too",  5.0, reading.read, first=2.5),  # two at once: one slow host holds up nobody else
    Tick("pictures.upload", 2.0, pictures.upload),
    Tick("drops.take_in",   1.0, drops.take_in),
    Tick("drops.forget",   60.0, drops.forget),
    Tick("files.hand_over", 1.0, files.hand_over),
    Tick("audit.seal",     15.0, housekeeping.seal),
    Tick("availability.prepare", 3600.0, availability.prepare, first=0.5),
    Tick("failures.tell",  60.0, failures.tell),
    Tick("health.audit",   30.0, health.audit, first=4.0),  # once what was due while nobody was here has rung
)  # fmt: skip
