"""What time is it? The only place that reads the system's clock."""

import json
import logging
import threading
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Protocol

log = logging.getLogger(__name__)

POLL_SECONDS = 20  # how long the playground may hold a question whose answer has not changed
RETRY_SECONDS = 1.0


def wall() -> datetime:
    """The machine's own time, aware UTC: for leases, signatures and limits, never for what is due."""
    return datetime.now(UTC)


class Clock(Protocol):
    """Business time: what is due, how old something is, which week it is."""

    def now(self) -> datetime: ...


class SystemClock:
    """Business time is the machine's."""

    def now(self) -> datetime:
        return wall()


class FixedClock:
    """Business time stands still until it is set; for tests."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def add(self, **units: float) -> None:
        """Move on, with the names of timedelta: `add(hours=3)`."""
        self.at += timedelta(**units)


class PlaygroundClock:
    """Business time is the playground's: the machine's plus what its visitors skipped."""

    def __init__(self, base_url: str) -> None:
        """`base_url` is the playground's root. Asks once at once, then keeps listening on a thread of its own."""
        self._url = base_url.rstrip("/") + "/control/clock"
        self._offset = timedelta(0)
        self._version: int | None = None
        self._closed = threading.Event()
        self._ask(wait=0)
        threading.Thread(target=self._listen, name="playground-clock", daemon=True).start()

    def now(self) -> datetime:
        return wall() + self._offset

    def close(self) -> None:
        """Stop listening. The thread ends with its current question, and does not keep the process alive."""
        self._closed.set()

    def _listen(self) -> None:
        while not self._closed.is_set():
            if not self._ask(wait=POLL_SECONDS):
                self._closed.wait(RETRY_SECONDS)

    def _ask(self, *, wait: int) -> bool:
        seen = "" if self._version is None else f"seen={self._version}&"
        try:
            with urllib.request.urlopen(f"{self._url}?{seen}wait={wait}", timeout=wait + 5) as answer:  # noqa: S310
                said = json.load(answer)
            self._offset, self._version = timedelta(seconds=float(said["offset"])), int(said["version"])
        except (OSError, ValueError, KeyError) as error:  # it may be starting or gone; time goes on as it was
            log.debug("the playground's clock does not answer: %s", error)
            return False
        return True
