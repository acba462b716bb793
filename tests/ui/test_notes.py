"""Does a sentence arrive as it was said, and nothing of it act?"""

from hypothesis import given

from tests.ui import made_up as some
from tests.ui.made_up import untimed
from tests.ui.slack_limits import problems_of_message, problems_of_view
from ui import notes


@untimed
@given(some.texts)
def test_any_sentence_can_be_said(sentence: str) -> None:
    message = notes.message(sentence)
    assert problems_of_message({"text": message.text, "blocks": message.blocks}) == []
    assert problems_of_view(notes.modal(sentence)) == []


def test_the_sentence_is_both_read_and_shown() -> None:
    message = notes.message("Busy, nothing was changed.")
    assert message.text == "Busy, nothing was changed."
    assert message.blocks[0]["text"]["text"] == "Busy, nothing was changed."
