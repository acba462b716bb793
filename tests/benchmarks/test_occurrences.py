"""What does the next occurrence of a series cost, and how often is it wrong? APScheduler's cron trigger beside ours.

Both follow series of a local time from day to day through five years around each change of the clocks.
"""

from collections import Counter
from datetime import UTC, datetime, time, timedelta

import pytest
from apscheduler.triggers.cron import CronTrigger

from planning.occurrences import Daily
from tests.benchmarks.figures import Figure, Sheet, Way, rounds, side_by_side
from tests.planning.clocks import TIMES, ZONES, Clock, walked

START = datetime(2026, 3, 27, 12, tzinfo=UTC)
STEPS = 500


@pytest.mark.timeout(300)
def test_from_one_occurrence_to_the_next(sheet: Sheet) -> None:
    zone = Clock("Europe/Berlin").zone

    def ours(_: object) -> datetime:
        daily, here = Daily(time(2, 30), zone), START
        for _step in range(STEPS):
            here = daily.first_after(here).at
        return here

    def cron(_: object) -> datetime:
        trigger, here = CronTrigger(hour=2, minute=30, timezone=zone), START
        for _step in range(STEPS):
            here = trigger.get_next_fire_time(here, here + timedelta(seconds=1))
        return here

    ways = {"ours": Way(lambda: None, ours), "APScheduler's cron trigger": Way(lambda: None, cron)}
    side_by_side(ways, rounds(20, 1), f"{STEPS} next", sheet)


@pytest.mark.timeout(300)
def test_how_often_it_is_wrong_around_changes_of_the_clocks(sheet: Sheet) -> None:
    ours, theirs = Counter[str](), Counter[str]()
    for name in ZONES[: rounds(len(ZONES), 2)]:
        clock = Clock(name)
        ours += walked(clock, TIMES, clock.near_changes())
        theirs += _cron(clock)
    assert ours["missed"] + ours["doubled"] + ours["wrong"] == 0
    for name, found in (("ours", ours), ("APScheduler's cron trigger", theirs)):
        told = ", ".join(f"{found[what]} {what}" for what in ("missed", "doubled", "wrong"))
        wrong = found["missed"] + found["doubled"] + found["wrong"]
        sheet.add(Figure("clocks", name, wrong, unit="wrong", note=f"of {ours['occurrences']:,}: {told}"))


def _cron(clock: Clock) -> Counter[str]:
    """The same days for a trigger that knows no local date: what it gives is put to the day that it falls on there."""
    found: Counter[str] = Counter()
    for at in TIMES:
        trigger = CronTrigger(hour=at.hour, minute=at.minute, timezone=clock.zone)
        for first, last in clock.near_changes():
            begin, end = (
                clock.first_showing(datetime.combine(first, time())),
                clock.first_showing(datetime.combine(last + timedelta(days=1), time())),
            )
            seen: Counter[object] = Counter()
            here = trigger.get_next_fire_time(None, begin)
            while here is not None and here.astimezone(UTC) < end:
                instant = here.astimezone(UTC)
                day = instant.astimezone(clock.zone).date()
                seen[day] += 1
                found["wrong"] += instant != clock.first_showing(datetime.combine(day, at))
                here = trigger.get_next_fire_time(None, instant + timedelta(microseconds=1))
                if here is not None and here.astimezone(UTC) <= instant:
                    break  # it goes round in a skipped hour: what is left of the stretch is missed
            found["missed"] += (last - first).days + 1 - len(seen)
            found["doubled"] += seen.total() - len(seen)
    return found
