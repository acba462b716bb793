"""Are the days and times in realistic sentences found, and are ordinary words left alone?"""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.dates import LONGEST, DateWords, find, resolve

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=BERLIN)  # a Wednesday


def only(text: str) -> DateWords:
    words = find(text)
    assert len(words) == 1, words
    return words[0]


@pytest.mark.parametrize(
    ("said", "kind", "day", "clock"),
    [
        ("today", "bare", "2026-11-25", None),
        ("tomorrow", "bare", "2026-11-26", None),
        ("tonight", "bare", "2026-11-25", None),
        ("the day after tomorrow", "bare", "2026-11-27", None),
        ("by Friday", "by", "2026-11-27", None),
        ("by Friday 5 pm", "by", "2026-11-27", "16:00"),
        ("by Friday, 5:30pm", "by", "2026-11-27", "16:30"),
        ("by 5 pm on Friday", "by", "2026-11-27", "16:00"),
        ("by 17:30", "by", "2026-11-25", "16:30"),
        ("by 9:00", "by", "2026-11-26", "08:00"),
        ("by noon", "by", "2026-11-25", "11:00"),
        ("by midnight", "by", "2026-11-25", "23:00"),
        ("tomorrow by 5 pm", "by", "2026-11-26", "16:00"),
        ("17:30 UTC tomorrow", "bare", "2026-11-26", "17:30"),
        ("by EOD", "by", "2026-11-25", None),
        ("EOD Friday", "bare", "2026-11-27", None),
        ("COB tomorrow", "bare", "2026-11-26", None),
        ("Fri", "bare", "2026-11-27", None),
        ("this Friday", "bare", "2026-11-27", None),
        ("next Tue", "bare", "2026-12-01", None),
        ("Tuesday next week", "bare", "2026-12-01", None),
        ("on wed", "on", "2026-11-25", None),
        ("by Sun", "by", "2026-11-29", None),
        ("Friday morning", "bare", "2026-11-27", None),
        ("in two weeks", "on", "2026-12-09", None),
        ("in 3 days", "on", "2026-11-28", None),
        ("in three working days", "on", "2026-11-30", None),
        ("in a month", "on", "2026-12-25", None),
        ("in 2 hours", "on", "2026-11-25", "11:00"),
        ("within a couple of days", "by", "2026-11-27", None),
        ("a week from now", "on", "2026-12-02", None),
        ("next week", "bare", "2026-12-04", None),
        ("by next week", "by", "2026-11-30", None),
        ("end of week", "bare", "2026-11-27", None),
        ("by the end of the month", "by", "2026-11-30", None),
        ("by end of next week", "by", "2026-12-04", None),
        ("end of quarter", "bare", "2026-12-31", None),
        ("EOM", "bare", "2026-11-30", None),
        ("before the end of January", "by", "2027-01-31", None),
        ("by January", "by", "2027-01-01", None),
        ("2026-12-24", "bare", "2026-12-24", None),
        ("2026-12-24T14:00", "bare", "2026-12-24", "13:00"),
        ("2026-12-24 14:00", "bare", "2026-12-24", "13:00"),
        ("2026-12-24T23:30-05:00", "bare", "2026-12-25", "04:30"),
        ("24 Dec", "bare", "2026-12-24", None),
        ("24th of December", "bare", "2026-12-24", None),
        ("Dec 24", "bare", "2026-12-24", None),
        ("Dec. 24th", "bare", "2026-12-24", None),
        ("24 December 2027", "bare", "2027-12-24", None),
        ("December 24, 2027", "bare", "2027-12-24", None),
        ("Thursday, 24 Dec at 17:30", "bare", "2026-12-24", "16:30"),
        ("by 24.12.", "by", "2026-12-24", None),
        ("24.12.2026", "bare", "2026-12-24", None),
        ("by 12/24", "by", "2026-12-24", None),
        ("by 24/12", "by", "2026-12-24", None),
        ("12/24/2026", "bare", "2026-12-24", None),
        ("by the 24th", "by", "2026-12-24", None),
        ("on 2 May", "on", "2027-05-02", None),
        ("by 29 Feb", "by", "2028-02-29", None),
        ("no later than Friday", "by", "2026-11-27", None),
        ("by Friday at the latest", "by", "2026-11-27", None),
        ("until next Monday", "until", "2026-11-30", None),
        ("due Friday", "by", "2026-11-27", None),
    ],
)
def test_future(said: str, kind: str, day: str, clock: str | None) -> None:
    words = only(said)
    assert (words.kind, words.said) == (kind, said)
    moment = resolve(words, NOW, "future")
    assert moment is not None
    assert moment.day == date.fromisoformat(day)
    assert (moment.at.strftime("%H:%M") if moment.at else None) == clock


@pytest.mark.parametrize(
    ("said", "kind", "day", "clock"),
    [
        ("since Monday", "since", "2026-11-23", None),
        ("since Wednesday", "since", "2026-11-25", None),
        ("since Thu", "since", "2026-11-19", None),
        ("since last Wednesday", "since", "2026-11-18", None),
        ("last Friday", "bare", "2026-11-20", None),
        ("yesterday", "bare", "2026-11-24", None),
        ("since yesterday 5pm", "since", "2026-11-24", "16:00"),
        ("since this morning", "since", "2026-11-25", None),
        ("since last night", "since", "2026-11-24", None),
        ("since 9:30", "since", "2026-11-25", "08:30"),
        ("since 17:30", "since", "2026-11-24", "16:30"),
        ("since midnight", "since", "2026-11-25", "23:00"),
        ("since noon", "since", "2026-11-24", "11:00"),
        ("2 days ago", "ago", "2026-11-23", None),
        ("since a week ago", "since", "2026-11-18", None),
        ("30 min ago", "ago", "2026-11-25", "08:30"),
        ("for a week", "for", "2026-11-18", None),
        ("for over two weeks now", "for", "2026-11-11", None),
        ("since two weeks", "for", "2026-11-11", None),
        ("for the last 3 days", "for", "2026-11-22", None),
        ("for the past month", "for", "2026-10-25", None),
        ("since last week", "since", "2026-11-16", None),
        ("since last month", "since", "2026-10-01", None),
        ("since October", "since", "2026-10-01", None),
        ("since December", "since", "2025-12-01", None),
        ("since 3 Nov", "since", "2026-11-03", None),
        ("since 24.12.", "since", "2025-12-24", None),
        ("since 2026-11-20", "since", "2026-11-20", None),
        ("since the 24th", "since", "2026-11-24", None),
        ("ever since last Tuesday", "since", "2026-11-24", None),
        ("since the beginning of the month", "since", "2026-11-01", None),
    ],
)
def test_past(said: str, kind: str, day: str, clock: str | None) -> None:
    words = only(said)
    assert (words.kind, words.said) == (kind, said)
    moment = resolve(words, NOW, "past")
    assert moment is not None
    assert moment.day == date.fromisoformat(day)
    assert (moment.at.strftime("%H:%M") if moment.at else None) == clock


def test_a_sentence_with_two() -> None:
    text = "waiting on the security review for APOLLO since Monday, need it by Friday"
    assert [(one.kind, one.said, text[one.start : one.end]) for one in find(text)] == [
        ("since", "since Monday", "since Monday"),
        ("by", "by Friday", "by Friday"),
    ]


@pytest.mark.parametrize("text", ["since Monday, by 17:30", "since Monday - by Friday", "since Monday by noon"])
def test_two_leads_are_two_moments(text: str) -> None:
    assert [one.kind for one in find(text)] == ["since", "by"]


def test_a_turkish_capital_does_not_shift_what_follows() -> None:
    words = only("İİİ stuck since Monday")
    assert words.said == "since Monday"


@pytest.mark.parametrize("text", ["ſince Monday", "SINCE MONDAY", "Since\u00a0Monday", "since  monday"])
def test_spellings_of_the_same(text: str) -> None:
    assert resolve(only(text), NOW, "past") == resolve(only("since Monday"), NOW, "past")


def test_reads_no_further_than_it_says() -> None:
    assert find("x " * (LONGEST // 2) + "by Friday") == []


atoms = st.sampled_from(
    [
        "since",
        "by",
        "until",
        "on",
        "for",
        "in",
        "next",
        "last",
        "this",
        "the",
        "end",
        "of",
        "Monday",
        "Fri",
        "sat",
        "May",
        "24",
        "24th",
        "12/24",
        "24.12.",
        "2026-12-24",
        "5",
        "pm",
        "17:30",
        "noon",
        "EOD",
        "tomorrow",
        "ago",
        "days",
        "weeks",
        "a",
        "two",
        "and",
        "to",
        "-",
        "–",
        ",",
        ".",
        "'",
        "@",
        "/",
        ":",
        "İ",
        "ſ",
        "may",
        "sun",
    ]
)
naive_times = st.datetimes(datetime(1990, 1, 1), datetime(2150, 1, 1))  # noqa: DTZ001
near_dates = st.lists(atoms | st.text(max_size=3), max_size=40).map(" ".join)


@given(near_dates | st.text(max_size=400))
def test_spans_are_ordered_apart_and_say_what_is_there(text: str) -> None:
    last = 0
    for words in find(text):
        assert last <= words.start < words.end <= len(text)
        assert words.said == text[words.start : words.end]
        assert words.value is not None or words.clock is not None
        last = words.end


@given(near_dates, naive_times, st.sampled_from(["past", "future"]))
def test_whatever_is_found_resolves_on_the_asked_side(text: str, naive: datetime, direction: str) -> None:
    now = naive.replace(tzinfo=UTC).astimezone(BERLIN)
    for words in find(text):
        moment = resolve(words, now, "past" if direction == "past" else "future")
        if moment is None:
            continue
        assert moment.at is None or moment.at.tzinfo is UTC
        if direction == "past":
            assert moment.day <= now.date()
            assert moment.at is None or moment.at <= now
        else:
            assert moment.day >= now.date()
            assert moment.at is None or moment.at >= now
