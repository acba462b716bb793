"""Are words that only look like days and times left alone?"""

import pytest

from readers.dates import find


@pytest.mark.parametrize(
    "text",
    [
        "may I have access",
        "may 2 people join?",
        "May 2 people join?",
        "2 may join later",
        "she sat on it",
        "Sat on it for days",
        "the sun is out",
        "since Sun Microsystems left",
        "in a second",
        "the second review",
        "they march on",
        "waiting on Thu for the mock-ups",
        "blocked by April",
        "until June is back",
        "approved by May",
        "every Monday",
        "the Monday stand-up",
        "Friday's release",
        "today’s build",
        "Mon-Wed",
        "Monday to Friday",
        "between Monday and Friday",
        "24 Dec - 2 Jan",
        "24-26 Dec",
        "09:00-12:00",
        "09:00 - 12:00",
        "from 14:00 to 15:30",
        "2-3 days ago",
        "by 5/6",
        "24/7 support",
        "13/20 tests pass",
        "by 5 pm PST",
        "approved by Thu",
        "depends on 3.11.",
        "Python 3.11.",
        "upgrade to 3.11.",
        "v1.24.12",
        "10.12.2026.4",
        "ratio 3:15",
        "log 12:34:56",
        "2026-02-30",
        "2026-12-24-draft",
        "by 31 Apr",
        "by 25:00",
        "by 13 pm",
        "5 pm PST",
        "16 h a week",
        "for 3 days of work",
        "mon.example.com",
        "#fri-team",
        "TODAY-42",
        "Mondays",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("approved by Fri", "by Fri"),
        ("approved by 24.12.", "by 24.12."),
        ("reviewed by Monday 17:00", "by Monday 17:00"),
        ("May 24th", "May 24th"),
        ("we meet May 24", "May 24"),
        ("since March", "since March"),
        ("since March we wait", "since March"),
        ("since 5 March", "since 5 March"),
    ],
)
def test_days_beside_them_are_read(text: str, said: str) -> None:
    assert [words.said for words in find(text)] == [said]
