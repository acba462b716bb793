"""Are holidays those of the place and year, and is an unknown place named as such?"""

from datetime import date
from decimal import Decimal

import pytest

from planning.public_holidays import public_holidays
from planning.refusal import Refusal

# As published by the five governments; India and Saudi Arabia without those that follow the moon.
FIXED = {
    "DE-BY": "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26",
    "GB-SCT": "01-01 01-02 04-03 05-04 05-25 08-03 11-30 12-25 12-28",
    "IN": "01-26 08-15 10-02 12-25",
    "JP": "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23",
    "SA": "02-22 09-23",
}


@pytest.mark.parametrize("region", FIXED)
def test_the_holidays_of_2026(region: str) -> None:
    found = public_holidays(region, 2026, halves=True)
    assert not isinstance(found, Refusal)
    fixed = {date.fromisoformat(f"2026-{day}") for day in FIXED[region].split()}
    assert fixed <= set(found)
    assert set(found.values()) == {Decimal(1)}
    if region in {"DE-BY", "JP"}:
        assert set(found) == fixed


def test_a_half_holiday_is_half_and_a_whole_one_whole() -> None:
    without, counted = (public_holidays("TR", 2026, halves=halves) for halves in (False, True))
    assert not isinstance(without, Refusal)
    assert not isinstance(counted, Refusal)
    eve, republic = date(2026, 10, 28), date(2026, 10, 29)
    assert (eve in without, without[republic]) == (False, 1)
    assert (counted[eve], counted[republic]) == (Decimal("0.5"), 1)


def test_a_region_is_known_in_small_letters_too() -> None:
    assert public_holidays(" de-by ", 2026, halves=False) == public_holidays("DE-BY", 2026, halves=False)


@pytest.mark.parametrize(
    ("region", "sentence"),
    [
        ("Bavaria", "A region is a country such as DE, or a part of one such as DE-BY."),
        ("DE_BY", "A region is a country such as DE, or a part of one such as DE-BY."),
        ("", "A region is a country such as DE, or a part of one such as DE-BY."),
        ("XX", "The public holidays of XX are not known. A country is written with two letters, such as DE."),
        ("JP-13", "JP has the same public holidays everywhere: write JP alone."),
        (
            "GB-BY",
            "GB has no part BY whose public holidays are known. Its parts are ENG, NIR, SCT, WLS.",
        ),
    ],
)
def test_an_unknown_region_is_answered_with_what_would_be_right(region: str, sentence: str) -> None:
    assert public_holidays(region, 2026, halves=False) == Refusal(sentence)
