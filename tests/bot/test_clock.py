"""Does business time follow the playground's clock, and go on when that is not there?"""

import time
from datetime import UTC, datetime, timedelta

from bot.clock import FixedClock, PlaygroundClock, SystemClock, wall
from tests.town import Town


def test_the_systems_clock_is_aware_and_now() -> None:
    assert SystemClock().now().tzinfo is UTC
    assert abs(SystemClock().now() - wall()) < timedelta(seconds=5)


def test_a_fixed_clock_moves_only_when_told() -> None:
    clock = FixedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    clock.add(hours=3, days=1)
    assert clock.now() == datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_business_time_follows_what_visitors_skip(town: Town) -> None:
    clock = PlaygroundClock(town.url)
    assert abs(clock.now() - wall()) < timedelta(seconds=5)
    town.ask("clock", {"add": 7 * 86400})
    until = time.monotonic() + 10
    while clock.now() - wall() < timedelta(days=6) and time.monotonic() < until:
        time.sleep(0.02)
    assert timedelta(days=7) - timedelta(seconds=5) < clock.now() - wall() < timedelta(days=7) + timedelta(seconds=5)
    clock.close()


def test_a_clock_that_starts_late_starts_with_what_was_skipped_before(town: Town) -> None:
    town.ask("clock", {"add": 3600})
    clock = PlaygroundClock(town.url)
    assert clock.now() - wall() > timedelta(minutes=59)
    clock.close()


def test_without_the_playground_time_goes_on() -> None:
    clock = PlaygroundClock("http://127.0.0.1:9")
    assert abs(clock.now() - wall()) < timedelta(seconds=5)
    clock.close()
