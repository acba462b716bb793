"""How many of Slack's deliveries are being handled, and is there room for one more?

The one count for both doors, HTTP and Socket Mode: it bounds what is taken on, and lets a stop wait until every
acknowledgement in flight has been given.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Slack switches delivery off for an app that fails at 95 % of its events in an hour, from 1,000 events on.
ASKED_AT_MOST, ASKED_SECONDS = 500, 3600.0


class Intake:
    """Takes up to `room` deliveries at a time, until it is closed."""

    def __init__(self, room: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._room, self._monotonic = room, monotonic
        self._asked: deque[float] = deque(maxlen=ASKED_AT_MOST)
        self._inside = 0
        self._closed = False
        self._changed = threading.Condition()

    @property
    def closed(self) -> bool:
        return self._closed

    @contextmanager
    def entered(self) -> Iterator[bool]:
        """Whether the delivery may be handled in this block: False when there is no room, or the bot is stopping."""
        with self._changed:
            taken = not self._closed and self._inside < self._room
            self._inside += taken
        try:
            yield taken
        finally:
            if taken:
                with self._changed:
                    self._inside -= 1
                    self._changed.notify_all()

    def drain(self, seconds: float) -> bool:
        """Refuse what comes from now on and wait for what is inside; True when all of it ended in time."""
        with self._changed:
            self._closed = True
        return self.idle(seconds)

    def may_come_again(self) -> bool:
        """Whether Slack may be asked for an event that was not taken in, which is counted: too often would be held
        against us."""
        with self._changed:
            now = self._monotonic()
            if len(self._asked) == ASKED_AT_MOST and now - self._asked[0] < ASKED_SECONDS:
                return False
            self._asked.append(now)
            return True

    def idle(self, seconds: float) -> bool:
        """Wait, for at most so many seconds, until nothing is inside; True when that came."""
        with self._changed:
            return self._changed.wait_for(lambda: self._inside == 0, seconds)
