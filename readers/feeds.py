"""When is somebody away, by what their calendar feed says? Whole days and out-of-office only; nothing else is kept."""

import json
from collections.abc import Callable
from datetime import date
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from readers.calendars.events import chosen
from readers.calendars.lines import calendars
from readers.calendars.occurrences import stretches
from readers.calendars.spans import united
from readers.calendars.values import Busy, Unreadable, Window

MOST_OCCURRENCES = 20_000
# What the calendar libraries raise over input that they cannot take, or over too much of it.
_THEIRS = (
    *(ValueError, TypeError, AttributeError, LookupError, ArithmeticError),
    *(RecursionError, NotImplementedError, AssertionError),
)

NOT_AS = "The calendar cannot be read: something in it is not as calendars are."
TOO_MUCH = "The calendar takes more memory to read than any calendar should."

Reader = Callable[[bytes, Window, str], tuple[Busy, ...]]


def busy(data: bytes, window: Window, zone: str) -> tuple[Busy, ...]:
    """The spans of the window that the feed takes, in the dates and minutes of that zone (such as Europe/Berlin).

    In order, without overlaps. Unreadable with a sentence for its owner. It may take seconds and hundreds of megabytes
    over what somebody crafted: for a feed from outside let a child read it (bot/feeds.py).
    """
    try:
        home = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise Unreadable("Your own time zone is not known.") from None
    try:
        parts = calendars(data)
        groups = chosen(parts, window)
        found = list(islice(stretches(groups, parts, window, home), MOST_OCCURRENCES + 1)) if groups else []
    except MemoryError:
        raise Unreadable(TOO_MUCH) from None
    except _THEIRS:
        raise Unreadable(NOT_AS) from None
    if len(found) > MOST_OCCURRENCES:
        raise Unreadable("The calendar has more occurrences than anybody could keep.")
    return united(found, window)


def question(data: bytes, window: Window, zone: str) -> bytes:
    """What `answer` is asked: one line of JSON, then the feed."""
    return json.dumps([window.first.isoformat(), window.days, zone]).encode() + b"\n" + data


def answer(asked: bytes) -> bytes:
    """The spans, or the sentence of a refusal, as JSON; what a child process does and all that leaves it."""
    head, _, data = asked.partition(b"\n")
    first, days, zone = json.loads(head)
    try:
        spans = busy(data, Window(date.fromisoformat(first), days), zone)
    except Unreadable as refusal:
        return json.dumps({"sentence": str(refusal), "passing": refusal.passing}).encode()
    rows = [[span.start.isoformat(), span.finish.isoformat(), span.begin, span.end] for span in spans]
    return json.dumps({"spans": rows}).encode()


def spans(answered: bytes) -> tuple[Busy, ...]:
    """What an answer says; Unreadable with its sentence. ValueError where it is no answer at all."""
    told = json.loads(answered)
    if "sentence" in told:
        raise Unreadable(told["sentence"], passing=told["passing"])
    return tuple(
        Busy(date.fromisoformat(start), date.fromisoformat(finish), begin, end)
        for start, finish, begin, end in told["spans"]
    )
