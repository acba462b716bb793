"""Does any text at all become a blocker, quickly and without an error?"""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readers import projects
from readers.escapes import clean
from readers.phrases import blocker, subcommand
from readers.sentences.sentence import READ
from readers.sentences.titles import LENGTH

PIECES = [
    "<@U1|bo>",
    "<@U22>",
    "<#C1|apollo>",
    "<!channel>",
    "<!here>",
    "<!subteam^S1|@qa>",
    "<https://x.example|y>",
    "<https://x.example/2026-12-24>",
    "`",
    "```",
    "&amp;",
    "&lt;",
    "&gt;",
    "&lt;!channel&gt;",
    "since",
    "by",
    "until",
    "Monday",
    "Friday",
    "24.12.",
    "12/24",
    "17:30",
    "pm",
    "need",
    "it",
    "waiting",
    "on",
    "for",
    "APOLLO",
    "project",
    "16",
    "h",
    "a",
    "week",
    "stand",
    "still",
    "\u202e",
    "\u2066",
    "\x00",
    "\n",
    "\u200d",
    "é",
    "İ",
    "ſ",
    "العمل",
    "עברית",
    "字",
    "🔥",
    "🇩🇪",
    "(",
    ")",
    ",",
    ".",
    ";",
    ":",
    "-",
    "–",
    '"',
    "'",
    "<",
    ">",
    "|",
    "@",
    "#",
    "*",
    "_",
    "~",
]
any_char = st.text(st.characters(exclude_categories=()), max_size=200)
sentences = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=60).map(" ".join)
glued = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
long = st.builds(lambda piece, times, end: (piece * times)[:40_000] + end, glued, st.integers(1, 2000), sentences)
texts = sentences | glued | any_char | long


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(texts)
def test_any_text_is_a_blocker(text: str) -> None:
    words = blocker(text)
    assert len(words.said) <= READ
    assert len(words.title) <= LENGTH
    assert clean(words.title) == words.title and "\n" not in words.title
    assert all(user in text for user in words.mentions)
    assert words.helper is None or words.helper in words.mentions
    assert words.on_behalf_of is None or words.on_behalf_of in words.mentions
    assert words.helper is None or words.helper != words.on_behalf_of
    for when in (words.since, words.needed_by):
        assert when is None or words.said[when.start : when.end].split() != []
    words.title.encode()


@given(any_char)
def test_subcommand_keeps_what_it_does_not_know(text: str) -> None:
    name, rest = subcommand(text, {"show"})
    assert (name, rest) == ("", clean(text).strip()) or name == "show"


WORST = (
    *(
        "<@U1> is ",
        "for <@U1> ",
        "<@U1>",
        "<@U1> <@U1> for <@U1>",
        "&lt;",
        "<",
        "`",
        "x`y ",
        ",",
        ", ",
        " ",
        "\n ",
        "a",
        "a@",
    ),
    *(
        "by Friday ",
        "since 24.12. 5 pm - ",
        "Friday 24 Dec ",
        "for the last ",
        "the end of the ",
        "1/1/",
        "1.",
        "1 ",
        "12:30 ",
    ),
    *(
        "need it we ",
        "waiting on the ",
        "no a b c ",
        "16 h a week ",
        "project X ",
        "for APOLLO, ",
        "A B ",
        "Aa-",
        "A-A_",
    ),
    *("https://", "<https://x|", "\u0301", "\u202e", "\x00", "\ud800", "\U0001f1e6", "İ", "e\u0301", "字"),
)


@pytest.mark.parametrize("piece", WORST)
def test_the_worst_texts_take_less_than_50_ms(piece: str) -> None:
    text = (piece * 40_000)[:40_000]
    taken = []
    for _ in range(5):
        start = time.thread_time()  # of the processor, which other tests use at the same time
        blocker(text)
        taken.append(time.thread_time() - start)
    assert min(taken) <= 0.050


@given(
    st.lists(st.text(max_size=20), max_size=10),
    st.text(max_size=200),
    st.lists(st.tuples(st.text(), st.text()), max_size=8),
)
def test_any_projects_can_be_compared(candidates: list[str], text: str, known: list[tuple[str, str]]) -> None:
    found = projects.match(candidates, text, known)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(projects.CUTOFF <= score <= 100 for score in scores)
