"""Does help name what the reader may do, by the names that the commands have here?"""

from tests.ui.slack_limits import problems_of_message
from ui.pmo import blocked_help, help_message
from ui.words import Commands

EVERYTHING = frozenset({"help", "blockers.report", "blockers.read", "blockers.work", "blockers.manage"})


def test_help_is_a_message_that_slack_takes() -> None:
    for message in (
        help_message(Commands(), EVERYTHING),
        help_message(Commands("x" * 20), ()),
        blocked_help(Commands()),
    ):
        assert problems_of_message({"text": message.text, "blocks": message.blocks}) == []


def test_help_uses_the_names_of_this_workspace() -> None:
    for message in (help_message(Commands("acme-"), EVERYTHING), blocked_help(Commands("acme-"))):
        assert "/acme-blocked" in message.text
        assert "/blocked" not in message.text


def test_help_does_not_offer_what_the_reader_may_not_do() -> None:
    assert "/pmo blockers" in help_message(Commands(), EVERYTHING).text
    assert "blockers" not in help_message(Commands(), {"help"}).text
