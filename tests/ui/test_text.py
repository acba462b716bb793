"""Does what other people wrote stay words, whatever they wrote?"""

import re
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.graphemes import size
from tests.ui.made_up import texts, untimed
from tests.ui.slack_limits import length
from ui.text import (
    channel,
    clean,
    cut,
    day,
    escape,
    inert,
    link,
    mention,
    moment,
    one_line,
    plain_words,
    read_out,
    sentence,
)


@untimed
@given(texts, st.integers(1, 200))
def test_escaped_text_holds_its_limit_and_nothing_that_acts(text: str, limit: int) -> None:
    escaped = escape(text, limit)
    assert length(escaped) <= limit
    assert "<" not in escaped
    assert ">" not in escaped
    assert not re.search(r"&(?!amp;|lt;|gt;)", escaped)
    assert not re.search(r"@(channel|here|everyone)\b", escaped, re.IGNORECASE)
    assert not re.search(r"^&gt;", escaped, re.MULTILINE)


@untimed
@given(texts)
def test_no_mark_of_formatting_is_left_but_inside_words(text: str) -> None:
    escaped = escape(text)
    assert "`" not in escaped
    for found in re.finditer(r"[*_~]", escaped):
        assert escaped[found.start() - 1].isalnum()
        assert escaped[found.end()].isalnum()


def test_a_stray_mark_of_theirs_cannot_pair_up_with_one_of_ours() -> None:
    assert escape("*bold* `code` ~no~ _so_") == "∗bold∗ ˋcodeˋ ∼no∼ ˍsoˍ"


def test_names_with_underscores_can_still_be_copied() -> None:
    assert escape("the table patient_visit_v2 is gone") == "the table patient_visit_v2 is gone"


@untimed
@given(texts, st.integers(1, 100))
def test_a_cut_text_is_the_start_of_the_whole_one(text: str, limit: int) -> None:
    short, whole = cut(text, limit), clean(text)
    assert length(short) <= limit
    assert short == whole or (short.endswith("…") and whole.startswith(short[:-1]))


@pytest.mark.parametrize("family", ["👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "e\u0301\u0302", "한", "❤️"])
def test_a_cut_does_not_split_what_is_drawn_as_one(family: str) -> None:
    for limit in range(length(family) + 1, 60):
        kept = cut(family * 20, limit).removesuffix("…")
        assert kept == family * (len(kept) // len(family))


def test_a_tower_of_marks_is_cut_all_the_same() -> None:
    assert length(cut("a" + "\u0489" * 40_000, 75)) <= 75
    assert clean("a" + "\u0301" * 1000) == "a" + "\u0301" * 4


@untimed
@given(texts)
def test_cleaned_text_holds_no_controls_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", cleaned)
    cleaned.encode()


def test_what_nobody_sees_is_no_text() -> None:
    assert clean(" \u200b\u2060\n\u3000\x00") == ""
    assert one_line("a\n\n b\tc") == "a b c"


@untimed
@given(texts)
def test_inert_text_has_no_start_of_a_token(text: str) -> None:
    assert not re.search(r"<[!@#/\w]", inert(text))


def test_lengths_are_counted_as_the_strictest_reader_counts_them() -> None:
    assert size("a😀") == 3


@untimed
@given(texts)
def test_only_real_ids_become_mentions(text: str) -> None:
    assert re.fullmatch(r"(<@[UW][A-Z0-9]+>)?", mention(text))
    assert re.fullmatch(r"(<#[CGD][A-Z0-9]+>)?", channel(text))


@untimed
@given(st.one_of(texts, texts.map("https://{}".format)))
def test_a_link_goes_to_one_address_and_shows_our_words(text: str) -> None:
    made = link(text, "here")
    assert made == "" or re.fullmatch(r"<https?://[!-;=?-{}~]+\|here>", made)


def test_dates_are_words_and_the_year_is_said_where_it_differs() -> None:
    assert day(date(2026, 11, 27), date(2026, 11, 23)) == "Fri 27 Nov"
    assert day(date(2027, 1, 4), date(2026, 11, 23)) == "Mon 4 Jan 2027"


def test_instants_are_tokens_with_words_for_who_cannot_read_them() -> None:
    shown = moment(datetime(2026, 11, 27, 16, 0, tzinfo=UTC))
    assert shown == "<!date^1795795200^{date_short_pretty} at {time}|Fri 27 Nov 2026, 16:00 UTC>"


def test_sentences_end_once() -> None:
    assert [sentence(text) for text in ("Yes", "Yes.", "Why?", "“No.”")] == ["Yes.", "Yes.", "Why?", "“No.”"]


def test_a_text_read_out_leaves_whole_parts_away() -> None:
    assert read_out(["one.", None, "", "far too long", "two."], 10) == "one. two."


def test_our_words_are_quoted_as_they_read() -> None:
    at = moment(datetime(2026, 11, 27, 16, tzinfo=UTC))
    said = f"{escape('Fish & <chips>')} by {at}, {link('https://fernwood.example/x', 'here')}, {mention('U0MIA')}."
    assert plain_words(said) == "Fish & <chips> by Fri 27 Nov 2026, 16:00 UTC, here, ."
    assert plain_words(escape("&lt;!channel&gt;")) == "&lt;!channel&gt;", "what was typed, not what it stands for"
