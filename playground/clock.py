"""What time is it: the wall clock, and the playground's own clock that people skip ahead."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_SPAN = re.compile(r"^(?:in )?(a|an|one|\d+) (second|minute|hour|day|week)s?$")
_MOMENT = re.compile(r"^(?:next )?(today|tomorrow|" + "|".join(DAYS) + r")(?: (?:at )?(\d{1,2})(?::(\d{2}))?)?$")


class NotATimeError(ValueError):
    """The words could not be read as a time; the message says what would be right."""


class Clock:
    """`offset` is in seconds and may be negative; `version` grows with every move, so a reader can wait for one."""

    def __init__(self, offset: float = 0.0, wall: Callable[[], float] = time.time) -> None:
        self.offset = offset
        self.version = 1
        self.moved: Callable[[], None] | None = None
        self._wall = wall
        self._waiting: set[asyncio.Event] = set()
        self._ended = False

    def wall(self) -> float:
        """Seconds since 1970 by the machine's clock: ids, triggers, limits, journal."""
        return self._wall()

    def now(self) -> float:
        """Seconds since 1970 by the playground's clock: what people on the page see."""
        return self._wall() + self.offset

    def skip(self, seconds: float) -> None:
        """Move the clock by so many seconds (back, when negative)."""
        self._move(self.offset + seconds)

    def set(self, words: str, zone: str = "UTC") -> None:
        """Move to "tomorrow 09:00", "friday 17:00", "a week", "2 hours" or an ISO instant, read in the zone.

        Raises NotATimeError with a sentence.
        """
        self._move(self.read(words, zone) - self._wall())

    def read(self, words: str, zone: str = "UTC") -> float:
        """The same words as seconds since 1970, without moving the clock. Raises NotATimeError."""
        try:
            tz = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError) as why:
            raise NotATimeError(f"There is no time zone “{zone}”; use a name such as Europe/Berlin.") from why
        text = " ".join(words.strip().lower().split())
        if span := _SPAN.match(text):
            count = int(span[1]) if span[1].isdigit() else 1
            return self._later(count, span[2], tz)
        if moment := _MOMENT.match(text):
            return self._moment(moment[1], int(moment[2] or 9), int(moment[3] or 0), tz)
        try:
            instant = datetime.fromisoformat(words.strip())
        except ValueError as why:
            raise NotATimeError(
                f"“{words}” is not a time; write “tomorrow 09:00”, “a week”, “2 hours” or 2026-11-23T09:00."
            ) from why
        return (instant if instant.tzinfo else instant.replace(tzinfo=tz)).timestamp()

    async def wait(self, seen: int, seconds: float) -> int:
        """The version as soon as it is not `seen`, at the latest after so many seconds."""
        if self.version == seen and not self._ended:
            moved = asyncio.Event()
            self._waiting.add(moved)
            try:
                await asyncio.wait_for(moved.wait(), seconds)
            except TimeoutError:
                pass
            finally:
                self._waiting.discard(moved)
        return self.version

    def end(self) -> None:
        """Nobody waits any longer: the playground stops."""
        self._ended = True
        for moved in self._waiting:
            moved.set()

    def _later(self, count: int, unit: str, tz: ZoneInfo) -> float:
        if unit in ("day", "week"):  # by the calendar, so that 9:00 stays 9:00 when summer time ends in between
            days = count * (7 if unit == "week" else 1)
            return (datetime.fromtimestamp(self.now(), tz) + timedelta(days=days)).timestamp()
        return self.now() + count * UNITS[unit]

    def _moment(self, day: str, hour: int, minute: int, tz: ZoneInfo) -> float:
        if hour > 23 or minute > 59:
            raise NotATimeError(f"{hour}:{minute:02d} is not a time of day.")
        today = datetime.fromtimestamp(self.now(), tz)
        ahead = {"today": 0, "tomorrow": 1}.get(day)
        if ahead is None:
            ahead = (DAYS.index(day) - today.weekday() - 1) % 7 + 1
        then = today + timedelta(days=ahead)
        return then.replace(hour=hour, minute=minute, second=0, microsecond=0, fold=0).timestamp()

    def _move(self, offset: float) -> None:
        self.offset = offset
        self.version += 1
        for moved in self._waiting:
            moved.set()
        if self.moved is not None:
            self.moved()
