"""Does what people type become Slack's text, whatever they type?"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.acts.words import encode, escape
from tests.playground.fixtures_world import small_world

TOKEN = re.compile(
    r"<(?:@[UW][A-Z0-9]+(?:\|[^<>]*)?|#C[A-Z0-9]+(?:\|[^<>]*)?|!(?:channel|here|everyone)|https?://[^<>]+)>"
)
ENTITY = re.compile(r"&(?:amp|lt|gt);")


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("hello @mia", "hello <@U0MIA>"),
        ("@Mia.", "<@U0MIA>."),
        ("@miami stays", "@miami stays"),
        ("@mia_x stays", "@mia_x stays"),
        ("@gus is gone", "@gus is gone"),
        ("mail mia@bo.example", "mail mia@bo.example"),
        ("@here and @channel", "<!here> and <!channel>"),
        ("#general, #pmo; #nowhere", "<#C0GENERAL|general>, <#C0PMO|>; #nowhere"),
        ("chosen <@U0MIA> and <@U0NO>", "chosen <@U0MIA> and &lt;@U0NO&gt;"),
        ("<!channel> by hand", "&lt;!channel&gt; by hand"),
        ("https://a.example/#general?x=@mia", "<https://a.example/#general?x=@mia>"),
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
    ],
)
def test_words(typed: str, sent: str) -> None:
    assert encode(small_world(), typed) == sent


@given(st.text(st.sampled_from("ab@#<>&!|: /.mia general https://U0MIA\u202e\x00\u0301🎉")) | st.text())
def test_nothing_gets_through_unescaped(typed: str) -> None:
    left = TOKEN.sub("", encode(small_world(), typed))
    assert "<" not in left
    assert ">" not in left
    assert "&" not in ENTITY.sub("", left)


@given(st.text())
def test_escaping_can_be_undone(text: str) -> None:
    assert escape(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text
