"""What does the Home tab say about how often the reader is asked whether something is in their way?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from planning.checkins import Frequency
from ui.checkins import frequency_menu
from ui.kit import Block, section
from ui.text import moment


@dataclass(frozen=True)
class AskedFacts:
    """Of somebody whom a check-in asks, or who chose how often one may."""

    frequency: Frequency
    next_at: datetime | None  # when the next one may come


def sections(facts: AskedFacts) -> Iterator[Block]:
    """One line, with the menu to change it."""
    when = f" The next one may come {moment(facts.next_at)}." if facts.next_at is not None else ""
    words = f"*Check-ins*: you are asked only where your answer could change something.{when}"
    yield section(words, accessory=frequency_menu(facts.frequency))
