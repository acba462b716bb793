"""Is a line about a booking understood as it was meant, and left alone where it is none?"""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from readers.availability import Unclear
from readers.bookings import Amount, Between, BookingWords, Longer, booking, days

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Berlin"))  # a Monday
KNOWN = [("APOLLO", "Patient portal"), ("ORION", "Data warehouse"), ("IT-2", "Lab move")]
H20, H10, HALF = Amount(hours=Decimal(20)), Amount(hours=Decimal(10)), Amount(part=Decimal("0.5"))


def read(text: str) -> BookingWords:
    found = booking(text, KNOWN)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "verb", "who", "project", "amount", "start", "finish"),
    [
        ("Ana 20 h on APOLLO until March", "book", "Ana", "APOLLO", H20, None, date(2027, 2, 28)),
        ("Ana 20h/week on apollo from 1 Dec to 31 Jan", "book", "Ana", "APOLLO", H20, date(2026, 12, 1), date(2027, 1, 31)),
        ("book Ana Kim half time on patient portal in December", "book", "Ana Kim", "APOLLO", HALF, date(2026, 12, 1), date(2026, 12, 31)),
        ("put Ana on APOLLO for 20 hours a week for 6 weeks", "book", "Ana", "APOLLO", H20, None, date(2027, 1, 3)),
        ("allocate 20h of Ana to APOLLO from 1 Dec", "book", "Ana", "APOLLO", H20, date(2026, 12, 1), None),
        ("Ana on APOLLO 20 h a week from W49 to W52", "book", "Ana", "APOLLO", H20, date(2026, 11, 30), date(2026, 12, 27)),
        ("Ana APOLLO 20 h until 24 Dec", "book", "Ana", "APOLLO", H20, None, date(2026, 12, 24)),
        ("Ana's 20 h on APOLLO until further notice", "book", "Ana", "APOLLO", H20, None, None),
        ("José Ñandú 12,5 h on IT-2", "book", "José Ñandú", "IT-2", Amount(hours=Decimal("12.5")), None, None),
        ("Ana 2 days a week on ORION", "book", "Ana", "ORION", Amount(part=Decimal("0.4")), None, None),
        ("Ana 0.5 FTE on ORION", "book", "Ana", "ORION", HALF, None, None),
        ("Ana 50 % of her time on ORION", "book", "Ana", "ORION", HALF, None, None),
        ("extend Ana on APOLLO until 30 April", "extend", "Ana", "APOLLO", None, None, date(2027, 4, 30)),
        ("extend Ana on APOLLO to the end of May", "extend", "Ana", "APOLLO", None, None, date(2027, 5, 31)),
        ("cut Ana on APOLLO to 10 h from 5 Jan", "change", "Ana", "APOLLO", H10, date(2027, 1, 5), None),
        ("cut Ana to 10h on APOLLO", "change", "Ana", "APOLLO", H10, None, None),
        ("end Ana on APOLLO on Friday", "end", "Ana", "APOLLO", None, date(2026, 11, 27), date(2026, 11, 27)),
        ("take Ana off APOLLO from next week", "end", "Ana", "APOLLO", None, date(2026, 11, 30), None),
        ("release Ana from ORION after 18 December", "end", "Ana", "ORION", None, None, date(2026, 12, 18)),
    ],
)  # fmt: skip
def test_lines_are_understood(
    text: str, verb: str, who: str, project: str, amount: Amount | None, start: date | None, finish: date | None
) -> None:
    found = read(text)
    assert (found.verb, found.person, found.user_id) == (verb, who, None)
    assert (found.project, found.is_known, found.amount) == (project, True, amount)
    assert days(found.when, NOW) == Between(start, finish)


def test_whoever_is_mentioned_is_meant() -> None:
    found = read("<@U1ANA|ana> 20 h on APOLLO tentatively until 24 Dec")
    assert (found.person, found.user_id, found.tentative) == ("", "U1ANA", True)
    assert days(found.when, NOW) == Between(None, date(2026, 12, 24))


@pytest.mark.parametrize(("text", "longer"), [
    ("extend Ana on APOLLO by 3 weeks", Longer(3, "week")),
    ("extend Ana on APOLLO for another two months", Longer(2, "month")),
    ("extend Ana on APOLLO by a month", Longer(1, "month")),
])  # fmt: skip
def test_longer_is_counted_from_what_there_is(text: str, longer: Longer) -> None:
    found = read(text)
    assert (found.longer, found.when) == (longer, "")


def test_an_unknown_project_is_named_as_it_was_written() -> None:
    found = read("Ana 20 h on Nope until March")
    assert (found.project, found.is_known, found.person) == ("Nope", False, "Ana")


def test_nobody_named_is_nobody() -> None:
    found = read("20 h on APOLLO")
    assert (found.person, found.user_id) == ("", None)


@pytest.mark.parametrize("text", ["", "hello", "list", "help", "Ana is great", "20 h of sleep", "book a room"])
def test_other_lines_are_left_alone(text: str) -> None:
    assert booking(text, KNOWN) is None


@pytest.mark.parametrize("when", ["blah blah", "from 3/4 to 5/6", "to 31 Feb"])
def test_days_that_may_be_others_are_asked_for(when: str) -> None:
    assert isinstance(days(when, NOW), Unclear)


@settings(max_examples=200, deadline=None)
@given(some.lists(some.sampled_from([
    "ana", "20 h", "on", "APOLLO", "until", "March", "extend", "cut", "end", "to", "of", "<@U1>", "50%", "half time",
    "by", "3 weeks", "from", "1 Dec", "'s", ",", "\x01", "  ", "é", "tentatively", "0", "9" * 40, "-", "<", "&amp;",
]), max_size=14))  # fmt: skip
def test_no_line_breaks_it(parts: list[str]) -> None:
    found = booking(" ".join(parts), KNOWN)
    if found is not None:
        assert not (found.person and found.user_id)
        days(found.when, NOW)
