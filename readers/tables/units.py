"""In which currency, how many at a time, and per what does a header or a cell count?"""

import re
from dataclasses import dataclass
from decimal import Decimal

_ONE = Decimal(1)
_CURRENCIES = {
    "£": "GBP",
    "€": "EUR",
    "$": "USD",
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "r$": "BRL",
    "hk$": "HKD",
    "s$": "SGD",
    "¥": "JPY",
    "₹": "INR",
    "zł": "PLN",
    "fr": "CHF",
    "kč": "CZK",
    "kr": "kr",
    "euro": "EUR",
    "dollar": "USD",
    "pound": "GBP",
    "sterling": "GBP",
    "franc": "CHF",
    "euros": "EUR",
    "dollars": "USD",
    "pounds": "GBP",
    "francs": "CHF",
    "rs": "INR",
}
_CODES = (
    "AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW MAD MXN MYR NGN NOK "
    "NZD PEN PHP PKR PLN RON RSD SAR SEK SGD THB TRY TWD UAH USD VND ZAR"
)
_CURRENCIES |= {code.lower(): code for code in _CODES.split()}
_SCALES = {
    **dict.fromkeys(("k", "000", "000s", "thousand", "thousands", "tsd", "tausend", "mille"), Decimal(1000)),
    **dict.fromkeys(("lakh", "lakhs"), Decimal(100_000)),
    **dict.fromkeys(("m", "mm", "mn", "mln", "mio", "mill", "million", "millions", "millionen"), Decimal(1_000_000)),
    **dict.fromkeys(("crore", "crores", "cr"), Decimal(10_000_000)),
    **dict.fromkeys(("b", "bn", "mrd", "billion", "billions", "milliard", "milliards"), Decimal(1_000_000_000)),
}
_WITH_CURRENCY = {"t": Decimal(1000)}  # T€ and TEUR; a bare t may be anything
_PER = re.compile(r"(?:/|\bper\s|\bp\.?(?=[hdwm]\b)|\ba\s)\s*(h|hr|hour|d|day|w|wk|week|m|month|yr|year|annum)s?$")
_PERIODS = {
    "h": "hour",
    "hr": "hour",
    "d": "day",
    "w": "week",
    "wk": "week",
    "m": "month",
    "yr": "year",
    "annum": "year",
}
_PERCENT = frozenset({"%", "percent", "per cent", "pct", "in %", "in percent"})
_NAMES = sorted(_CURRENCIES, key=len, reverse=True)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts. currency: ISO code (or kr) or ""; scale: how many at a time; per: hour, day, … or ""."""

    currency: str = ""
    scale: Decimal = _ONE
    per: str = ""
    percent: bool = False

    def __str__(self) -> str:
        if self.percent:
            return "in percent"
        many = {1000: "thousands", 100_000: "lakhs", 1_000_000: "millions", 10_000_000: "crores", 10**9: "billions"}
        scale = many.get(int(self.scale), "")
        named = f"{scale} of {self.currency}" if scale and self.currency else scale or self.currency
        return " ".join(part for part in ("in", named, self.per and f"per {self.per}") if part)


PERCENT = Unit(percent=True)


def unit(text: str) -> Unit | None:
    """The unit that a text such as "£m", "in thousands", "EUR/h" or "%" names; None where it is no unit."""
    said = " ".join(text.casefold().split())
    if said in _PERCENT:
        return PERCENT
    per = _PER.search(said)
    period = _PERIODS.get(per[1], per[1]) if per else ""
    bare = re.sub(r"^in\s|\bof\b|[\s.'’]", "", said[: per.start()] if per else said)
    found = _amount(bare)
    if found is None:
        return Unit(per=period) if per and not bare else None
    return Unit(*found, per=period)


def _amount(bare: str) -> tuple[str, Decimal] | None:
    if bare in _SCALES:
        return "", _SCALES[bare]
    for name in _NAMES:
        for rest in (bare.removeprefix(name), bare.removesuffix(name)):
            if rest == bare:
                continue
            if not rest:
                return _CURRENCIES[name], _ONE
            scale = _SCALES.get(rest) or _WITH_CURRENCY.get(rest)
            if scale:
                return _CURRENCIES[name], scale
    return None
