"""Do states, dates and amounts read as a person would say them?"""

from datetime import date
from decimal import Decimal

import pytest

from planning.blockers import Cause, Change, State
from ui import words as w

TODAY = date(2026, 11, 23)


def test_everything_that_can_be_has_words() -> None:
    assert set(w.STATES) == set(w.SIGNS) == set(State)
    assert set(w.CAUSES) == set(Cause)
    assert set(w.CHANGES) == set(Change)


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (TODAY, "since today"),
        (date(2026, 11, 22), "1 day, since Sun 22 Nov"),
        (date(2025, 12, 31), "327 days, since Wed 31 Dec 2025"),
        (date(2026, 11, 30), "from Mon 30 Nov"),
    ],
)
def test_age(since: date, said: str) -> None:
    assert w.age_words(since, TODAY) == said


def test_a_card_of_today_keeps_its_date() -> None:
    assert w.age_words(TODAY, TODAY, dated=True) == "since today, Mon 23 Nov"


@pytest.mark.parametrize(
    ("needed_by", "said"),
    [
        (date(2026, 11, 25), "Wed 25 Nov, in 2 days"),
        (date(2026, 11, 24), "Tue 24 Nov, tomorrow"),
        (TODAY, "Mon 23 Nov, today"),
        (date(2026, 11, 22), "Sun 22 Nov, was due yesterday"),
        (date(2026, 11, 13), "Fri 13 Nov, was due 10 days ago"),
    ],
)
def test_due(needed_by: date, said: str) -> None:
    assert w.due_words(needed_by, None, TODAY) == said


@pytest.mark.parametrize(
    ("hours", "said"), [("12.50", "12.5 h a week"), ("40", "40 h a week"), ("0.25", "0.25 h a week")]
)
def test_hours(hours: str, said: str) -> None:
    assert w.hours_words(Decimal(hours)) == said


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([], ""),
        (["Ana"], "Ana"),
        (["Ana", "Bo"], "Ana and Bo"),
        (["A", "B", "C"], "A, B and C"),
        (list("ABCDEFG"), "A, B, C, D, E and 2 more"),
    ],
)
def test_listed(items: list[str], said: str) -> None:
    assert w.listed(items) == said


def test_commands_carry_the_prefix() -> None:
    assert (w.Commands().blocked, w.Commands("acme-").pmo) == ("/blocked", "/acme-pmo")
