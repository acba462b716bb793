"""How does half an hour pass in seconds? Time stands still while anybody works, and jumps once all wait for it.

Threads of the house wait for it where they would wait for a clock: they are given `pause` in place of `Event.wait`.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any


class VirtualTime:
    """Business time, wall time and seconds that never go back, in one."""

    def __init__(self, at: datetime) -> None:
        self._begin, self._seconds = at, 0.0  # counted from the beginning: large numbers lose their small parts
        self._changed = threading.Condition()
        self._awake = 0
        self._waiting: list[tuple[float, threading.Event]] = []

    def seconds(self) -> float:
        return self._seconds

    def now(self) -> datetime:
        return self._begin + timedelta(seconds=self._seconds)

    def jump(self, at: datetime) -> None:
        """While nobody works."""
        self._seconds = (at - self._begin).total_seconds()

    def pause(self, event: threading.Event, seconds: float) -> bool:
        """As `Event.wait`, of a thread that works otherwise. Wakes at once from an event made by `bell` only."""
        with self._changed:
            mine = (self._seconds + seconds, event)
            self._waiting.append(mine)
            self._leave()
            while not event.is_set() and self._seconds < mine[0]:
                self._changed.wait()
            self._waiting.remove(mine)
            self._awake += 1
            return event.is_set()

    def bell(self) -> threading.Event:
        return _Bell(self._changed)

    def begin(self) -> None:
        """A thread works from now on, though it may not run yet."""
        with self._changed:
            self._awake += 1

    def end(self) -> None:
        with self._changed:
            self._leave()

    @contextmanager
    def working(self) -> Iterator[None]:
        """The block, of a thread that has begun."""
        try:
            yield
        finally:
            self.end()

    def thread(self, work: Callable[[], None]) -> threading.Thread:
        """Started; it works until it ends."""

        def run() -> None:
            with self.working():
                work()

        self.begin()
        started = threading.Thread(target=run, daemon=True)
        started.start()
        return started

    def _leave(self) -> None:
        self._awake -= 1
        if self._awake == 0 and self._waiting and not any(event.is_set() for _, event in self._waiting):
            self._seconds = max(self._seconds, min(until for until, _ in self._waiting))
            self._changed.notify_all()


class _Bell(threading.Event):
    def __init__(self, changed: threading.Condition) -> None:
        super().__init__()
        self._changed = changed

    def set(self) -> None:
        super().set()
        with self._changed:
            self._changed.notify_all()


class Workers(ThreadPoolExecutor):
    """Threads whose work is waited for by time, from the moment at which it is handed over."""

    def __init__(self, time: VirtualTime, threads: int) -> None:
        super().__init__(threads)
        self._time = time

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **more: Any) -> "Future[Any]":
        self._time.begin()
        return super().submit(self._run, work, *arguments, **more)

    def _run(self, work: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
        with self._time.working():
            return work(*arguments, **more)
