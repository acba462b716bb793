"""How far has a long command come? A bar on a terminal, else a plain line now and then."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

REDRAWN, SAID = 0.2, 10.0  # seconds, on a terminal and elsewhere
WIDE = 30  # characters of a bar
_CLEAR = "\r\x1b[K"


class Progress:
    """Tells of one thing after another while it is open. A quick command has ended before the first word."""

    def __init__(self, to: TextIO, *, every: float | None = None) -> None:
        """`every`: seconds between two words; otherwise as usual for what `to` is."""
        self._to, self._is_terminal = to, to.isatty()
        self._every = every or (REDRAWN if self._is_terminal else SAID)
        self._what, self._done, self._total, self._ticks = "", 0, 0, 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._tell, name="progress", daemon=True)

    def __enter__(self) -> "Progress":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        if self._is_terminal and self._ticks:
            self._to.write(_CLEAR)
            self._to.flush()

    def begin(self, what: str, total: int = 0) -> Callable[[int], None]:
        """Something new, of so many rows; 0 where nobody knows. Gives what is called with the rows that are done."""
        self._what, self._done, self._total = what, 0, total
        return self._step

    def _step(self, rows: int) -> None:
        self._done += rows

    def _tell(self) -> None:
        while not self._ended.wait(self._every):
            self._ticks += 1
            said = self._bar() if self._is_terminal else self._line()
            self._to.write(said)
            self._to.flush()

    def _bar(self) -> str:
        if not self._total:
            return f"{_CLEAR}{self._what} … {self._seconds()} s"
        done = min(self._done, self._total)
        filled = WIDE * done // self._total
        return f"{_CLEAR}[{'#' * filled}{'.' * (WIDE - filled)}] {100 * done // self._total:3} %  {self._what}"

    def _line(self) -> str:
        if not self._total:
            return f"{self._what}: {self._seconds()} s.\n"
        return f"{self._what}: {min(self._done, self._total):,} of {self._total:,} rows, {self._seconds()} s.\n"

    def _seconds(self) -> int:
        return int(self._ticks * self._every)
