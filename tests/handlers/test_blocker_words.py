"""Is every word of a long sentence kept, and is a sentence without any asked for?"""

import pytest

from models.blockers import Blocker
from tests.handlers.desk import Desk

LONG = (
    "The importer stops for APOLLO since Monday & says <nothing>. "
    + "It was restarted again and again. " * 40
    + "The end."
)


def test_a_sentence_too_long_for_a_title_is_kept_whole(desk: Desk) -> None:
    said = LONG.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    answer = desk.said(desk.command("Mia", said))
    assert "Title: Shortened; every word is in its History." in answer["text"]
    (blocker,) = desk.world.rows(Blocker)
    assert len(blocker.title) <= 500
    assert blocker.title.endswith("…")
    assert desk.world.history(blocker.id)[0].text == LONG
    desk.said(desk.press("Mia", "blockers.history", blocker.id))
    quoted = str(desk.windows("Mia")[0].payload["blocks"])
    assert "restarted again" in quoted
    assert "The end." in quoted
    assert "owner: Tomas" in quoted


def test_a_sentence_that_fits_is_said_once(desk: Desk) -> None:
    answer = desk.said(desk.command("Mia", "no access to staging"))
    assert "Shortened" not in answer["text"]
    (blocker,) = desk.world.rows(Blocker)
    assert desk.world.history(blocker.id)[0].text is None


@pytest.mark.parametrize(
    "nothing", ["", " \n\t", "\u200b", "\u2060\u200d \ufeff", "\u3164", "\u00ad\u034f\ufe0f", "\u202e"]
)
def test_nothing_visible_opens_the_form(desk: Desk, nothing: str) -> None:
    assert desk.said(desk.command("Mia", nothing)) == {}
    (form,) = desk.windows("Mia")
    assert form.payload["callback_id"] == "blockers.report"
    assert desk.world.rows(Blocker) == []


def test_one_sign_is_something(desk: Desk) -> None:
    assert "B-1 is filed" in desk.said(desk.command("Mia", "🔥"))["text"]
