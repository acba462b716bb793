"""Which days are public holidays in a country or a part of it?"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from planning.refusal import Refusal

REGION = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?", re.ASCII)
WHOLE = Decimal(1)
HALF = Decimal("0.5")


@lru_cache(maxsize=4096)
def public_holidays(region: str, year: int, *, halves: bool) -> Mapping[date, Decimal] | Refusal:
    """Each holiday of `DE` or `DE-BY` in that year with the part of the day that is free: 1, or ½ with `halves`.

    Days on which a holiday that falls on a weekend is made up for count as well. Source: the library `holidays`.
    """
    # Imported here: it takes a fifth of a second with the first country, which most commands do not need.
    from holidays import HALF_DAY, country_holidays

    match = REGION.fullmatch(region.strip().upper())
    if match is None:
        return Refusal("A region is a country such as DE, or a part of one such as DE-BY.")
    country, part = match.groups()
    try:
        full = country_holidays(country, subdiv=part, years=year, expand=False)
    except NotImplementedError:
        return _unknown(country, part)
    found = dict.fromkeys(full, WHOLE)
    if halves and HALF_DAY in full.supported_categories:
        half = country_holidays(country, subdiv=part, years=year, expand=False, categories=HALF_DAY)
        found = {**dict.fromkeys(half, HALF), **found}
    return MappingProxyType(found)


def _unknown(country: str, part: str | None) -> Refusal:
    from holidays import list_supported_countries

    parts = list_supported_countries().get(country)
    if parts is None:
        return Refusal(
            f"The public holidays of {country} are not known. A country is written with two letters, such as DE."
        )
    if not parts:
        return Refusal(f"{country} has the same public holidays everywhere: write {country} alone.")
    return Refusal(f"{country} has no part {part} whose public holidays are known. Its parts are {', '.join(parts)}.")
