"""Does the clock understand words, keep local times over summer time, and wake those who wait?"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.clock import Clock, NotATimeError

MONDAY = datetime(2026, 11, 23, 10, 30, tzinfo=UTC).timestamp()  # 11:30 in Berlin


def at(words: str, zone: str = "Europe/Berlin", start: float = MONDAY) -> str:
    clock = Clock(wall=lambda: start)
    clock.set(words, zone)
    return datetime.fromtimestamp(clock.now(), ZoneInfo(zone)).isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tomorrow 9:00", "2026-11-24T09:00+01:00"),
        ("Tomorrow at 09:15", "2026-11-24T09:15+01:00"),
        ("tomorrow", "2026-11-24T09:00+01:00"),
        ("today 17:00", "2026-11-23T17:00+01:00"),
        ("friday 17:00", "2026-11-27T17:00+01:00"),
        ("monday 08:00", "2026-11-30T08:00+01:00"),
        ("next monday 0:30", "2026-11-30T00:30+01:00"),
        ("a week", "2026-11-30T11:30+01:00"),
        ("in 2 days", "2026-11-25T11:30+01:00"),
        ("an hour", "2026-11-23T12:30+01:00"),
        ("90 minutes", "2026-11-23T13:00+01:00"),
        ("2026-12-24", "2026-12-24T00:00+01:00"),
        ("2026-12-24T18:00", "2026-12-24T18:00+01:00"),
        ("2026-12-24T18:00+00:00", "2026-12-24T19:00+01:00"),
    ],
)
def test_words(words: str, expected: str) -> None:
    assert at(words) == expected


@pytest.mark.parametrize("words", ["", "soon", "tomorrow 25:00", "tomorrow 9:75", "0x10 days"])
def test_words_that_are_no_time(words: str) -> None:
    with pytest.raises(NotATimeError):
        at(words)


def test_a_zone_that_is_none() -> None:
    with pytest.raises(NotATimeError, match="no time zone “Mars/Base”"):
        at("tomorrow", "Mars/Base")


def test_a_day_keeps_its_hour_when_summer_time_ends() -> None:
    saturday = datetime(2026, 10, 24, 9, 0, tzinfo=ZoneInfo("Europe/Berlin")).timestamp()
    assert at("a day", start=saturday) == "2026-10-25T09:00+01:00"
    assert at("tomorrow 9:00", start=saturday) == "2026-10-25T09:00+01:00"


@given(start=st.floats(1_600_000_000, 2_000_000_000), zone=st.sampled_from(["Asia/Kolkata", "America/New_York", "UTC"]))
def test_a_day_of_the_week_is_always_ahead_by_at_most_a_week(start: float, zone: str) -> None:
    clock = Clock(wall=lambda: start)
    for day in ("monday", "wednesday", "sunday"):
        then = datetime.fromtimestamp(clock.read(f"{day} 12:00", zone), ZoneInfo(zone))
        ahead = (then.date() - datetime.fromtimestamp(start, ZoneInfo(zone)).date()).days
        assert (then.strftime("%A").lower(), 1 <= ahead <= 7) == (day, True)


def test_who_waits_is_woken_by_a_skip() -> None:
    async def story() -> tuple[int, int, int]:
        clock = Clock(wall=lambda: MONDAY)
        unmoved = await clock.wait(clock.version, 0.01)
        waiting = asyncio.create_task(clock.wait(clock.version, 30))
        await asyncio.sleep(0)
        clock.skip(60)
        return unmoved, await waiting, await clock.wait(1, 30)

    assert asyncio.run(story()) == (1, 2, 2)


def test_wall_and_business_time_go_apart() -> None:
    clock = Clock(wall=lambda: MONDAY)
    clock.skip(3_600)
    assert (clock.wall(), clock.now()) == (MONDAY, MONDAY + 3_600)
