"""How does the bot read files that somebody sent, without a risk? A child does, and words say what went wrong."""

import logging
import threading

from bot.sandbox import MEGABYTE, Cause, Limits, Stopped, ask
from readers.tables.choices import Choices
from readers.tables.dropped import Interrupted, Sent, question
from readers.tables.parcels import Found, unpack
from readers.tables.values import Problem

log = logging.getLogger(__name__)

LIMITS = Limits(cpu_seconds=10, wall_seconds=20.0, memory_bytes=512 * MEGABYTE, answer_bytes=48 * MEGABYTE)
_PARTS = "send it in parts, or have it brought in from the command line, which takes any size"
_AGAIN = "open it in a spreadsheet program, save it anew as .xlsx or .csv, and send that"
_SENTENCES = {
    Cause.TIME: ("takes more than 10 seconds to read", _PARTS),
    Cause.MEMORY: ("takes more memory to read than any portfolio", _PARTS),
    Cause.ANSWER: ("says more than any portfolio", _PARTS),
    Cause.DEFECT: ("cannot be read: something in it is not as files are", _AGAIN),
}


def read(files: Sent, choices: Choices, limits: Limits = LIMITS, *, stopping: threading.Event | None = None) -> Found:
    """The portfolio in the files, or what is wrong with them.

    May wait for `limits.wall_seconds`, in which the bot goes on with everything else. Raises Interrupted where it is
    `stopping` before the child is done.
    """
    try:
        return unpack(ask("portfolio", question(files, choices), limits, stopping))
    except Stopped as stopped:
        if stopped.cause is Cause.STOPPING:
            raise Interrupted from None
        log.warning("files of %d bytes were given up: %s", sum(len(data) for _, data in files), stopped)
        wrong, right = _SENTENCES[stopped.cause]
    except ValueError:
        log.warning("the answer about files of %d bytes is none", sum(len(data) for _, data in files))
        wrong, right = _SENTENCES[Cause.DEFECT]
    return [Problem("", 0, "", f"{' and '.join(name for name, _ in files)} {wrong}", right)]
