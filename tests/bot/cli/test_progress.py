"""Does a long command say how far it is, and a quick one nothing?"""

import io
import threading

import pytest

from bot.cli.progress import Progress


class Written(io.StringIO):
    """A stream that wakes whoever waits for the next word."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal, self.told = terminal, threading.Event()

    def isatty(self) -> bool:
        return self._terminal

    def flush(self) -> None:
        self.told.set()

    def next(self) -> str:
        self.told.clear()
        self.truncate(0)
        assert self.told.wait(10)
        return self.getvalue().replace("\0", "")


@pytest.mark.parametrize(
    ("terminal", "reading", "half"),
    [
        (True, "Reading … ", "[###############...............]  50 %  Bringing in"),
        (False, "Reading: ", "Bringing in: 500 of 1,000 rows, "),
    ],
)
def test_it_tells_what_it_does_and_how_far_it_is(terminal: bool, reading: str, half: str) -> None:
    to = Written(terminal=terminal)
    with Progress(to, every=0.01) as progress:
        progress.begin("Reading")
        assert reading in to.next()
        step = progress.begin("Bringing in", 1000)
        step(200)
        step(300)
        assert half in to.next()
        step(900)
        assert "100 %" in to.next() or "1,000 of 1,000" in to.next()
    assert to.getvalue().endswith("\r\x1b[K" if terminal else "s.\n")


def test_a_quick_command_says_nothing() -> None:
    to = Written(terminal=True)
    with Progress(to) as progress:
        progress.begin("Reading")
    assert to.getvalue() == ""
