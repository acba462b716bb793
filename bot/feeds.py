"""How does the bot read a calendar feed without a risk? It has a child read it, and says in words what went wrong."""

import logging
import threading

from bot.sandbox import Cause, Limits, Stopped, ask
from readers.calendars.values import Busy, Unreadable, Window
from readers.feeds import NOT_AS, TOO_MUCH, question, spans

log = logging.getLogger(__name__)

_SENTENCES = {
    Cause.TIME: "The calendar takes too long to read: its repetitions are too many, or never come.",
    Cause.MEMORY: TOO_MUCH,
    Cause.ANSWER: "The calendar has more spans of days than anybody could keep.",
    Cause.DEFECT: NOT_AS,
    Cause.STOPPING: "Clearway was about to stop.",
}


def read(
    data: bytes, window: Window, zone: str, limits: Limits | None = None, *, stopping: threading.Event | None = None
) -> tuple[Busy, ...]:
    """The spans of the window that the feed takes, in the dates and minutes of that zone; Unreadable with a sentence.

    A `readers.feeds.Reader`. May wait for `limits.wall_seconds`, in which the bot goes on with everything else, or
    until it is `stopping`.
    """
    try:
        answered = ask("feed", question(data, window, zone), limits or Limits(), stopping)
    except Stopped as stopped:
        log.warning("a calendar feed of %d bytes was given up: %s", len(data), stopped)
        raise Unreadable(_SENTENCES[stopped.cause], passing=stopped.cause is Cause.STOPPING) from None
    return spans(answered)
