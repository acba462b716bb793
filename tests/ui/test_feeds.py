"""Is a broken calendar told calmly, whole and with a way out?"""

from dataclasses import replace
from datetime import date

import pytest

from tests.ui.slack_limits import problems_of_message
from ui.feeds import FeedFacts, broken, state
from ui.words import Commands

TODAY = date(2026, 11, 23)
GONE = FeedFacts(TODAY, date(2026, 11, 16), "There is no calendar at the address any more.", Commands("x-"))


def test_the_note_says_why_what_counts_and_what_to_do():
    message = broken(GONE)
    assert message.text.startswith(
        "Your calendar cannot be read. There is no calendar at the address any more. "
        "What it said on Mon 16 Nov, 7 days ago still counts."
    )
    assert "/x-availability calendar off" in message.text
    assert problems_of_message({"text": message.text, "blocks": message.blocks}) == []


def test_a_calendar_never_read_says_so():
    assert "Nothing of it was taken over yet." in broken(replace(GONE, read_on=None)).text


def test_the_line_tells_the_age():
    assert state(FeedFacts(TODAY, None)) == "Your calendar is about to be read for the first time."
    assert state(FeedFacts(TODAY, TODAY)) == "Your calendar was read today. It is read every hour."
    assert "said on Mon 16 Nov, 7 days ago still counts" in state(GONE)


def test_a_calendar_that_can_be_read_is_no_news():
    with pytest.raises(ValueError, match="can be read"):
        broken(FeedFacts(TODAY, TODAY))
