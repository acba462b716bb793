"""Does a title stay short, readable and true to what was written?"""

import pytest

from readers.graphemes import size
from readers.phrases import blocker
from readers.sentences.titles import LENGTH, title


def test_a_long_report_gets_a_short_title_and_is_kept() -> None:
    text = "The importer stops.\n\n" + "It says so every time. " * 200
    words = blocker(text)
    assert len(words.title) <= LENGTH
    assert words.title.startswith("The importer stops. It says so")
    assert words.said.startswith("The importer stops.\nIt says so")
    assert len(words.said) == 3000


def test_a_title_of_signs_counts_as_slack_may_count() -> None:
    assert size(blocker("🔥" * 400).title) <= LENGTH


def test_nothing_visible_is_nothing() -> None:
    assert blocker("\u200b\u3164 \n").title == ""


@pytest.mark.parametrize(
    ("text", "out", "left"),
    [
        ("waiting, since Monday, on legal", "since Monday", "Waiting, on legal"),
        ("keys missing (for @Bo) and so on", "for @Bo", "Keys missing and so on"),
        ("keys missing and by Friday", "by Friday", "Keys missing"),
        ("  - keys missing;", "", "Keys missing"),
        ("iOS keys missing", "", "iOS keys missing"),
        ("https://example.com is down", "", "https://example.com is down"),
        ("First. Second.", "", "First. Second."),
        ("really?!", "", "Really?!"),
        ("wait...", "", "Wait..."),
        ("keys missing. since Monday.", "since Monday", "Keys missing"),
        ("wait... since Monday. Please!", "since Monday", "Wait... Please!"),
        ("Keys missing. since Monday. Nobody answers.", "since Monday", "Keys missing. Nobody answers."),
        ("on the build", "", "Blocked on the build"),
        ("by Friday", "by Friday", ""),
        ("— . –", "", ""),
    ],
)
def test_what_is_left_is_tidied(text: str, out: str, left: str) -> None:
    place = text.index(out)
    assert title(text, ((place, place + len(out)),)) == left
