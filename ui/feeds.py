"""What does a person hear of the calendar that Clearway reads for them? Never its address, nor what is in it."""

from dataclasses import dataclass, field
from datetime import date

from ui import words as w
from ui.kit import Message, context, section
from ui.text import day, escape, one_line, read_out
from ui.words import Commands


@dataclass(frozen=True)
class FeedFacts:
    """How the reading goes, in dates of the person's own zone."""

    today: date
    read_on: date | None  # when it was last read well
    wrong: str | None = None  # the sentence why it cannot be read now
    commands: Commands = field(default_factory=Commands)


def state(facts: FeedFacts) -> str:
    """One line for Home and the list, in our formatting: whether it is read, and how old what it said is."""
    if facts.wrong is not None:
        return f"Your calendar cannot be read. {escape(one_line(facts.wrong), 300)} {_kept(facts)}"
    if facts.read_on is None:
        return "Your calendar is about to be read for the first time."
    return f"Your calendar was read {_when(facts.read_on, facts.today)}. It is read every hour."


def broken(facts: FeedFacts) -> Message:
    """The one quiet note to its owner: why, what counts meanwhile, what they can do. ValueError if it works."""
    if facts.wrong is None:
        raise ValueError("the calendar can be read")
    command = facts.commands.named("/availability")
    opening = f"Your calendar cannot be read. {escape(one_line(facts.wrong), 300)}"
    todo = (
        f"`{command} calendar` with another address connects that one, `{command} calendar off` does without. "
        "You will not hear of this again until it was read once more."
    )
    blocks = [section(f"{opening}\n{_kept(facts)}"), context(todo)]
    return Message(read_out([opening, _kept(facts), todo]), blocks)


def _kept(facts: FeedFacts) -> str:
    if facts.read_on is None:
        return "Nothing of it was taken over yet."
    return f"What it said {_when(facts.read_on, facts.today)} still counts."


def _when(then: date, today: date) -> str:
    """“today”, “on Mon 16 Nov, 7 days ago”."""
    return "today" if then == today else f"on {day(then, today)}, {w.distance(then, today)}"
