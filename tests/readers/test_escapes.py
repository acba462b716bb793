"""Does text from Slack become readable, raw and harmless, whatever is in it?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.escapes import (
    Arrived,
    Broadcast,
    ChannelMention,
    Link,
    Mention,
    clean,
    cut,
    is_blank,
    named,
    unescape,
)
from readers.graphemes import border, size


@pytest.mark.parametrize(
    ("arrives", "reads"),
    [
        ("R&amp;D &lt;now&gt;", "R&D <now>"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("&nbsp; &copy; &amp", "&nbsp; &copy; &amp"),
        ("ask <@U123|ana.silva>", "ask @ana.silva"),
        ("ask <@U123>", "ask @U123"),
        ("in <#C1|apollo-dev> and <#G2|>", "in #apollo-dev and #G2"),
        ("<!here> <!channel|channel> <!everyone>", "@here @channel @everyone"),
        ("<!subteam^S12|@qa> <!subteam^S13>", "@qa @S13"),
        ("due <!date^1392734382^{date_num}|2014-02-18>", "due 2014-02-18"),
        ("see <https://example.com/a?b=1&amp;c=2>", "see https://example.com/a?b=1&c=2"),
        ("see <https://example.com|the &lt;plan&gt;>", "see the <plan>"),
        ("<mailto:ana@example.com|ana@example.com>", "ana@example.com"),
        ("a < b and <nonsense> and <@u1>", "a < b and <nonsense> and <@u1>"),
        ("&lt;@U123&gt; typed by hand", "<@U123> typed by hand"),
    ],
)
def test_reads(arrives: str, reads: str) -> None:
    assert unescape(arrives).text == reads


def test_tokens_are_where_they_are_read() -> None:
    arrived = unescape("&amp; <@U1|Bo> in <#C1|x> <!here> <https://a.example|a>")
    assert [arrived.text[one.start : one.end] for one in arrived.tokens] == ["@Bo", "#x", "@here", "a"]
    assert arrived.tokens == (
        Mention(2, 5, "U1", "Bo"),
        ChannelMention(9, 11, "C1", "x"),
        Broadcast(12, 17, "here"),
        Link(18, 19, "https://a.example", "a"),
    )


def test_what_was_typed_by_hand_is_no_mention() -> None:
    assert unescape("&lt;@U123&gt; &lt;!channel&gt;").tokens == ()


def test_first_keeps_no_half_token() -> None:
    arrived = unescape("ab <@U1|Bo> cd")
    assert arrived.first(5) == Arrived("ab @B", ())
    assert arrived.first(6).tokens == arrived.tokens
    assert arrived.first(100) is arrived


@pytest.mark.parametrize(
    ("dirty", "pure"),
    [
        ("a\x00b", "ab"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("tab\tstays", "tab\tstays"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("\u200fעברית\u200f", "\u200fעברית\u200f"),
        ("\ufeffa\x7f\x9b", "a"),
        ("half \ud83d.", "half \ufffd."),
        ("\ud83d\ude00", "😀"),
        ("\ufffe\U0010ffff", "\ufffd\ufffd"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
    ],
)
def test_clean(dirty: str, pure: str) -> None:
    assert clean(dirty) == pure


anything = st.text(st.characters(exclude_categories=()), max_size=300)


@given(anything)
def test_clean_text_can_be_stored_and_stays_as_it_is(text: str) -> None:
    pure = clean(text)
    assert clean(pure) == pure
    assert "\x00" not in pure
    assert pure.encode().decode() == pure


@given(st.text(max_size=200))
def test_escaped_text_comes_back(text: str) -> None:
    text = clean(text)
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert unescape(escaped) == Arrived(text, ())


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("", True),
        (" \n\t", True),
        ("\u200b\u3164\u200d", True),
        ("\u2800", True),
        ("a", False),
        ("—", False),
        ("字", False),
    ],
)
def test_is_blank(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


def test_named_replaces_only_known_people() -> None:
    names = {"U123": "Ana"}
    assert named("@U123, @U1234 and a@U123", names) == "@Ana, @U1234 and a@U123"


@pytest.mark.parametrize(
    ("text", "length", "left"),
    [
        ("short", 5, "short"),
        ("a longer one", 9, "a longer…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("🇩🇪🇫🇷🇪🇸", 8, "🇩🇪…"),
        ("🇩🇪🇫🇷🇪🇸", 9, "🇩🇪🇫🇷…"),
        ("x👩\u200d👩\u200d👧y", 4, "x…"),
        ("👍🏽👍🏽👍🏽", 8, "👍🏽…"),
        ("\u1112\u1161\u11ab\u1112\u1161\u11ab", 5, "\u1112\u1161\u11ab…"),
        ("กำกำ", 2, "…"),
        ("abc", 0, ""),
    ],
)
def test_cut(text: str, length: int, left: str) -> None:
    if left == "…":  # the first drawn character does not fit: it is cut rather than left to grow
        assert len(cut(text, length)) == length
    else:
        assert cut(text, length) == left


@given(anything, st.integers(0, 400))
def test_cut_keeps_its_promise(text: str, length: int) -> None:
    left = cut(text, length)
    assert size(left) <= length
    assert left == text if size(text) <= length else text.startswith(left[:-1])


def test_a_letter_under_hundreds_of_accents_is_cut_all_the_same() -> None:
    assert border("e" + "\u0301" * 500, 100) == 100
