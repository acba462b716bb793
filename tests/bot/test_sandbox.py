"""Does a child keep to its limits, whatever it is given?"""

import subprocess
import sys
import threading
from contextlib import suppress
from datetime import date

import psutil
import pytest

from bot.sandbox import MEGABYTE, Cause, Limits, Stopped, ask
from bot.settings import ROOT
from readers.calendars.values import Unreadable
from readers.feeds import question, spans
from tests.readers.calendars.crafted import WINDOW, calendar, event

FINE = question(calendar(event()), WINDOW, "UTC")
# No single check finds these out: each Tuesday among every seventh day, from a Monday on.
NEVER_COMES = question(
    calendar(*(event("RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU", uid=str(number)) for number in range(400))), WINDOW, "UTC"
)
ENTER = "import os, resource, sys; from bot.sandboxed import confine; confine(5, 1 << 29, 1 << 20); "


def test_an_answer_comes_back():
    assert spans(ask("feed", FINE, Limits()))[0].start == date(2026, 10, 5)


def test_a_large_question_gets_there_however_late_the_child_begins_to_read():
    """Far more than a pipe holds, and more than is handed over between two looks at whether we are to stop."""
    large = calendar(event()) + b"\r\n" * 48 * MEGABYTE
    with pytest.raises(Unreadable, match="more than 1,000,000 lines"):
        spans(ask("feed", question(large, WINDOW, "UTC"), Limits(memory_bytes=1024 * MEGABYTE, wall_seconds=30)))


@pytest.mark.parametrize(
    ("asked", "limits", "cause"),
    [
        (NEVER_COMES, Limits(cpu_seconds=1), Cause.TIME),
        (NEVER_COMES, Limits(wall_seconds=0.5), Cause.TIME),
        (question(calendar(*(event("RRULE:FREQ=DAILY;INTERVAL=2;COUNT=9"),)), WINDOW, "UTC"), Limits(answer_bytes=100), Cause.ANSWER),
        (b"no question at all", Limits(), Cause.DEFECT),
    ],
    ids=["processor", "time", "answer", "defect"],
)  # fmt: skip
def test_the_limits_hold_and_nobody_is_left_behind(asked: bytes, limits: Limits, cause: Cause):
    before = set(psutil.Process().children())
    with pytest.raises(Stopped) as stopped:
        ask("feed", asked, limits)
    assert stopped.value.cause is cause
    assert set(psutil.Process().children()) <= before


def entered(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ENTER + code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_memory_is_limited():
    assert "MemoryError" in entered("bytearray(1 << 30)").stderr


def test_files_are_limited():
    assert "Too many open files" in entered("kept = [open(os.devnull) for _ in range(100)]").stderr


def test_a_feed_that_asks_for_more_memory_is_refused():
    lines = b"BEGIN:VCALENDAR\n" + b"X:1\n" * 900_000
    with pytest.raises(Unreadable, match="more memory"):
        spans(ask("feed", question(lines, WINDOW, "UTC"), Limits(memory_bytes=40 * MEGABYTE, wall_seconds=60)))


def test_a_child_leaves_no_picture_of_its_memory():
    done = entered("print(resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CORE))")
    assert done.stdout.splitlines() == [f"{(1 << 29, 1 << 29)} {(0, 0)}"]


def environment_of_a_sandbox() -> dict[str, str] | None:
    """What a child of this process that reads something from outside was given; the child is ended."""
    for child in psutil.Process().children():
        with suppress(psutil.Error):
            if "bot.sandboxed" in child.cmdline() and (given := child.environ()):
                child.kill()
                return given
    return None


def test_the_environment_stays_here():
    """The bot's holds its tokens; a child that was taken over would find nothing of it."""

    def ask_what_takes_long() -> None:
        with suppress(Stopped):
            ask("feed", NEVER_COMES, Limits(cpu_seconds=30, wall_seconds=30))

    thread = threading.Thread(target=ask_what_takes_long)
    thread.start()
    seen = None
    while thread.is_alive() and seen is None:
        seen = environment_of_a_sandbox()
    thread.join()
    assert seen is not None
    assert set(seen) == {"LC_ALL", "PATH"}
