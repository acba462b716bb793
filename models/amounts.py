"""How are hours and shares kept exactly as people wrote them?

As text: SQLite has no decimals, and a share of 0.1 that comes back as 0.1000000000000000055 changes a sum.
"""

from decimal import Decimal
from functools import lru_cache

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from planning.availability import Hours7


class Share(TypeDecorator[Decimal]):
    """A decimal from 0 to 1."""

    impl = String(16)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else plain(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else share(value)


class Exact(TypeDecorator[Decimal]):
    """Hours, weights and percent: a decimal of up to fifteen digits before the point and nine after it."""

    impl = String(26)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else plain(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else share(value)


class WorkingWeek(TypeDecorator[Hours7]):
    """Hours from Monday to Sunday, kept as `8 8 8 8 4 0 0`."""

    impl = String(160)
    cache_ok = True

    def process_bind_param(self, value: Hours7 | None, dialect: Dialect) -> str | None:
        return None if value is None else " ".join(plain(hours) for hours in value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Hours7 | None:
        return None if value is None else working_week(value)


def plain(amount: Decimal) -> str:
    """Without exponent and without zeros at its end."""
    return f"{amount.normalize():f}"


@lru_cache(maxsize=4096)
def share(text: str) -> Decimal:
    return Decimal(text)


@lru_cache(maxsize=4096)
def working_week(text: str) -> Hours7:
    """Seven decimals. Most people share a few weeks, so the same text gives the same tuple again."""
    return tuple(Decimal(hours) for hours in text.split())
