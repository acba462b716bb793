"""Do words about availability mean the right days for whoever says them, on whichever day?"""

from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.availability import Hourly, availability, resolve
from tests.readers.availability_meanings import meaning

SAID_ON = [
    ("2026-11-23", "off Monday", "off 2026-11-23"),  # a Monday is today
    ("2026-11-23", "off, back on Monday", "off 2026-11-23..2026-11-29"),
    ("2026-12-28", "off 24 Dec to 2 Jan", "off 2026-12-24..2027-01-02"),  # going on
    ("2027-01-03", "off 24 Dec to 2 Jan", "? Off 24 Dec to 2 Jan: which year is that?"),  # over
    ("2027-02-03", "off 24 Dec to 2 Jan", "off 2027-12-24..2028-01-02"),
    ("2026-11-23", "off 24 Dec to 2 Jan 2029", "off 2028-12-24..2029-01-02"),
    ("2026-11-23", "off 20 Oct", "off 2027-10-20"),  # ahead, as long as nothing else is said
    ("2026-11-23", "off 20 Nov", "? Off 20 Nov: which year is that?"),
    ("2026-11-23", "was off 20 Nov", "off 2026-11-20"),
    ("2026-11-23", "off 20 Nov 2026", "off 2026-11-20"),
    ("2026-11-28", "off this week", "off 2026-11-28..2026-11-29"),
    ("2026-11-28", "off until Friday", "off 2026-11-28..2026-12-04"),
    ("2027-05-10", "off in May", "off 2027-05-10..2027-05-31"),
    ("2027-05-10", "60% until May", "share 60 2027-05-10..2028-04-30"),
    ("2026-12-28", "off week 53", "off 2026-12-28..2027-01-03"),
    ("2027-01-04", "off week 53", "? Week 53: there is no such day ahead. Which days do you mean?"),
    ("2026-11-23", "60% from 1 Jan to 31 Dec", "share 60 2027-01-01..2027-12-31"),
    ("2028-02-28", "off tomorrow", "off 2028-02-29"),
    ("2026-11-23", "off the 31st", "off 2026-12-31"),
    ("2026-11-23", "off the 31st of every month", "off 2026-12-31 FREQ=MONTHLY;BYMONTHDAY=31"),
    ("2026-11-27", "every second Friday off", "off 2026-11-27 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
]


@pytest.mark.parametrize(("day", "text", "meant"), SAID_ON)
def test_the_day_on_which_it_is_said_counts(day: str, text: str, meant: str) -> None:
    now = datetime.fromisoformat(day).replace(hour=10, tzinfo=ZoneInfo("Europe/Berlin"))
    assert meaning(text, now) == meant


def test_the_zone_of_who_says_it_counts() -> None:
    now = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    assert meaning("off today", now.astimezone(ZoneInfo("Pacific/Auckland"))) == "off 2026-11-26"
    assert meaning("off today", now.astimezone(ZoneInfo("America/Los_Angeles"))) == "off 2026-11-25"
    with pytest.raises(ValueError, match="zone"):
        resolve(availability("off today"), now.replace(tzinfo=None))


hours = st.decimals(0, 24, places=2)
weeks = st.tuples(*[hours] * 7)


@given(weeks, st.decimals(0, 168, places=1))
def test_the_hours_of_a_total_add_up_to_it(now: tuple[Decimal, ...], total: Decimal) -> None:
    assert sum(round(one * 60) for one in Hourly(total=total).on(now)) == int(total * 60)


def test_days_that_were_not_named_stay_or_end() -> None:
    now = tuple(map(Decimal, (8, 8, 8, 8, 4, 0, 0)))
    assert Hourly(days=(None, Decimal(6), *[Decimal(0)] * 5)).on(now) == (8, 6, 0, 0, 0, 0, 0)
    assert Hourly(each=Decimal(6)).on(now) == (6, 6, 6, 6, 6, 0, 0)
    assert Hourly(total=Decimal(20)).on(now) == (4, 4, 4, 4, 4, 0, 0)
    assert Hourly(total=Decimal(20)).on((Decimal(0),) * 7) == (4, 4, 4, 4, 4, 0, 0)


def test_an_address_is_not_shown_by_accident() -> None:
    assert "secret" not in repr(availability("calendar https://x.example/secret.ics"))
