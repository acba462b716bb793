"""Does mrkdwn look as in Slack, and can nothing in it become markup?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.page.emojis import character
from playground.page.mrkdwn import mrkdwn, with_emoji
from playground.page.scene import Scene
from tests.playground.html import OPENED, Reader

NOW = 1_795_424_400  # Monday, 23 November 2026, 09:00 UTC
SCENE = Scene(
    viewer="U1",
    zone="America/New_York",
    now=NOW,
    people={"U1": "Mia", "U2": "Bo <b>"},
    channels={"C1": "apollo"},
    elsewhere={"C2": "orion"},
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _slanted_ ~gone~", "<strong>bold</strong> <em>slanted</em> <s>gone</s>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("2*3*4 snake_case_name", "2*3*4 snake_case_name"),
        ("* not bold *", "* not bold *"),
        ("(*yes*)", "(<strong>yes</strong>)"),
        ("`*code*`", "<code>*code*</code>"),
        ("a &lt;b&gt; &amp;amp; c", "a &lt;b&gt; &amp;amp; c"),
        ("one\ntwo", "one<br>two"),
        ("• first\n• second", "• first<br>• second"),
        ("&gt; quoted\n&gt; more\nafter", "<blockquote>quoted<br>more</blockquote>after"),
        (">>> all\nof it", "<blockquote>all<br>of it</blockquote>"),
        ("see\n```x = *1*\ny```\nthen", "see<pre>x = *1*\ny</pre>then"),
        ("<@U1> and <@U2>", '<span class="mention is-me">@Mia</span> and <span class="mention">@Bo &lt;b&gt;</span>'),
        ("<#C1|old-name>", '<a class="mention" href="/?as=U1&amp;at=C1">#apollo</a>'),
        ("<#C2>", '<span class="mention">#orion</span>'),
        ("<#C9|>", '<span class="mention">a private channel</span>'),
        ("<!here>", '<span class="mention is-me">@here</span>'),
        ("<!subteam^S1|@leads>", '<span class="mention">@leads</span>'),
        (":no_such_thing: 10:30:45", ":no_such_thing: 10:30:45"),
        ("<javascript:alert(1)|click>", "&lt;javascript:alert(1)|click&gt;"),
    ],
)
def test_looks_as_in_slack(text: str, html: str) -> None:
    assert str(mrkdwn(text, SCENE)) == html


def test_links_open_elsewhere_and_keep_their_query() -> None:
    link = '<a href="https://a.example/?x=1&amp;y=2" target="_blank" rel="noopener">{}</a>'
    assert str(mrkdwn("<https://a.example/?x=1&amp;y=2|the page>", SCENE)) == link.format("the page")
    assert str(mrkdwn("https://a.example/?x=1&amp;y=2.", SCENE)) == link.format("https://a.example/?x=1&amp;y=2") + "."
    assert "<a" not in mrkdwn("https://a.example", SCENE, verbatim=True)


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{date_num}", "2026-11-24"),
        ("{date_slash}", "11/24/2026"),
        ("{date}", "November 24th"),
        ("{date_short}", "Nov 24"),
        ("{date_long}", "Tuesday, November 24th"),
        ("{date_long_full}", "Tuesday, November 24th, 2026"),
        ("{date_pretty}", "tomorrow"),
        ("{date_short_pretty} at {time}", "tomorrow at 11:30 PM"),
        ("{time_secs}", "11:30:00 PM"),
        ("{ago}", "in 1 day"),
        ("{what}", "{what}"),
    ],
)
def test_dates_are_written_in_the_viewers_zone(template: str, shown: str) -> None:
    late_tuesday_in_new_york = 1_795_581_000  # 25 November, 04:30 UTC
    assert f">{shown}</time>" in mrkdwn(f"<!date^{late_tuesday_in_new_york}^{template}|fallback>", SCENE)


def test_a_date_that_no_calendar_reaches_shows_its_fallback() -> None:
    assert ">long ago</time>" in mrkdwn("<!date^-99999999999999^{date}|long ago>", SCENE)


def test_a_date_may_be_a_link() -> None:
    drawn = mrkdwn(f"<!date^{NOW}^{{time}}^https://a.example/cal|9:00>", SCENE)
    assert '<a href="https://a.example/cal"' in drawn
    assert "4:00 AM" in drawn


@pytest.mark.parametrize(
    ("name", "drawn"),
    [("tada", "🎉"), ("+1", "👍"), ("large_green_circle", "🟢"), ("thumbsup::skin-tone-3", "👍🏼"), ("no_such", None)],
)
def test_emoji_have_slacks_names(name: str, drawn: str | None) -> None:
    assert character(name) == drawn


def test_plain_text_is_not_parsed_but_has_emoji() -> None:
    assert "🎉" in with_emoji("*x* <@U1> :tada:")
    assert "*x* &lt;@U1&gt;" in with_emoji("*x* <@U1> :tada:")


PIECES = [
    "*",
    "_",
    "~",
    "`",
    "```",
    "<",
    ">",
    "|",
    "&lt;",
    "&amp;",
    "\n",
    ">>>",
    "<@U1>",
    "<!date^1^{date}^",
    "https://a",
]
PIECES += [
    "<script>",
    '"',
    "'",
    " onload=",
    "<!here>",
    "javascript:",
    ":tada:",
    "<https://x|",
    "\x00",
    "\ud800",
    "\U000f0001",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join))
def test_no_input_makes_markup_of_its_own(text: str) -> None:
    for drawn in (mrkdwn(text, SCENE), with_emoji(text)):
        reader = Reader()
        reader.feed(drawn)
        reader.close()
        assert reader.tags <= OPENED
        assert not reader.open
        drawn.encode()


@given(st.text(alphabet="ab *_~`", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    reader = Reader()
    reader.feed(mrkdwn(text, SCENE))
    reader.close()
    assert [one for one in reader.text if one in "ab"] == [one for one in text if one in "ab"]


def test_a_long_text_of_unfinished_marks_is_quick() -> None:
    for piece in ("*a ", "```", "_a*~", "<@U1", "\n>", ":a"):
        assert isinstance(mrkdwn(piece * (40_000 // len(piece)), SCENE), str)


def test_the_reader_of_these_tests_sees_what_is_wrong() -> None:
    reader = Reader()
    reader.feed('<p><script x="1">bad</script>')
    assert "script" in reader.tags
    assert reader.open == ["p"]
