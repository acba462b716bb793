"""Is every usual form of an amount read exactly, and is it asked where a mark may mean both?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readers.tables import amounts
from readers.tables.units import Unit, unit


@pytest.mark.parametrize(
    ("cell", "value", "currency"),
    [
        ("1200", "1200", ""),
        ("1200.50", "1200.50", ""),
        ("1,200.50", "1200.50", ""),
        ("1.200,50", "1200.50", ""),
        ("€ 1.200,50", "1200.50", "EUR"),
        ("1 200,50 €", "1200.50", "EUR"),
        ("1\u202f200,50", "1200.50", ""),
        ("CHF 1'200.50", "1200.50", "CHF"),
        ("1,200,000", "1200000", ""),
        ("1.200.000", "1200000", ""),
        ("₹ 1,20,00,000", "12000000", "INR"),
        ("0,123", "0.123", ""),
        ("12,5", "12.5", ""),
        ("1200,555", "1200.555", ""),
        ("£1.2m", "1200000", "GBP"),
        ("1.2M", "1200000", ""),
        ("GBP 95k", "95000", "GBP"),
        ("95 k€", "95000", "EUR"),
        ("T€ 95", "95000", "EUR"),
        ("TEUR 95", "95000", "EUR"),
        ("Mio. € 3,5", "3500000", "EUR"),
        ("US$ 1.5 million", "1500000", "USD"),
        ("$2bn", "2000000000", "USD"),
        ("(1,200.50)", "-1200.50", ""),
        ("-5", "-5", ""),
        ("€-5", "-5", "EUR"),
        ("−7", "-7", ""),
        ("0.1", "0.1", ""),
    ],
)
def test_forms(cell: str, value: str, currency: str) -> None:
    found = amounts.amount(cell)
    assert found is not None
    assert amounts.value(found, None, None) == Decimal(value)
    assert (found.unit.currency if found.unit else "") == currency


@pytest.mark.parametrize(
    "cell", ["", "ten", "1.2.3", "1,2,3", "3 apples", "12,34,5", "NaN", "1e9", "٣", ".5", "5.", "1..2", "1 2", "x" * 99]
)
def test_what_is_no_amount(cell: str) -> None:
    assert amounts.amount(cell) is None


@pytest.mark.parametrize(
    ("cells", "mark", "value"),
    [
        (["1,200"], None, None),
        (["1,200", "1,200.50"], "point", "1200"),
        (["1,200", "12,5"], "comma", "1.2"),
        (["1,200", "1,200,000"], "point", "1200"),
        (["1.200", "0.5"], "point", "1.2"),
        (["1.200", "7,5"], "comma", "1200"),
        (["1,200", "1,5", "1.5"], None, None),
    ],
)
def test_what_a_mark_means_is_told_by_the_cells_that_have_one_meaning(
    cells: list[str], mark: str | None, value: str | None
) -> None:
    found = amounts.amounts(cells)
    told = amounts.decimal_mark(found.values())
    assert told == mark
    assert amounts.value(found[cells[0]], told, None) == (Decimal(value) if value else None)


def test_the_scale_of_a_cell_goes_before_that_of_its_header() -> None:
    millions = unit("£m")
    bare, own = amounts.amount("0.042"), amounts.amount("95k")
    assert bare is not None
    assert own is not None
    assert amounts.written(amounts.value(bare, None, millions) or Decimal(0)) == "42000"
    assert amounts.written(amounts.value(own, None, millions) or Decimal(0)) == "95000"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("£m", Unit("GBP", Decimal(1_000_000))),
        ("$ m", Unit("USD", Decimal(1_000_000))),
        ("€k", Unit("EUR", Decimal(1000))),
        ("£'000", Unit("GBP", Decimal(1000))),
        ("in thousands", Unit("", Decimal(1000))),
        ("EUR", Unit("EUR")),
        ("millions of USD", Unit("USD", Decimal(1_000_000))),
        ("€/h", Unit("EUR", per="hour")),
        ("USD per day", Unit("USD", per="day")),
        ("per week", Unit(per="week")),
        ("%", Unit(percent=True)),
        ("days", None),
        ("1-5", None),
        ("planned", None),
        ("", None),
    ],
)
def test_units(text: str, meant: Unit | None) -> None:
    assert unit(text) == meant


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["{:,.2f}", "€ {:,.2f}", "{:.2f}", "${:,.2f}"]))
def test_amounts_are_exact(value: Decimal, form: str) -> None:
    for cell in (form.format(value), form.format(value).translate(str.maketrans(",.", ".,"))):
        found = amounts.amount(cell)
        assert found is not None, cell
        assert amounts.value(found, None, None) == value


@given(st.text(max_size=30) | st.from_regex(r"[€$£]? ?[0-9.,' ]{1,15}[km%]?", fullmatch=True))
def test_any_cell_is_an_amount_or_none(cell: str) -> None:
    found = amounts.amount(cell)
    if found is not None:
        for mark in ("point", "comma"):
            number = amounts.value(found, mark, None)  # type: ignore[arg-type]
            assert number is not None
            assert Decimal(amounts.written(number)) == number
