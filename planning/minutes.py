"""How is time counted? Exact minutes on the way, whole ones at the end."""

from decimal import Decimal

HOUR = 60
MIDNIGHT = 24 * HOUR
ZERO = Decimal(0)
_HALF = Decimal("0.5")


def whole(minutes: Decimal) -> int:
    """Whole minutes, halves up; `minutes` is 0 or more. Once for each figure that is shown, never on the way to it."""
    return int(minutes + _HALF)
