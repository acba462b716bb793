"""Is every usual form of a date read as its day, and is it asked where nothing tells which one is meant?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.tables import days, durations

JULY = date(2011, 7, 5)


@pytest.mark.parametrize(
    "cell",
    [
        *("2011-07-05", "2011-7-5", "2011/07/05", "2011.07.05", "20110705", "05.07.2011", "5.7.11", "40729", "40729.0"),
        *("05-Jul-2011", "5 Jul 2011", "5 July 2011", "5-Jul-11", "05JUL2011", "5th July, 2011", "5/Jul/2011"),
        *("July 5, 2011", "Jul 5 2011", "Tue 5 Jul 2011", "Tuesday, 5 July 2011"),
        *("5. Juli 2011", "5 juillet 2011", "5 de julio de 2011", "5 luglio 2011", "5 juli 2011"),
        *("2011-07-05 00:00:00", "2011-07-05T00:00:00Z", "2011-07-05T00:00:00.000", "05.07.2011 00:00"),
        *("July 5, 2011 12:00 AM", "2011-07-05 00:00:00+00:00"),
    ],
)
def test_forms(cell: str) -> None:
    found = days.reading(cell)
    assert found is not None
    assert found.sure == JULY


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "",
            "1" + " " * 30_000 + "1",
            "soon",
            "2011",
            "Jul 2011",
            "Q3 2011",
            "2011-02-30",
            "31/04/2011",
            "32.01.2011",
            "0",
            "19999",
            "80000",
        ),
        *(
            "5 Marvel 2011",
            "2011-07-05 09:30",
            "5/7",
            "1/2-2011",
            "99999999",
            "20111399",
            "٥/٧/٢٠١١",
            "1.2",
            "13/13/2011",
        ),
    ],
)
def test_what_is_no_day(cell: str) -> None:
    assert days.reading(cell) is None


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2026", "13/04/2026"], "day-first"),
        (["03/04/2026", "04/13/2026"], "month-first"),
        (["03/04/2026"], None),
        (["03/04/2026", "2026-04-13"], None),  # tells nothing of the others
        (["04/04/2026"], None),
        (["13/04/2026", "04/13/2026", "03/04/2026"], None),  # both are there
        (["03-04-26", "25-04-26"], "day-first"),
        (["13.04.2026", "03/04/2026"], None),
    ],
)
def test_what_comes_first_is_told_by_the_cells_that_have_one_meaning(cells: list[str], order: str | None) -> None:
    found = days.readings(cells)
    assert days.order(found.values()) == order
    settled, unclear = days.settled(found, days.order(found.values()))
    assert ("03/04/2026" in unclear) == (order is None and "03/04/2026" in cells)
    if order == "day-first" and "03/04/2026" in settled:
        assert settled["03/04/2026"] == "2026-04-03"


@given(st.dates(date(1971, 1, 1), date(2068, 12, 31)))
def test_every_day_comes_back_from_every_form(day: date) -> None:
    forms = ("%Y-%m-%d", "%d.%m.%Y", "%d-%b-%Y", "%d %B %Y", "%B %d, %Y", "%Y%m%d", "%d.%m.%y", "%a %d %b %Y")
    for form in forms:
        found = days.reading(day.strftime(form))
        assert found is not None, day.strftime(form)
        assert found.sure == day
    slashed = days.reading(day.strftime("%d/%m/%Y"))
    assert slashed is not None
    assert slashed.day_first == day


@given(st.text(max_size=40) | st.from_regex(r"[0-9./\- ]{1,12}", fullmatch=True))
def test_any_cell_is_a_day_or_none(cell: str) -> None:
    found = days.reading(cell)
    assert found is None or found.day_first or found.month_first


@pytest.mark.parametrize(
    ("lasting", "unit", "end"),
    [
        ("580 days", "day", date(2012, 9, 1)),
        ("94", "day", date(2011, 5, 4)),
        ("1", "day", date(2011, 1, 31)),
        ("12 weeks", "day", date(2011, 4, 24)),
        ("12", "week", date(2011, 4, 24)),
        ("3 months", "day", date(2011, 4, 29)),
        ("1", "month", date(2011, 2, 27)),
        ("2 yrs", "day", date(2013, 1, 30)),
        ("94.0", "day", date(2011, 5, 4)),
        ("0 days", "day", date(2011, 1, 31)),
        ("-3 days", "day", None),
        ("10 working days", "day", None),
        ("2.5 months", "day", None),
        ("99999 years", "day", None),
        ("a while", "day", None),
    ],
)
def test_what_lasts_ends_on_its_last_day(lasting: str, unit: str, end: date | None) -> None:
    assert durations.finish(date(2011, 1, 31), lasting, unit) == end


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_months_end_the_day_before_their_day_comes_again(start: date, months: int) -> None:
    end = durations.finish(start, f"{months} months", "day")
    assert end is not None
    after = end + timedelta(days=1)
    assert (after.year * 12 + after.month) - (start.year * 12 + start.month) == months
    assert after.day == start.day or (after + timedelta(days=1)).day == 1
