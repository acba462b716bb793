"""How does one sentence reach somebody, where there is nothing to press?"""

from ui.inputs import modal as form
from ui.kit import Message, View, context, said
from ui.text import escape

BUSY = "Clearway is busy right now and nothing was changed. Please try again in a moment."
ELSEWHERE = "Clearway is not at home in the workspace that this came from, so nothing was changed."
TOO_LATE = "Slack took too long to open that, so nothing was changed. Please try once more."


def message(sentence: str) -> Message:
    """A sentence as an answer that only the reader sees."""
    return Message(escape(sentence, 2900) or "–", [said(sentence, 2900)])


def modal(sentence: str, title: str = "Clearway") -> View:
    """A sentence in a window."""
    return form(title, [said(sentence, 2900)], close="Close")


def loading(title: str = "One moment") -> View:
    """The window that opens at once, while what it is to show is looked up."""
    return form(title, [context("Looking it up…")], close="Close")
